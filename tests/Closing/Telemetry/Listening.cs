using System.Collections.Concurrent;
using System.Diagnostics;
using System.Diagnostics.Metrics;
using Bookseal.Closing.Telemetry;

namespace Bookseal.Closing.Tests.Telemetry;

/// <summary>
/// Hears what one test records of meter and source <c>Bookseal</c>, and not what others do meanwhile, in other logical
/// calls.
/// </summary>
internal sealed class Listening : IDisposable
{
    private readonly AsyncLocal<bool> _isMine = new() { Value = true };
    private readonly MeterListener _meters = new();
    private readonly ActivityListener _activities;
    private readonly ConcurrentQueue<(string Name, double Value, string Tags)> _measured = [];
    private readonly ConcurrentQueue<Activity> _done = [];

    public Listening()
    {
        _meters.InstrumentPublished = (instrument, listener) =>
        {
            if (instrument.Meter.Name == CloseMeter.Name)
                listener.EnableMeasurementEvents(instrument);
        };
        _meters.SetMeasurementEventCallback<long>((instrument, value, tags, _) => Hear(instrument, value, tags));
        _meters.SetMeasurementEventCallback<double>((instrument, value, tags, _) => Hear(instrument, value, tags));
        _meters.Start();
        _activities = new ActivityListener
        {
            ShouldListenTo = source => source.Name == CloseMeter.Name,
            Sample = (ref ActivityCreationOptions<ActivityContext> _) =>
                _isMine.Value ? ActivitySamplingResult.AllData : ActivitySamplingResult.None,
            ActivityStopped = _done.Enqueue,
        };
        ActivitySource.AddActivityListener(_activities);
    }

    public IEnumerable<Activity> Activities => _done;

    /// <summary>The sum of an instrument's measurements with these tags.</summary>
    public double Sum(string name, string tags = "") =>
        _measured.Where(one => one.Name == name && one.Tags == tags).Sum(one => one.Value);

    public IEnumerable<string> TagsOf(string name) =>
        _measured.Where(one => one.Name == name).Select(one => one.Tags).Distinct().Order(StringComparer.Ordinal);

    public void Dispose()
    {
        _meters.Dispose();
        _activities.Dispose();
    }

    private void Hear(Instrument instrument, double value, ReadOnlySpan<KeyValuePair<string, object?>> tags)
    {
        if (!_isMine.Value)
            return;
        var texts = new List<string>();
        foreach (var (name, tag) in tags)
            texts.Add($"{name}={tag}");
        _measured.Enqueue((instrument.Name, value, string.Join(' ', texts)));
    }
}
