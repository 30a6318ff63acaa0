using Bookseal.Books.Audit;
using Bookseal.Books.Values;
using Bookseal.Evidence;
using Bookseal.Storage.Proofs;

namespace Bookseal.Closing.Auditing;

/// <summary>
/// Whether the signed indexes say what the entries say: who holds a key of the log could sign one that passes over
/// entries, and the chain itself would stay whole.
/// </summary>
internal sealed class ChainIndexCheck(TenantId tenant, IEnumerable<ChainIndex> signed)
{
    private readonly ILookup<long, ChainIndex> _bySize = signed.ToLookup(index => index.Size);
    private readonly ChainIndexBuilder _builder = new(tenant, null);
    private readonly List<Fault> _faults = [];

    /// <summary>An entry that follows no other breaks the chain, which others tell: behind it nothing counts.</summary>
    private bool _isBroken;

    /// <summary>The chain is whole all the same: whatever else is made from it is looked at, too.</summary>
    public IReadOnlyList<Fault> Faults => _faults;

    public void Add(AuditEntry entry, ReadOnlySpan<byte> bytes)
    {
        _isBroken |= _builder.Add(entry, bytes) is not null;
        if (_isBroken || !_bySize.Contains(entry.Sequence + 1))
            return;
        var made = _builder.Build().ToBytes();
        foreach (var index in _bySize[entry.Sequence + 1])
            if (!index.ToBytes().AsSpan().SequenceEqual(made))
                _faults.Add(
                    new(
                        "AUDIT_INDEX_DIFFERS",
                        $"the signed index of the chain's first {index.Size} entries does not say what they say: "
                            + $"remove the object {ChainIndexStore.PathOf(tenant, index.Size)}"
                    )
                );
    }
}
