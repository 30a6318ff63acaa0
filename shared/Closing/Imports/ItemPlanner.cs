using Bookseal.Books.Company;
using Bookseal.Books.Subledgers;
using Bookseal.Books.Values;
using Bookseal.Closing.Runs;
using Bookseal.Evidence;
using Bookseal.Import.BooksDirectory;

namespace Bookseal.Closing.Imports;

/// <summary>
/// What an import adds to the subledgers, and which period takes it in: an item counts where its entry is posted, in
/// its own month or, where that is closed, in the first open one.
/// </summary>
internal sealed class ItemPlanner(Workspace workspace, RunStore runs)
{
    private readonly Dictionary<PeriodCode, PeriodCode> _takers = [];

    /// <summary>
    /// Subledgers with nothing new are left out; of the others all items, those of closed months with the month that
    /// takes them in.
    /// </summary>
    public async Task<Result<PlannedItems>> PlanAsync(ImportedBooks books, CancellationToken cancel)
    {
        var (planned, added) = (new List<SubledgerItem>(), 0);
        foreach (var group in books.SubledgerItems.GroupBy(item => item.Subledger).OrderBy(group => group.Key))
        {
            List<SubledgerItem> items = [.. group];
            if (!(await CountNewAsync(group.Key, items, cancel)).TryGet(out var count, out var changed))
                return changed with { Where = $"{BooksFiles.Subledgers}:1:1" };
            if (count > 0 && await FindDerivedAsync(group.Key, items, books.Profile, cancel) is { } derived)
                return derived with { Where = $"{BooksFiles.Subledgers}:1:1" };
            added += count;
            foreach (var item in count == 0 ? [] : items)
                planned.Add(await PlaceAsync(item, books.Profile.FirstPeriod, cancel));
        }

        return new PlannedItems(planned, added);
    }

    private async Task<Result<int>> CountNewAsync(
        SubledgerName subledger,
        List<SubledgerItem> items,
        CancellationToken cancel
    )
    {
        var missing = await workspace.Subledgers.CountMissingAsync(workspace.Tenant, subledger, items, cancel);
        if (missing == 0)
            return 0; // the usual case: only then the items that are there need not be compared one by one
        var known = await workspace.Subledgers.ReadItemsAsync(workspace.Tenant, subledger, cancel);
        return ItemChanges.FindNew(known, items).Map(added => added.Count);
    }

    /// <summary>A subledger that the journal keeps takes from its file what was open when the books began.</summary>
    private async Task<Fault?> FindDerivedAsync(
        SubledgerName subledger,
        List<SubledgerItem> items,
        CompanyProfile profile,
        CancellationToken cancel
    )
    {
        if (profile.Subledgers.Of(subledger).Source != ItemSource.Journal)
            return null;
        var known = await workspace.Subledgers.ReadItemsAsync(workspace.Tenant, subledger, cancel);
        foreach (var item in ItemChanges.FindNew(known, items).Value)
            if (
                item.Date >= profile.BooksStart
                || await TakerOfAsync(profile.FirstPeriod, cancel) != profile.FirstPeriod
            )
                return new(
                    "ITEM_OF_JOURNAL",
                    $"{subledger} is kept in the journal: {item.Reference} of {Dates.Text(item.Date)} comes from the "
                        + "lines of its control accounts. Its file has the items that were open before "
                        + $"{Dates.Text(profile.BooksStart)} only, imported before the first close"
                );
        return null;
    }

    private async Task<SubledgerItem> PlaceAsync(SubledgerItem item, PeriodCode first, CancellationToken cancel)
    {
        var own = PeriodCode.Of(item.Date);
        var taker = await TakerOfAsync(own < first ? first : own, cancel);
        return taker == own || taker == first ? item : item with { TakenInto = taker };
    }

    private async Task<PeriodCode> TakerOfAsync(PeriodCode own, CancellationToken cancel)
    {
        if (_takers.TryGetValue(own, out var taker))
            return taker;
        var isClosed = (await runs.LoadAsync(own, cancel)).Run.IsClosed;
        return _takers[own] = isClosed ? await TakerOfAsync(own.Next, cancel) : own;
    }
}

/// <param name="Items">What is there already among them is not added again.</param>
internal sealed record PlannedItems(IReadOnlyList<SubledgerItem> Items, int Added);
