using Bookseal.Books.Values;

namespace Bookseal.Books.Ledger;

/// <summary>
/// The ids of one journal, each within its scope, and those that stand twice. It keeps 16 bytes of an entry, which is
/// all that a pass over a journal keeps of one.
/// </summary>
public sealed class EntryIds
{
    private const byte Separator = 0x1f;
    private const int StackBytes = 512;
    private readonly HashSet<ShortDigest> _ids = [];
    private readonly List<EntryKey> _duplicates = [];

    /// <summary>The first that stand a second time.</summary>
    public IReadOnlyList<EntryKey> Duplicates => _duplicates;

    public bool Has(EntryKey key) => _ids.Contains(ShortDigest.Of(key.Text));

    internal void Add(ReadOnlySpan<byte> scope, ReadOnlySpan<byte> id) => Add(ShortOf(scope, id), scope, id);

    internal void Add(ShortDigest key, ReadOnlySpan<byte> scope, ReadOnlySpan<byte> id)
    {
        if (_ids.Add(key) || _duplicates.Count == Limits.JournalFaults)
            return;
        ScopeName? name = scope.IsEmpty ? null : NameBytes.Parse(scope, ScopeName.Parse);
        _duplicates.Add(new(name, NameBytes.Parse(id, EntryId.Parse)));
    }

    /// <summary>The key of a line's entry, without reading the line.</summary>
    public static ShortDigest ShortOf(ReadOnlySpan<byte> line) =>
        ShortOf(EntryCodec.ScopeIn(line), EntryCodec.IdIn(line));

    /// <summary>As of <see cref="EntryKey.Text"/>, without making a text of it.</summary>
    internal static ShortDigest ShortOf(ReadOnlySpan<byte> scope, ReadOnlySpan<byte> id)
    {
        if (scope.IsEmpty)
            return ShortDigest.OfName(id);
        var length = scope.Length + 1 + id.Length;
        var bytes = length <= StackBytes ? stackalloc byte[StackBytes] : new byte[length];
        scope.CopyTo(bytes);
        bytes[scope.Length] = Separator;
        id.CopyTo(bytes[(scope.Length + 1)..]);
        return ShortDigest.OfName(bytes[..length]);
    }
}

/// <summary>An id of this period that stands in a closed one too.</summary>
public sealed record IdClash(EntryKey Entry, PeriodCode StandsIn);
