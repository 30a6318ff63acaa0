using System.Text;
using Bookseal.Books.Ledger;
using Bookseal.Books.Values;
using Bookseal.Closing.Runs;
using Bookseal.Evidence;

namespace Bookseal.Closing.Entries;

/// <summary>
/// Looks for entries in the journals, of closed periods as of open ones: what a close certified stands in them, and
/// nothing can be added behind it. Only what is shown is kept in memory.
/// </summary>
public sealed class JournalSearch(Workspace workspace, RunStore runs)
{
    /// <summary>In the order of the months, and of posting within each.</summary>
    /// <param name="most">How many are shown; all that fit are counted.</param>
    /// <param name="after">Of a search that goes on: the last that was shown before.</param>
    public async Task<EntriesFound> FindAsync(
        EntryFilter filter,
        IReadOnlyList<PeriodCode> periods,
        int most,
        CancellationToken cancel,
        JournalPlace? after = null
    )
    {
        var (shown, count, unreadable) = (new List<FoundEntry>(), 0L, 0L);
        var mark = filter.Account is { } account ? MarkOf(account) : [];
        foreach (var period in after is null ? periods : periods.SkipWhile(period => period != after.Period))
        {
            var (place, first) = (0L, period == after?.Period ? after.Line : 0);
            await ForEachAsync(
                period,
                line =>
                {
                    if (++place <= first || line.IndexOf(mark) < 0)
                        return;
                    if (!EntryCodec.Decode(line).TryGet(out var entry, out _))
                        unreadable++;
                    else if (filter.Fits(entry) && count++ < most)
                        shown.Add(new(period, place, entry));
                },
                cancel
            );
        }

        var ties = await FindTiesAsync(shown, cancel);
        return new(
            [.. shown.Select(found => found with { Ties = ties.Of(found.Entry.Key) })],
            count,
            unreadable,
            await ClosedAsync(shown.Select(found => found.Period).Distinct(), cancel)
        );
    }

    /// <summary>Every readable entry that has a line of the account.</summary>
    /// <returns>How many lines could be such and are no entry.</returns>
    internal async Task<long> ReadAccountAsync(
        PeriodCode period,
        AccountCode account,
        Action<Entry> add,
        CancellationToken cancel
    )
    {
        var (mark, unreadable) = (MarkOf(account), 0L);
        await ForEachAsync(
            period,
            line =>
            {
                if (line.IndexOf(mark) < 0)
                    return;
                if (EntryCodec.Decode(line).TryGet(out var entry, out _))
                    add(entry);
                else
                    unreadable++;
            },
            cancel
        );
        return unreadable;
    }

    internal async Task<IReadOnlyList<PeriodCode>> ClosedAsync(
        IEnumerable<PeriodCode> periods,
        CancellationToken cancel
    )
    {
        var closed = new List<PeriodCode>();
        foreach (var period in periods)
            if ((await runs.LoadAsync(period, cancel)).Run.IsClosed)
                closed.Add(period);
        return closed;
    }

    /// <summary>
    /// A reversal stands in any month, so every journal is looked through again; little of it is parsed.
    /// </summary>
    private async Task<EntryTies> FindTiesAsync(List<FoundEntry> shown, CancellationToken cancel)
    {
        var ties = new EntryTies(shown.Select(found => found.Entry.Key));
        if (shown.Count == 0)
            return ties;
        foreach (var period in await workspace.Journals.PeriodsAsync(workspace.Tenant, cancel))
            await ForEachAsync(
                period,
                line =>
                {
                    if (EntryTies.MayTie(line) && EntryCodec.Decode(line).TryGet(out var entry, out _))
                        ties.Add(entry, period);
                },
                cancel
            );
        return ties;
    }

    private async Task ForEachAsync(PeriodCode period, LineSplitter.LineAction onLine, CancellationToken cancel)
    {
        var lengths = await workspace.Journals.LengthsAsync(workspace.Tenant, period, cancel);
        await using var journal = workspace.Journals.Read(workspace.Tenant, period, lengths);
        var read = await LineSplitter.ForEachAsync(journal, onLine, cancel);
        if (!read.IsOk)
            throw new IOException($"the journal of {period} cannot be read: {read.Fault}");
    }

    private static byte[] MarkOf(AccountCode account) => Encoding.UTF8.GetBytes($"\"account\":\"{account}\"");
}

/// <param name="Count">How many fit, of which the first are shown.</param>
/// <param name="Unreadable">Lines that may fit and are no entries; <c>bookseal health</c> lists them.</param>
/// <param name="Closed">The closed months among those that are shown.</param>
public sealed record EntriesFound(
    IReadOnlyList<FoundEntry> Shown,
    long Count,
    long Unreadable,
    IReadOnlyList<PeriodCode> Closed
);

/// <param name="Line">Of the period's journal, from 1.</param>
public sealed record JournalPlace(PeriodCode Period, long Line);

/// <summary>An entry where it stands.</summary>
/// <param name="Line">Of the period's journal, from 1.</param>
public sealed record FoundEntry(PeriodCode Period, long Line, Entry Entry)
{
    /// <summary>What later entries did to it.</summary>
    public IReadOnlyList<EntryTie> Ties { get; init; } = [];
}
