using System.Diagnostics.Metrics;
using System.Globalization;
using Bookseal.Books.Runs;
using Bookseal.Books.Runs.Events;
using Bookseal.Books.Values;

namespace Bookseal.Closing.Telemetry;

/// <summary>
/// What this process records of closes, as numbers: meter <c>Bookseal</c>, docs/metrics.md. Counted once the chain has
/// it. No tag is a company or a person: a store may have any number of them.
/// </summary>
public static class CloseMeter
{
    public const string Name = "Bookseal";

    private const double Hour = 3_600;
    private const double Day = 24 * Hour;
    private static readonly Meter Meter = new(Name);

    private static readonly Histogram<double> Duration = Meter.CreateHistogram(
        "bookseal.close.duration",
        "s",
        "From a run's begin to its seal or cancellation",
        null,
        new InstrumentAdvice<double>
        {
            HistogramBucketBoundaries =
            [
                60,
                Hour,
                6 * Hour,
                Day,
                2 * Day,
                3 * Day,
                5 * Day,
                7 * Day,
                10 * Day,
                30 * Day,
            ],
        }
    );

    private static readonly Counter<long> Closes = Meter.CreateCounter<long>(
        "bookseal.closes",
        "{close}",
        "Runs that were certified and sealed, cancelled, or reopened"
    );

    private static readonly Counter<long> Tasks = Meter.CreateCounter<long>(
        "bookseal.tasks.completed",
        "{task}",
        "Tasks of checklists that were completed"
    );

    private static readonly Counter<long> Refusals = Meter.CreateCounter<long>(
        "bookseal.refusals",
        "{refusal}",
        "What the rules refused to people"
    );

    private static readonly Counter<long> GuardRuns = Meter.CreateCounter<long>(
        "bookseal.guard_runs",
        "{run}",
        "Evaluations of the guards of a phase"
    );

    private static readonly Counter<long> Stops = Meter.CreateCounter<long>(
        "bookseal.driver.stops",
        "{stop}",
        "Drivers of closes that came no further: refused, or broken"
    );

    internal static void CountStop(string code) => Stops.Add(1, new KeyValuePair<string, object?>("code", code));

    internal static void Record(RecordedEvent recorded)
    {
        switch (recorded.Event)
        {
            case TaskCompleted completed:
                Tasks.Add(1, new KeyValuePair<string, object?>("actor", ActorOf(completed)));
                break;
            case CommandRefused refused:
                Refusals.Add(1, new KeyValuePair<string, object?>("code", refused.Code));
                break;
            case GuardsEvaluated guards:
                GuardRuns.Add(
                    1,
                    new("phase", guards.Phase.ToString(CultureInfo.InvariantCulture)),
                    new("outcome", guards.Failed.Count == 0 ? "passed" : "failed")
                );
                break;
        }

        if (OutcomeOf(recorded) is not { } outcome)
            return;
        Closes.Add(1, new KeyValuePair<string, object?>("outcome", outcome));
        if (recorded.After.Status != RunStatus.Decertified)
            Duration.Record(
                Math.Max(0, (recorded.At - recorded.After.StartedAt).TotalSeconds),
                new KeyValuePair<string, object?>("outcome", outcome)
            );
    }

    private static string ActorOf(RunEvent happened) => happened.By == PersonId.System ? "agent" : "person";

    /// <summary>Null for what does not end a close.</summary>
    private static string? OutcomeOf(RecordedEvent recorded) =>
        recorded.Before.Status == recorded.After.Status
            ? null
            : recorded.After.Status switch
            {
                RunStatus.Certified => "certified",
                RunStatus.Cancelled => "cancelled",
                RunStatus.Decertified => "reopened",
                _ => null,
            };
}

/// <summary>An event that the chain has, with the run before and after it.</summary>
internal sealed record RecordedEvent(CloseRun Before, RunEvent Event, CloseRun After, DateTimeOffset At);
