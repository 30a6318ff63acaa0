using System.Collections.Immutable;
using Bookseal.Books.Values;

namespace Bookseal.Storage.Audit;

/// <summary>
/// The rows that were not there, and that the head did not count either. Every row comes with another head: while its
/// bytes are the same, what was no row then is none now, and nobody counts again.
/// </summary>
internal sealed class KnownAbsences
{
    private const int MostKeys = 1_000; // whoever guesses keys fills no memory
    private volatile Kept? _kept;

    public bool Has(TenantId tenant, string key, ReadOnlyMemory<byte> head) =>
        _kept is { } kept && kept.IsOf(tenant, head) && kept.Keys.Contains(key);

    /// <summary>Of several at once one may be forgotten: it is counted again.</summary>
    public void Add(TenantId tenant, string key, ReadOnlyMemory<byte> head)
    {
        var keys = _kept is { } kept && kept.IsOf(tenant, head) && kept.Keys.Count < MostKeys ? kept.Keys : [];
        _kept = new(tenant, head, keys.Add(key));
    }

    private sealed record Kept(TenantId Tenant, ReadOnlyMemory<byte> Head, ImmutableHashSet<string> Keys)
    {
        public bool IsOf(TenantId tenant, ReadOnlyMemory<byte> head) =>
            Tenant == tenant && Head.Span.SequenceEqual(head.Span);
    }
}
