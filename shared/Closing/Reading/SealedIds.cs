using System.Text;
using Bookseal.Books.Ledger;
using Bookseal.Books.Values;
using Bookseal.Closing.Runs;
using Bookseal.Evidence;

namespace Bookseal.Closing.Reading;

/// <summary>
/// The ids of closed periods. Posting looks into other months as best it can; this is the look that counts, when
/// nothing can be posted any more. One pass over what is sealed, in which lines are only searched for their ids.
/// </summary>
internal sealed class SealedIds(Workspace workspace)
{
    /// <summary>Of how many ids one more pass over the month tells whether they stand in it.</summary>
    private const int MostCandidates = 10_000;

    /// <summary>The ids of these books that closed periods have too, within their scopes; the first of them.</summary>
    public async Task<IReadOnlyList<IdClash>> FindAsync(PeriodReading reading, CancellationToken cancel)
    {
        var found = new List<IdClash>();
        var standings = await PeriodStandings.ReadAsync(workspace, await workspace.ReadHeadAsync(cancel), cancel);
        var closed = standings.Where(standing => standing.IsClosed).Select(standing => standing.Period).ToHashSet();
        SoughtIds? own = null;
        foreach (var period in await workspace.Journals.PeriodsAsync(workspace.Tenant, cancel))
        {
            if (period == reading.Books.Period || !closed.Contains(period))
                continue;
            if (own is null)
            {
                own = new();
                await ReadOwnAsync(reading, own.Add, cancel);
                own.End();
            }

            for (long? from = 0; from is { } first && found.Count < Limits.JournalFaults; )
            {
                (var candidates, from) = await ReadClosedAsync(own, period, first, cancel);
                found.AddRange(await JudgeAsync(reading, candidates, cancel));
            }
        }

        return [.. found.Take(Limits.JournalFaults)];
    }

    /// <summary>What may stand in the month too, and from which line on it goes on; null at the end.</summary>
    private async Task<(List<IdClash> Candidates, long? Next)> ReadClosedAsync(
        SoughtIds own,
        PeriodCode period,
        long first,
        CancellationToken cancel
    )
    {
        var candidates = new List<IdClash>();
        var (at, next) = (0L, (long?)null);
        var lengths = await workspace.Journals.LengthsAsync(workspace.Tenant, period, cancel);
        await using var journal = workspace.Journals.Read(workspace.Tenant, period, lengths);
        var read = await LineSplitter.ForEachAsync(
            journal,
            line =>
            {
                var index = at++;
                if (index < first || next is not null || KeyIn(line) is not { } key || !own.MayHave(key))
                    return;
                if (candidates.Count == MostCandidates)
                    next = index;
                else
                    candidates.Add(new(key, period));
            },
            cancel
        );
        return read.IsOk
            ? (candidates, next)
            : throw new InvalidDataException($"the journal of {period} cannot be read: {read.Fault}");
    }

    /// <summary>Those that do stand in the month.</summary>
    private async Task<IEnumerable<IdClash>> JudgeAsync(
        PeriodReading reading,
        List<IdClash> candidates,
        CancellationToken cancel
    )
    {
        if (candidates.Count == 0)
            return [];
        var missing = candidates.Select(clash => ShortDigest.Of(clash.Entry.Text)).ToHashSet();
        await ReadOwnAsync(reading, line => SoughtIds.Strike(missing, line), cancel);
        return candidates.Where(clash => !missing.Contains(ShortDigest.Of(clash.Entry.Text)));
    }

    private async Task ReadOwnAsync(PeriodReading reading, LineSplitter.LineAction add, CancellationToken cancel)
    {
        var period = reading.Books.Period;
        var sha256 = await DigestedLines.ReadAsync(
            workspace.Journals.Read(workspace.Tenant, period, reading.JournalLengths),
            add,
            $"journal of {period}",
            cancel
        );
        if (sha256 != reading.Streamed.Journal)
            throw new InvalidDataException($"the journal of {period} was changed while it was read");
    }

    private static EntryKey? KeyIn(ReadOnlySpan<byte> line)
    {
        if (!EntryId.Parse(Encoding.UTF8.GetString(EntryCodec.IdIn(line))).TryGet(out var id, out _))
            return null;
        var scope = EntryCodec.ScopeIn(line);
        return new(scope.IsEmpty ? null : ScopeName.Parse(Encoding.UTF8.GetString(scope)).Value, id);
    }
}
