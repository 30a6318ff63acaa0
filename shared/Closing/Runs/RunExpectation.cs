using Bookseal.Books.Values;

namespace Bookseal.Closing.Runs;

/// <summary>
/// That a period's run is still as somebody has read it: at its last event of then. What is decided under it is decided
/// on that run or not at all, however many act at once; what is decided under it itself moves it on.
/// </summary>
public sealed class RunExpectation
{
    public const string Failed = "PRECONDITION_FAILED";
    private readonly PeriodCode _period;
    private long? _lastSequence;

    private RunExpectation(PeriodCode period, long? lastSequence) => (_period, _lastSequence) = (period, lastSequence);

    public static RunExpectation Of(LoadedRun seen) => new(seen.Run.Period, seen.Track?.LastSequence);

    internal Fault? Refuse(LoadedRun now) =>
        now.Run.Period != _period || now.Track?.LastSequence == _lastSequence
            ? null
            : new(Failed, $"the close of {_period} has changed since it was read; read it again");

    internal void MoveTo(PeriodCode period, long lastSequence) =>
        _lastSequence = period == _period ? lastSequence : _lastSequence;
}
