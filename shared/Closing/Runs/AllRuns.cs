using Bookseal.Books.Audit;
using Bookseal.Books.Runs;
using Bookseal.Books.Values;
using Bookseal.Storage.Audit;

namespace Bookseal.Closing.Runs;

/// <summary>
/// Every period's close, from one reading of all their events: for the rare decision that rests on all of them, and
/// must not rest on rows that may be missing. <see cref="PeriodStandings"/> reads less.
/// </summary>
public static class AllRuns
{
    /// <summary>In order of the periods, as of this end of the chain.</summary>
    public static async Task<IReadOnlyList<CloseRun>> ReadAsync(
        Workspace workspace,
        ChainHead chain,
        CancellationToken cancel
    )
    {
        var runs = new SortedDictionary<PeriodCode, CloseRun>();
        var view = await ChainView.OpenAsync(workspace, chain, cancel);
        await foreach (var entry in view.ReadPeriodsAsync(_ => true, 0, cancel))
        {
            if (EventTypes.Refuse(entry) is { } unsupported)
                throw new ChainRefusedException(unsupported);
            if (entry.Period is not { } period)
                continue;
            var known = runs.GetValueOrDefault(period) ?? new CloseRun(workspace.Tenant, period);
            if (!RunHistory.Replay(known, [entry]).TryGet(out var run, out var unread))
                throw new ChainRefusedException(unread);
            runs[period] = run;
        }

        return [.. runs.Values];
    }
}
