using Bookseal.Books.Checklists;
using Bookseal.Books.Company;
using Bookseal.Books.Runs;
using Bookseal.Books.Runs.Events;
using Bookseal.Books.Values;

namespace Bookseal.Books.Audit;

/// <summary>
/// Folds audit entries into the state of one period's close. The chain is the only truth; this is how it is read.
/// </summary>
public static class RunHistory
{
    /// <summary>
    /// <c>UNSUPPORTED_EVENT</c> at the first entry that is not known, also of another period or of none;
    /// <c>EVENT_INVALID</c> at a known one with data that do not fit; <c>TEMPLATE_UNKNOWN</c>.
    /// </summary>
    public static Result<CloseRun> Replay(CloseRun run, IEnumerable<AuditEntry> entries)
    {
        foreach (var entry in entries)
        {
            if (EventTypes.Refuse(entry) is { } unsupported)
                return unsupported;
            if (entry.Period != run.Period)
                continue;
            if (!RunEventCodec.Read(entry.Type, entry.Actor, entry.Data).TryGet(out var happened, out var fault))
                return new Fault("EVENT_INVALID", $"audit entry {entry.Sequence} ({entry.Type}): {fault.Message}");
            if (happened is RunStarted started && !started.FindChecklist().TryGet(out _, out fault))
                return fault;
            if (happened is not null)
                run = Evolver.Evolve(run, happened, entry.Timestamp);
        }

        return run;
    }

    /// <summary>The chain's form of an event.</summary>
    public static AuditDraft Draft(RunEvent happened, string actorKind, PeriodCode period, RunId run) =>
        new(happened.By, actorKind, happened.Type, period, run, run.ToString(), happened.ToData());
}
