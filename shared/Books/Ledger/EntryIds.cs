using System.Text.Json;
using Bookseal.Books.Values;

namespace Bookseal.Books.Ledger;

/// <summary>
/// The ids of one journal that stand twice, each within its scope. A first pass keeps eight bytes of an entry, and
/// tells which may; where there are some, a second pass compares what is meant by 16 bytes of a digest.
/// </summary>
public sealed class EntryIds
{
    private const byte Separator = 0x1f;
    private const int StackBytes = 512;

    private readonly HashSet<ShortDigest> _ids = [];
    private readonly List<EntryKey> _duplicates = [];

    /// <summary>Null when the first pass is over.</summary>
    private IdPrefixes? _prefixes = new();

    private HashSet<ulong> _twins = [];
    private bool _hasTwins;

    /// <summary>The first that stand a second time; meant after the second pass where one is needed.</summary>
    internal IReadOnlyList<EntryKey> Duplicates => _duplicates;

    /// <summary>No more of them are listed: the second pass has nothing left to find.</summary>
    internal bool IsFull => _duplicates.Count == Limits.JournalFaults;

    /// <summary>Ends the first pass: whether some may stand twice.</summary>
    internal bool HasTwins()
    {
        if (_prefixes is { } prefixes)
        {
            (_twins, _prefixes) = (prefixes.Sort(), null);
            _hasTwins = _twins.Count > 0;
        }

        return _hasTwins;
    }

    /// <summary>Ends the second pass: what is known by now is a list that does not grow with the journal.</summary>
    internal void EndAgain()
    {
        _ids.Clear();
        _ids.TrimExcess();
        _twins = [];
    }

    internal void Add(ulong prefix) =>
        (_prefixes ?? throw new InvalidOperationException("the first pass is over")).Add(prefix);

    /// <summary>
    /// The second pass. A line without a fault whose id is none, and stands a second time, has a fault then: what it
    /// is, else null.
    /// </summary>
    internal string? LookAgain(ReadOnlySpan<byte> line)
    {
        if (IsFull)
            return null;
        try
        {
            var cursor = new EntryCursor(line);
            while (cursor.NextLine()) { }
            if (_twins.Contains(ShortOf(cursor.Scope, cursor.Id).A) && IsFaultless(line))
                AddAgain(cursor.Scope, cursor.Id);
            return null;
        }
        catch (JsonException e)
        {
            // What is a fault already is no second one.
            return IsFaultless(line) ? e.Message : null;
        }
    }

    private static bool IsFaultless(ReadOnlySpan<byte> line)
    {
        var alone = new PeriodFold();
        alone.Add(line);
        return alone.FaultCount == 0;
    }

    private void AddAgain(ReadOnlySpan<byte> scope, ReadOnlySpan<byte> id)
    {
        if (_ids.Add(ShortOf(scope, id)))
            return;
        ScopeName? name = scope.IsEmpty ? null : NameBytes.Parse(scope, ScopeName.Parse);
        _duplicates.Add(new(name, NameBytes.Parse(id, EntryId.Parse)));
    }

    /// <summary>The key of a line's entry; null for a line that cannot be read.</summary>
    internal static ShortDigest? ReadableShortOf(ReadOnlySpan<byte> line)
    {
        try
        {
            var cursor = new EntryCursor(line);
            while (cursor.NextLine()) { }
            return ShortOf(cursor.Scope, cursor.Id);
        }
        catch (JsonException)
        {
            return null; // which the fold tells
        }
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
