using Bookseal.Books.Audit;
using Bookseal.Books.Runs;
using Bookseal.Books.Values;
using Bookseal.Storage.Audit;

namespace Bookseal.Closing.Runs;

/// <summary>
/// How every period stands: as the chain's index says, and folded where something came after it. As of
/// <see cref="AllRuns"/>, no row that may be missing is asked.
/// </summary>
public static class PeriodStandings
{
    /// <summary>In order of the periods, as of this end of the chain.</summary>
    public static async Task<IReadOnlyList<PeriodStanding>> ReadAsync(
        Workspace workspace,
        ChainHead chain,
        CancellationToken cancel
    )
    {
        var view = await ChainView.OpenAsync(workspace, chain, cancel);
        if (view.Index is not { } index)
            return [.. (await AllRuns.ReadAsync(workspace, chain, cancel)).Select(PeriodStanding.Of)];
        var standings = new SortedDictionary<PeriodCode, PeriodStanding>(
            index.Periods.ToDictionary(
                period => period.Key,
                period => new PeriodStanding(period.Key, period.Value.Status, period.Value.IsPinned)
            )
        );
        foreach (var run in await FoldAsync(workspace, view, await FindMovedAsync(view, cancel), cancel))
            standings[run.Period] = PeriodStanding.Of(run);
        return [.. standings.Values];
    }

    /// <summary>The periods that something has happened to since the index.</summary>
    private static async Task<HashSet<PeriodCode>> FindMovedAsync(ChainView view, CancellationToken cancel)
    {
        var moved = new HashSet<PeriodCode>();
        await foreach (var entry in view.ReadPeriodsAsync(_ => false, 0, cancel))
            if (EventTypes.Refuse(entry) is { } unsupported)
                throw new ChainRefusedException(unsupported);
            else if (entry.Period is { } period)
                moved.Add(period);
        return moved;
    }

    private static async Task<IReadOnlyCollection<CloseRun>> FoldAsync(
        Workspace workspace,
        ChainView view,
        HashSet<PeriodCode> periods,
        CancellationToken cancel
    )
    {
        var runs = periods.ToDictionary(period => period, period => new CloseRun(workspace.Tenant, period));
        await foreach (var entry in view.ReadPeriodsAsync(periods.Contains, 0, cancel))
            if (entry.Period is { } period && periods.Contains(period))
                runs[period] = RunHistory.Replay(runs[period], [entry]).TryGet(out var run, out var fault)
                    ? run
                    : throw new ChainRefusedException(fault);
        return runs.Values;
    }
}
