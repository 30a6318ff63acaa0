using System.Runtime.CompilerServices;
using Bookseal.Books.Audit;
using Bookseal.Books.Values;
using Bookseal.Storage.Audit;

namespace Bookseal.Closing;

/// <summary>
/// A chain as of its end, read where it says something of the matter: the places that a signed index names, and all
/// that came after it; without an index all of it. What is read hangs together by hashes, up to the index and to the
/// head; otherwise, as where an entry cannot be read, it is a <see cref="ChainRefusedException"/>.
/// </summary>
/// <param name="index">Of this chain; null for none.</param>
public sealed class ChainView(Workspace workspace, ChainHead chain, ChainIndex? index)
{
    private const int BackwardPage = 500;

    /// <summary>With the largest index that there is.</summary>
    public static async Task<ChainView> OpenAsync(Workspace workspace, CancellationToken cancel)
    {
        var chain = await workspace.ReadHeadAsync(cancel);
        return await OpenAsync(workspace, chain, cancel);
    }

    public static async Task<ChainView> OpenAsync(Workspace workspace, ChainHead chain, CancellationToken cancel) =>
        new(workspace, chain, await workspace.Indexes.FindAsync(chain, chain.Head.Size, _ => true, cancel));

    /// <summary>Null where everything has to be read.</summary>
    public ChainIndex? Index => index;

    /// <summary>Where what no index is of begins.</summary>
    private long TailBegin => index?.Size ?? 0;

    /// <summary>
    /// Every entry of these periods from one on, in order; others are among them.
    /// </summary>
    public async IAsyncEnumerable<AuditEntry> ReadPeriodsAsync(
        Func<PeriodCode, bool> isWanted,
        long from,
        [EnumeratorCancellation] CancellationToken cancel
    )
    {
        var spans = index?.Periods.Where(period => isWanted(period.Key)).SelectMany(period => period.Value.Spans);
        await foreach (var entry in ReadSpansAsync(Cut(Merge(spans ?? []), from), cancel))
            yield return entry;
        await foreach (var entry in ReadTailAsync(from, cancel))
            yield return entry;
    }

    public IAsyncEnumerable<AuditEntry> ReadPeriodAsync(PeriodCode wanted, long from, CancellationToken cancel) =>
        ReadPeriodsAsync(period => period == wanted, from, cancel);

    /// <summary>Every entry from the first of these types on: others are among them.</summary>
    public async IAsyncEnumerable<AuditEntry> ReadTypesAsync(
        Func<string, bool> isWanted,
        [EnumeratorCancellation] CancellationToken cancel
    )
    {
        var firsts = index?.Types.Where(type => isWanted(type.Key)).Select(type => type.Value.First);
        var from = (firsts ?? []).Append(TailBegin).Min();
        await foreach (var entry in ReadLinkedAsync(from, chain.Head.Size, null, chain.Head.Last, cancel))
            yield return entry;
    }

    /// <summary>The last entry of one of these types; null where the chain has none.</summary>
    public async Task<AuditEntry?> FindLastAsync(Func<string, bool> isWanted, CancellationToken cancel)
    {
        AuditEntry? last = null;
        await foreach (var entry in ReadTailAsync(0, cancel))
            if (isWanted(entry.Type))
                last = entry;
        if (last is not null || index is null)
            return last;
        var known = index.Types.Where(type => isWanted(type.Key)).Select(type => type.Value).ToList();
        if (known.Count == 0)
            return null;
        var at = known.MaxBy(span => span.Last);
        await foreach (var entry in ReadSpansAsync([at with { First = at.Last }], cancel))
            last = entry;
        return last;
    }

    /// <summary>From the end of the chain on, as far as it is asked for.</summary>
    public async IAsyncEnumerable<AuditEntry> ReadBackwardsAsync([EnumeratorCancellation] CancellationToken cancel)
    {
        Digest? end = chain.Head.Last;
        for (var to = chain.Head.Size; to > 0; )
        {
            var page = new List<AuditEntry>();
            var from = Math.Max(0, to - BackwardPage);
            await foreach (var entry in ReadLinkedAsync(from, to, null, end, cancel))
                page.Add(entry);
            for (var at = page.Count - 1; at >= 0; at--)
                yield return page[at];
            (to, end) = (from, page[0].Previous);
        }
    }

    /// <summary>What came after the index, or everything.</summary>
    private IAsyncEnumerable<AuditEntry> ReadTailAsync(long from, CancellationToken cancel) =>
        from > TailBegin
            ? ReadLinkedAsync(from, chain.Head.Size, null, chain.Head.Last, cancel)
            : ReadLinkedAsync(TailBegin, chain.Head.Size, index?.Last, chain.Head.Last, cancel);

    internal async IAsyncEnumerable<AuditEntry> ReadSpansAsync(
        IEnumerable<ChainSpan> spans,
        [EnumeratorCancellation] CancellationToken cancel
    )
    {
        foreach (var span in spans)
        await foreach (var entry in ReadLinkedAsync(span.First, span.Last + 1, null, span.End, cancel))
            yield return entry;
    }

    /// <summary>Those of several periods in order, each entry once.</summary>
    private static List<ChainSpan> Merge(IEnumerable<ChainSpan> spans)
    {
        var merged = new List<ChainSpan>();
        foreach (var span in spans.OrderBy(span => span.First))
            if (merged.Count == 0 || span.First > merged[^1].Last + 1)
                merged.Add(span);
            else if (span.Last > merged[^1].Last)
                merged[^1] = span with { First = merged[^1].First };
        return merged;
    }

    private static IEnumerable<ChainSpan> Cut(IEnumerable<ChainSpan> spans, long from) =>
        spans.Where(span => span.Last >= from).Select(span => span with { First = Math.Max(span.First, from) });

    /// <param name="before">The hash of what comes before; null where it is not known.</param>
    /// <param name="end">The hash of the last.</param>
    private async IAsyncEnumerable<AuditEntry> ReadLinkedAsync(
        long from,
        long to,
        Digest? before,
        Digest? end,
        [EnumeratorCancellation] CancellationToken cancel
    )
    {
        var (last, next) = (before, from);
        await foreach (var bytes in workspace.Audit.ReadAsync(workspace.Tenant, from, to, cancel))
        {
            if (!AuditEntry.Decode(bytes.Span).TryGet(out var entry, out var fault))
                throw new ChainRefusedException(fault);
            if (last is { } expected && entry.Previous != expected)
                throw Edited(next - 1);
            last = Digest.Of(bytes.Span);
            next++;
            yield return entry;
        }

        if (next > from && end is { } known && last != known)
            throw Edited(to - 1);
    }

    private static ChainRefusedException Edited(long sequence) =>
        ChainCode.Refuse(
            ChainCode.EntryEdited,
            $"entry {sequence} of the audit chain does not have the hash that the next one says"
        );
}
