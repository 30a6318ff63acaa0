using System.Text;
using Bookseal.Books.Ledger;
using Bookseal.Books.Runs;
using Bookseal.Books.Values;
using Bookseal.Storage.Journals;

namespace Bookseal.Closing.Imports;

/// <summary>
/// Plans entries by their lines alone, as nearly all entries of an import can be: their month is open and was never
/// anything else, they name no others, and no journal has them otherwise. What this does not decide,
/// <see cref="ImportPlanner"/> does with the entries.
/// </summary>
/// <param name="runOf">Finishes what an earlier import left half-way in the month, too.</param>
/// <param name="journals">The months that have a journal.</param>
internal sealed class LinePlanner(
    Workspace workspace,
    Func<PeriodCode, CancellationToken, Task<Result<CloseRun>>> runOf,
    Func<CancellationToken, Task<IReadOnlyList<PeriodCode>>> journals
)
{
    /// <summary>What of a date says its month.</summary>
    private const int MonthBytes = 7;

    private byte[] _month = [];
    private PeriodCode _period;

    /// <summary>
    /// Where each of them goes, null for one that stands there already; or null for all where it takes the entries to
    /// tell.
    /// </summary>
    public async Task<PeriodCode?[]?> TryPlanAsync(ReadOnlyMemory<byte>[] lines, CancellationToken cancel)
    {
        if (!lines.All(IsPlain))
            return null;
        var targets = Array.ConvertAll(lines, line => (PeriodCode?)PeriodOf(line.Span));
        var groups = Enumerable.Range(0, lines.Length).GroupBy(place => targets[place]!.Value).ToList();
        foreach (var group in groups)
        {
            var run = await runOf(group.Key, cancel);
            if (!run.IsOk || run.Value.PeriodStatus != PeriodStatus.Open || run.Value.Decertified is not null)
                return null;
        }

        var months = await journals(cancel);
        foreach (var group in groups)
        {
            if (await FindNewAsync(group.Key, lines, [.. group], targets, cancel) is not { } added)
                return null;
            foreach (var month in added.Count == 0 ? [] : months)
                if (month != group.Key && await KnowsAnyAsync(month, lines, added, cancel))
                    return null;
        }

        return targets;
    }

    private static bool IsPlain(ReadOnlyMemory<byte> line) =>
        !EntryCodec.HasTies(line.Span) && EntryCodec.KindIn(line.Span) != EntryKind.Closing;

    /// <summary>Null where what stands there is not plainly the same.</summary>
    private async Task<List<int>?> FindNewAsync(
        PeriodCode period,
        ReadOnlyMemory<byte>[] lines,
        List<int> places,
        PeriodCode?[] targets,
        CancellationToken cancel
    )
    {
        var standings = await CompareAsync(period, lines, places, cancel);
        var added = new List<int>();
        for (var i = 0; i < places.Count; i++)
            if (standings[i] is not { } standing)
                return null;
            else if (standing.IsNew)
                added.Add(places[i]);
            else
                targets[places[i]] = null;
        return added;
    }

    private async Task<bool> KnowsAnyAsync(
        PeriodCode month,
        ReadOnlyMemory<byte>[] lines,
        List<int> places,
        CancellationToken cancel
    ) => (await CompareAsync(month, lines, places, cancel)).Any(standing => standing is not { IsNew: true });

    private Task<IReadOnlyList<EntryStanding?>> CompareAsync(
        PeriodCode period,
        ReadOnlyMemory<byte>[] lines,
        List<int> places,
        CancellationToken cancel
    ) =>
        workspace
            .Journals.Poster(workspace.Tenant, period)
            .CompareLinesAsync([.. places.Select(place => lines[place])], cancel);

    /// <summary>Journals are mostly in order of their dates: the last month is the next one's.</summary>
    private PeriodCode PeriodOf(ReadOnlySpan<byte> line)
    {
        var month = EntryCodec.DateIn(line)[..MonthBytes];
        if (!month.SequenceEqual(_month))
            (_month, _period) = (month.ToArray(), PeriodCode.Parse(Encoding.UTF8.GetString(month)).Value);
        return _period;
    }
}
