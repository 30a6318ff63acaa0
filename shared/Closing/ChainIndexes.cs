using System.Collections.Concurrent;
using Bookseal.Books.Audit;
using Bookseal.Books.Runs;
using Bookseal.Evidence.Dsse;
using Bookseal.Evidence.Signing;
using Bookseal.Storage.Audit;
using Bookseal.Storage.Keys;
using Bookseal.Storage.Proofs;

namespace Bookseal.Closing;

/// <summary>
/// The signed indexes of a tenant's chain. Whoever can write rows and objects, and has no key of the log, makes none:
/// only what a key of the ring has signed is believed, and only where the chain still has the entry that it ends with.
/// An older one that is put back in the place of a newer one says less, and has more read.
/// </summary>
public sealed class ChainIndexes(Workspace workspace, ChainIndexStore store)
{
    private const int MostTries = 40;
    private const int MostKept = 16;
    private readonly ConcurrentDictionary<long, ChainIndex> _kept = [];

    /// <summary>
    /// The largest index of this chain that fits; null where there is none, or none to believe: then the entries are
    /// read.
    /// </summary>
    /// <param name="most">How many entries it may be of at most.</param>
    public async Task<ChainIndex?> FindAsync(
        ChainHead chain,
        long most,
        Func<ChainIndex, bool> fits,
        CancellationToken cancel
    )
    {
        var sizes = await store.ListAsync(workspace.Tenant, cancel);
        foreach (var size in sizes.Where(size => size > 0 && size <= Math.Min(most, chain.Head.Size)).Take(MostTries))
            if (await ReadAsync(size, cancel) is { } index && fits(index) && await IsOfChainAsync(index, cancel))
                return index;
        return null;
    }

    /// <summary>All that a key of the ring has signed, of whatever chain.</summary>
    public async Task<IReadOnlyList<ChainIndex>> ReadSignedAsync(CancellationToken cancel)
    {
        var signed = new List<ChainIndex>();
        foreach (var size in await store.ListAsync(workspace.Tenant, cancel))
            if (await ReadAsync(size, cancel) is { } index)
                signed.Add(index);
        return signed;
    }

    /// <summary>
    /// Makes and signs the index of the chain's first entries, where there is none. Of a chain that is broken, or not
    /// understood, none is made: whoever reads that gets to know it.
    /// </summary>
    public async Task WriteAsync(long size, SigningKey log, CancellationToken cancel)
    {
        var chain = await workspace.ReadHeadAsync(cancel);
        var before = await FindAsync(chain, size, _ => true, cancel);
        if (size == 0 || before?.Size == size || await MakeAsync(chain, before, size, cancel) is not { } index)
            return;
        var payload = index.ToBytes();
        var signature = await DsseEnvelope.SignAsync(ChainIndex.PayloadType, payload, log.Signer, cancel);
        var envelope = new DsseEnvelope(ChainIndex.PayloadType, payload, [signature]);
        await store.WriteAsync(workspace.Tenant, size, envelope.ToJson(), cancel);
    }

    /// <summary>How many entries the chain has beyond those that an index is of.</summary>
    public async Task<long> CountSinceAsync(ChainHead chain, CancellationToken cancel) =>
        chain.Head.Size - (await FindAsync(chain, chain.Head.Size, _ => true, cancel))?.Size ?? chain.Head.Size;

    /// <summary>Null where the entries do not come to the root that the head has.</summary>
    private async Task<ChainIndex?> MakeAsync(ChainHead chain, ChainIndex? before, long size, CancellationToken cancel)
    {
        var builder = new ChainIndexBuilder(workspace.Tenant, before);
        ChainIndex? made = null;
        var known = new ChainView(workspace, chain, before);
        await foreach (
            var bytes in workspace.Audit.ReadAsync(workspace.Tenant, before?.Size ?? 0, chain.Head.Size, cancel)
        )
        {
            if (!AuditEntry.Decode(bytes.Span).TryGet(out var entry, out _))
                return null;
            if (entry.Period is { } period && builder.Lacks(period))
                builder.Know(await FoldAsync(known, before!, new CloseRun(workspace.Tenant, period), cancel));
            if (builder.Add(entry, bytes.Span) is not null)
                return null;
            if (entry.Sequence == size - 1)
                made = builder.Build();
        }

        return builder.Root == chain.Head.Root ? made : null;
    }

    /// <summary>A period's close as of the end of an index.</summary>
    private static async Task<CloseRun> FoldAsync(
        ChainView known,
        ChainIndex before,
        CloseRun run,
        CancellationToken cancel
    )
    {
        await foreach (var entry in known.ReadSpansAsync(before.Periods[run.Period].Spans, cancel))
            run = RunHistory.Replay(run, [entry]).TryGet(out var next, out var fault)
                ? next
                : throw new ChainRefusedException(fault);
        return run;
    }

    private async Task<ChainIndex?> ReadAsync(long size, CancellationToken cancel)
    {
        if (_kept.TryGetValue(size, out var kept))
            return kept;
        if (
            await store.FindAsync(workspace.Tenant, size, cancel) is not { } bytes
            || !DsseEnvelope.Parse(bytes).TryGet(out var envelope, out _)
            || envelope.PayloadType != ChainIndex.PayloadType
            || envelope.SignedBy(Keys()).Count == 0
            || !ChainIndex.FromBytes(envelope.Payload).TryGet(out var index, out _)
            || index.Size != size
            || index.Log != workspace.LogOrigin
        )
            return null;
        if (_kept.Count >= MostKept)
            _kept.Clear();
        return _kept[size] = index;
    }

    /// <summary>
    /// Those of the ring alone: of what the chain's rows say the index is to tell whether it is to be believed.
    /// </summary>
    private IEnumerable<VerificationKey> Keys()
    {
        try
        {
            return [.. workspace.Keys.KeysOf(null).Select(held => held.Key)];
        }
        catch (KeyRefusedException)
        {
            return [];
        }
    }

    private async Task<bool> IsOfChainAsync(ChainIndex index, CancellationToken cancel)
    {
        await foreach (var bytes in workspace.Audit.ReadAsync(workspace.Tenant, index.Size - 1, index.Size, cancel))
            return Digest.Of(bytes.Span) == index.Last;
        return false;
    }
}
