using System.Text;
using Bookseal.Books.Ledger;
using Bookseal.Books.Periods;
using Bookseal.Books.Values;
using Bookseal.Closing.Runs;
using Bookseal.Evidence;

namespace Bookseal.Closing.Reading;

/// <summary>
/// The ids of closed periods. Posting looks into other months as best it can; this is the look that counts, when
/// nothing
/// can be posted any more. One pass over what is sealed, in which lines are only searched for their ids.
/// </summary>
internal sealed class SealedIds(Workspace workspace)
{
    /// <summary>The ids of these books that closed periods have too, within their scopes; the first of them.</summary>
    public async Task<IReadOnlyList<IdClash>> FindAsync(PeriodBooks books, CancellationToken cancel)
    {
        var found = new List<IdClash>();
        var standings = await PeriodStandings.ReadAsync(workspace, await workspace.ReadHeadAsync(cancel), cancel);
        var closed = standings.Where(standing => standing.IsClosed).Select(standing => standing.Period).ToHashSet();
        foreach (var period in await workspace.Journals.PeriodsAsync(workspace.Tenant, cancel))
            if (period != books.Period && closed.Contains(period))
                await AddAsync(books.Fold.Ids!, period, found, cancel);
        return found;
    }

    private async Task AddAsync(EntryIds ids, PeriodCode period, List<IdClash> found, CancellationToken cancel)
    {
        var lengths = await workspace.Journals.LengthsAsync(workspace.Tenant, period, cancel);
        await using var journal = workspace.Journals.Read(workspace.Tenant, period, lengths);
        var read = await LineSplitter.ForEachAsync(
            journal,
            line =>
            {
                if (found.Count < Limits.JournalFaults && KeyIn(line) is { } key && ids.Has(key))
                    found.Add(new(key, period));
            },
            cancel
        );
        if (!read.IsOk)
            throw new InvalidDataException($"the journal of {period} cannot be read: {read.Fault}");
    }

    private static EntryKey? KeyIn(ReadOnlySpan<byte> line)
    {
        if (!EntryId.Parse(Encoding.UTF8.GetString(EntryCodec.IdIn(line))).TryGet(out var id, out _))
            return null;
        var scope = EntryCodec.ScopeIn(line);
        return new(scope.IsEmpty ? null : ScopeName.Parse(Encoding.UTF8.GetString(scope)).Value, id);
    }
}
