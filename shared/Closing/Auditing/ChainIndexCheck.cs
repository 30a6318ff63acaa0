using Bookseal.Books.Audit;
using Bookseal.Books.Values;

namespace Bookseal.Closing.Auditing;

/// <summary>
/// Whether the signed indexes say what the entries say: who holds a key of the log could sign one that passes over
/// entries, and the chain itself would stay whole.
/// </summary>
internal sealed class ChainIndexCheck(TenantId tenant, IEnumerable<ChainIndex> signed)
{
    private readonly ILookup<long, ChainIndex> _bySize = signed.ToLookup(index => index.Size);
    private readonly ChainIndexBuilder _builder = new(tenant, null);
    private readonly List<ChainFinding> _findings = [];

    /// <summary>An entry that follows no other breaks the chain, which others tell: behind it nothing is known.</summary>
    private bool _isBroken;

    public IReadOnlyList<ChainFinding> Findings => _findings;

    public void Add(AuditEntry entry, ReadOnlySpan<byte> bytes)
    {
        _isBroken |= _builder.Add(entry, bytes) is not null;
        if (_isBroken || !_bySize.Contains(entry.Sequence + 1))
            return;
        var made = _builder.Build().ToBytes();
        foreach (var index in _bySize[entry.Sequence + 1])
            if (!index.ToBytes().AsSpan().SequenceEqual(made))
                _findings.Add(
                    new(
                        "AUDIT_INDEX_DIFFERS",
                        index.Size,
                        $"the signed index of the chain's first {index.Size} entries does not say what they say"
                    )
                );
    }
}
