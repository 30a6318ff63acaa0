using Bookseal.Books.Guards;
using Bookseal.Books.Runs;
using Bookseal.Books.Runs.Events;

namespace Bookseal.Books.Notifications;

/// <summary>
/// What people have to be told because of an event of a run. The rows go into the event's own transaction, so this
/// knows nothing but the run.
/// </summary>
public static class RunNotices
{
    /// <summary>Guards whose failure means that the books are wrong, not that something is still to be done.</summary>
    private static readonly Dictionary<string, string> Critical = new(StringComparer.Ordinal)
    {
        [GuardCode.TrialBalanceBalanced] = "The trial balance does not balance.",
        [GuardCode.NoUnbalancedEntries] = "Entries do not balance.",
        [GuardCode.OpeningsBalanced] = "The opening balances do not balance.",
        [GuardCode.AllSubledgersClosed] = "A subledger differs from its control account.",
        [GuardCode.JournalReadable] = "Lines of the journal cannot be read.",
        [GuardCode.BatchesComplete] = "A part of an import is missing.",
    };

    /// <param name="before">The run without the event; another one where the event began a run.</param>
    /// <param name="after">The run with the event in it.</param>
    /// <returns>However many: they stand in one row beside the event.</returns>
    public static IReadOnlyList<Notice> Of(RunEvent happened, CloseRun before, CloseRun after) =>
        [.. OfEvent(happened, after), .. TaskNotices.Of(before, after)];

    private static IReadOnlyList<Notice> OfEvent(RunEvent happened, CloseRun after) =>
        happened switch
        {
            RunStarted or PackagePrepared when after.IsDirect => [], // it is over before anybody reads of it
            RunStarted => [Notices.CloseInitiated(after.Period, after.Id)],
            PackagePrepared package => [Notices.ReadyForCertification(after.Period, after.Id, package.Payload)],
            GuardsEvaluated { Failed.Count: > 0 } failed => [.. OfGuards(failed, after)],
            _ => [],
        };

    private static IEnumerable<Notice> OfGuards(GuardsEvaluated failed, CloseRun after) =>
        failed
            .Failed.Where(Critical.ContainsKey)
            .Select(code =>
                Notices.CriticalException(
                    after.Period,
                    after.Id,
                    code,
                    $"{Critical[code]} 'bookseal health DIR --period {after.Period}' says where."
                )
            );
}
