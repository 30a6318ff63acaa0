using Bookseal.Books.Ledger;
using Bookseal.Books.Runs;
using Bookseal.Books.Values;
using Bookseal.Closing.Posting;
using Bookseal.Storage.Journals;

namespace Bookseal.Closing.Imports;

/// <summary>An entry of the source that does not stand in the month where it would be posted.</summary>
internal readonly record struct PlacedEntry(int Place, Entry Given, PeriodCode Target);

/// <summary>
/// Finds entries that have a history in other months. An id stands for one entry in all months of its scope: what
/// stands in another month was moved by its source, and what was taken back there comes back under the next number.
/// </summary>
internal sealed class MovePlanner(
    Workspace workspace,
    Func<PeriodCode, CancellationToken, Task<Result<CloseRun>>> runOf,
    IdScope scope
)
{
    private readonly StandingReader _reader = new(workspace);

    /// <summary>
    /// What is to be posted of those that have a history, by their places. <c>ENTRY_CHANGED</c> where the month that
    /// has one is closed, or the entry is not the source's alone; <c>PERIOD_CLOSING</c> under its close lock.
    /// </summary>
    /// <param name="months">All that have a journal.</param>
    public async Task<Result<Dictionary<int, PlannedEdit>>> PlanAsync(
        IReadOnlyList<PlacedEntry> entries,
        IReadOnlyList<PeriodCode> months,
        CancellationToken cancel
    )
    {
        var (last, found) = (new Dictionary<int, int>(), new Dictionary<int, (PeriodCode From, ChangedEntry Item)>());
        foreach (var month in entries.Count == 0 ? [] : months)
            await LookAsync(month, entries, last, found, cancel);
        var (edits, targets) = (new Dictionary<int, PlannedEdit>(), entries.ToDictionary(item => item.Place));
        foreach (var (place, number) in last)
            if (!found.ContainsKey(place))
                edits[place] = Returned(targets[place], number + 1);
        foreach (var group in found.Values.GroupBy(item => item.From))
        {
            List<ChangedEntry> changed = [.. group.Select(item => item.Item)];
            var standing = await _reader.ReadAsync(group.Key, changed, cancel);
            var isFixed = await _reader.FindFixedAsync([.. standing.Values.OfType<Entry>()], months, cancel);
            foreach (var item in changed)
            {
                if (standing[item.Place] is not { } posted || !scope.IsSame(First(posted), item.Given))
                    continue; // the id was the whole company's when another entry was posted
                var target = targets[item.Place];
                var isBuiltOn = isFixed.Contains(posted.Key) || isFixed.Contains(PlannedEdit.OriginalOf(posted));
                if (await RefuseAsync(group.Key, target, posted, isBuiltOn, cancel) is { } refused)
                    return refused;
                edits[item.Place] = Moved(group.Key, target, posted, last[item.Place] + 1);
            }
        }

        return edits;
    }

    /// <summary>What one month knows of these: the last number that it gave, and whether it stands there.</summary>
    private async Task LookAsync(
        PeriodCode month,
        IReadOnlyList<PlacedEntry> entries,
        Dictionary<int, int> last,
        Dictionary<int, (PeriodCode From, ChangedEntry Item)> found,
        CancellationToken cancel
    )
    {
        var poster = workspace.Journals.Poster(workspace.Tenant, month);
        var standings = await poster.CompareAsync([.. entries.Select(item => item.Given)], cancel);
        for (var i = 0; i < entries.Count; i++)
        {
            var (item, standing) = (entries[i], standings[i]);
            // Taken back while ids were the whole company's, it is no history of this one.
            if (standing.IsNew || (standing.IsUnscoped && standing.Standing < 0))
                continue;
            last[item.Place] = Math.Max(last.GetValueOrDefault(item.Place), standing.LastEdit);
            if (standing.Standing >= 0 && month != item.Target)
                found[item.Place] = (month, new(item.Place, item.Given, standing));
        }
    }

    private async Task<Fault?> RefuseAsync(
        PeriodCode from,
        PlacedEntry target,
        Entry posted,
        bool isBuiltOn,
        CancellationToken cancel
    )
    {
        if (!(await runOf(from, cancel)).TryGet(out var run, out var fault))
            return fault;
        if (run.IsClosed || posted.OriginalDate is not null || target.Given.OriginalDate is not null)
            return EntryWhereabouts.StandsIn(from, target.Given, target.Target);
        if (run.PeriodStatus != PeriodStatus.Open)
            return PeriodFaults.NotOpen(run, $"entry {target.Given.Key} was moved to {target.Target} in its source");
        return isBuiltOn ? EditPlanner.Fixed(target.Given) : null;
    }

    private static PlannedEdit Moved(PeriodCode from, PlacedEntry target, Entry posted, int number) =>
        new(
            target.Target,
            posted,
            SourceEdit.Replacement(target.Given with { Scope = posted.Scope }, number),
            EntryEdit.Replaced,
            number,
            target.Given.PostedBy
        )
        {
            From = from,
        };

    private static PlannedEdit Returned(PlacedEntry target, int number) =>
        new(
            target.Target,
            null,
            SourceEdit.Replacement(target.Given, number),
            EntryEdit.Replaced,
            number,
            target.Given.PostedBy
        );

    /// <summary>As the source first named it.</summary>
    private static Entry First(Entry posted) => posted with { Id = SourceEdit.OriginalOf(posted) };
}
