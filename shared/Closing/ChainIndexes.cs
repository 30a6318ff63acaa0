using System.Collections.Concurrent;
using Bookseal.Books.Audit;
using Bookseal.Books.Runs;
using Bookseal.Evidence.Dsse;
using Bookseal.Evidence.Signing;
using Bookseal.Storage.Audit;
using Bookseal.Storage.Keys;
using Bookseal.Storage.Proofs;
using Bookseal.Storage.Resilience;

namespace Bookseal.Closing;

/// <summary>
/// The signed indexes of a tenant's chain. Whoever can write rows and objects, and has no key of the log, makes none:
/// only what a key of the ring has signed is believed, and only where the chain still has the entry that it ends with.
/// An older one that is put back in the place of a newer one says less, and has more read.
/// </summary>
public sealed class ChainIndexes(Workspace workspace, ChainIndexStore store)
{
    private const int MostTries = 40;
    private const int MostKept = 64;

    /// <summary>A vault is asked no more often: a key that is disabled there is believed for so long at most.</summary>
    private static readonly TimeSpan KeysTrusted = TimeSpan.FromMinutes(1);

    /// <summary>What was read, good or not (null), by its bytes and the keys that it was judged by.</summary>
    private readonly ConcurrentDictionary<(long Size, Digest Sha256, HeldKeys By), ChainIndex?> _kept = [];
    private HeldKeys? _keys;

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
        var keys = Keys();
        if (keys.Keys.Count == 0 || await store.FindAsync(workspace.Tenant, size, cancel) is not { } bytes)
            return null;
        var place = (size, Digest.Of(bytes), keys);
        if (_kept.TryGetValue(place, out var kept))
            return kept;
        if (_kept.Count >= MostKept)
            _kept.Clear();
        return _kept[place] = Judge(bytes, size, keys.Keys);
    }

    private ChainIndex? Judge(byte[] bytes, long size, IReadOnlyList<VerificationKey> keys) =>
        DsseEnvelope.Parse(bytes).TryGet(out var envelope, out _)
        && envelope.PayloadType == ChainIndex.PayloadType
        && envelope.SignedBy(keys).Count > 0
        && ChainIndex.FromBytes(envelope.Payload).TryGet(out var index, out _)
        && index.Size == size
        && index.Log == workspace.LogOrigin
            ? index
            : null;

    /// <summary>
    /// Those of the ring alone: of what the chain's rows say the index is to tell whether it is to be believed. Where
    /// they cannot be read there are none, and the entries are read: who only looks needs no key.
    /// </summary>
    private HeldKeys Keys()
    {
        var now = workspace.Clock.GetUtcNow();
        if (_keys is { } known && now - known.ReadAt < KeysTrusted)
            return known;
        IReadOnlyList<VerificationKey> keys = [];
        try
        {
            keys = [.. workspace.Keys.KeysOf(null).Select(held => held.Key)];
        }
        catch (Exception e)
            when (e is KeyRefusedException or IOException or UnauthorizedAccessException or StoreUnavailableException)
        {
            // None.
        }

        return _keys = _keys is { } before && before.Keys.SequenceEqual(keys) ? new(before.Keys, now) : new(keys, now);
    }

    /// <summary>Equal where they are the same list: as long as the ring says the same.</summary>
    private sealed record HeldKeys(IReadOnlyList<VerificationKey> Keys, DateTimeOffset ReadAt)
    {
        public bool Equals(HeldKeys? other) => other is not null && ReferenceEquals(Keys, other.Keys);

        public override int GetHashCode() => System.Runtime.CompilerServices.RuntimeHelpers.GetHashCode(Keys);
    }

    private async Task<bool> IsOfChainAsync(ChainIndex index, CancellationToken cancel)
    {
        await foreach (var bytes in workspace.Audit.ReadAsync(workspace.Tenant, index.Size - 1, index.Size, cancel))
            return Digest.Of(bytes.Span) == index.Last;
        return false;
    }
}
