using Bookseal.Books.Ledger;
using Bookseal.Books.Runs;
using Bookseal.Books.Values;
using Bookseal.Storage.Journals;

namespace Bookseal.Closing.Imports;

/// <summary>An entry of the source, placed where it would be posted, that the journal has with other content.</summary>
internal readonly record struct ChangedEntry(int Place, Entry Given, EntryStanding Standing);

/// <summary>
/// Plans what edits in the source do to a period: reads there what stands, for it is taken back as it stands.
/// </summary>
internal sealed class EditPlanner(Workspace workspace, IdScope scope, CloseDoor door)
{
    private readonly StandingReader _reader = new(workspace);

    /// <summary>
    /// The edits by their places in the chunk; null for an entry that only seemed to be there, since its id was the
    /// whole company's when another one was posted. <c>ENTRY_CHANGED</c> in a closed period, and of an entry that is
    /// not the source's alone; <c>PERIOD_CLOSING</c> under the close lock.
    /// </summary>
    public async Task<Result<Dictionary<int, PlannedEdit?>>> PlanAsync(
        CloseRun run,
        IReadOnlyList<ChangedEntry> changed,
        IReadOnlyList<PeriodCode> months,
        CancellationToken cancel
    )
    {
        var standing = await _reader.ReadAsync(run.Period, changed, cancel);
        var isFixed = await _reader.FindFixedAsync([.. standing.Values.OfType<Entry>()], months, cancel);
        var edits = new Dictionary<int, PlannedEdit?>();
        foreach (var item in changed)
        {
            var posted = standing[item.Place];
            if (item.Standing.IsUnscoped && posted is not null && !scope.IsSame(posted, item.Given))
            {
                edits[item.Place] = null;
                continue;
            }

            if (Refuse(run, item) is { } refused)
                return refused;
            if (posted is null && item.Standing.Standing >= 0)
                return Unreadable(item.Given);
            if (
                posted is not null
                && (isFixed.Contains(posted.Key) || isFixed.Contains(PlannedEdit.OriginalOf(posted)))
            )
                return Fixed(item.Given);
            // Out of a closed month, or into one.
            if (posted is not null && posted.OriginalDate is null != item.Given.OriginalDate is null)
                return JournalPoster.Changed(item.Given);
            edits[item.Place] = EditOf(run.Period, item, posted);
        }

        return edits;
    }

    private Fault? Refuse(CloseRun run, ChangedEntry item)
    {
        if (run.IsClosed)
            return JournalPoster.Changed(item.Given);
        if (!door.Takes(run))
            return PeriodFaults.NotOpen(run, $"entry {item.Given.Key} was edited in its source");
        return item.Standing.IsFixed ? Fixed(item.Given) : null;
    }

    /// <summary><c>ENTRY_CHANGED</c> of what is not the source's alone.</summary>
    public static Fault Fixed(Entry given) =>
        new(
            "ENTRY_CHANGED",
            $"entry {given.Key} says something else than what is posted, and cannot be replaced: a person posted it, "
                + "or another entry reverses or corrects it. Put it back as it was in its source, and add an entry "
                + "that makes the difference"
        );

    /// <summary>It could not be taken back as it stands: both would be in the books once the line is mended.</summary>
    private static Fault Unreadable(Entry given) =>
        new(
            "ENTRY_CHANGED",
            $"entry {given.Key} stands in the journal in a line that cannot be read, and cannot be replaced; "
                + "'bookseal health' names the line"
        );

    private static PlannedEdit EditOf(PeriodCode period, ChangedEntry item, Entry? posted)
    {
        // It stays in the scope that it was posted in, so that what names it means it.
        var given = item.Standing.IsUnscoped ? item.Given with { Scope = null } : item.Given;
        var number = item.Standing.LastEdit + 1;
        return new(
            period,
            posted,
            SourceEdit.Replacement(given, number),
            posted is null ? EntryEdit.Replaced : SourceEdit.KindOf(posted, given),
            number,
            given.PostedBy
        );
    }
}
