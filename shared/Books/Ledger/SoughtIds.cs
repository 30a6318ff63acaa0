namespace Bookseal.Books.Ledger;

/// <summary>
/// Which of some ids stand in a journal, each within its scope, in eight bytes of memory for each of its entries: one
/// pass over its lines tells which may, and another which of those do.
/// </summary>
public sealed class SoughtIds
{
    private readonly IdPrefixes _prefixes = new();
    private bool _isOver;

    /// <summary>The first pass; a line that cannot be read has no id.</summary>
    public void Add(ReadOnlySpan<byte> line)
    {
        if (EntryIds.ReadableShortOf(line) is { } key)
            _prefixes.Add(key.A);
    }

    /// <summary>Ends the first pass.</summary>
    public void End()
    {
        _prefixes.Sort();
        _isOver = true;
    }

    public bool MayHave(EntryKey key) =>
        _isOver ? _prefixes.Has(ShortDigest.Of(key.Text).A) : throw new InvalidOperationException("it is not read yet");

    /// <summary>The second pass: a call with every line of the journal leaves those that do not stand in it.</summary>
    public static void Strike(HashSet<ShortDigest> sought, ReadOnlySpan<byte> line)
    {
        if (EntryIds.ReadableShortOf(line) is { } key)
            sought.Remove(key);
    }
}
