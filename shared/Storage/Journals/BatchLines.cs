using System.Buffers;
using Bookseal.Books.Ledger;

namespace Bookseal.Storage.Journals;

/// <summary>
/// The canonical lines of a batch's entries: what is posted are these bytes. An entry is made of its line only where
/// somebody asks for it.
/// </summary>
public sealed class BatchLines
{
    /// <summary>A line of an entry takes more bytes than these.</summary>
    private const int LeastBytesOfALine = 40;

    private readonly ReadOnlyMemory<byte> _bytes;
    private readonly List<int> _ends = [];
    private readonly Lazy<Digest> _sha256;
    private readonly Lazy<Digest[]> _contents;
    private readonly Lazy<IndexedEntry[]> _indexed;

    private BatchLines(ReadOnlyMemory<byte> bytes)
    {
        _bytes = bytes;
        for (int start = 0, length; start < bytes.Length; start += length + 1)
        {
            length = bytes.Span[start..].IndexOf((byte)'\n');
            if (length < 0)
                throw new InvalidDataException("a batch's last line has no end");
            _ends.Add(start + length);
        }

        _sha256 = new(() => Digest.Of(Bytes));
        _contents = new(() => [.. Enumerable.Range(0, Count).Select(at => EntryCodec.ContentDigest(this[at]))]);
        _indexed = new(() => [.. Enumerable.Range(0, Count).Select(at => IndexedEntry.Of(this, at))]);
    }

    public int Count => _ends.Count;

    /// <summary>All lines, each with its line feed, none with a batch's header.</summary>
    public ReadOnlySpan<byte> Bytes => _bytes.Span;

    /// <summary>Of <see cref="Bytes"/>.</summary>
    public Digest Sha256 => _sha256.Value;

    /// <summary>A line without its line feed.</summary>
    public ReadOnlySpan<byte> this[int at] => Bytes[StartOf(at).._ends[at]];

    /// <summary>What each entry says; see <see cref="EntryCodec.ContentDigest(Entry)"/>.</summary>
    public IReadOnlyList<Digest> Contents => _contents.Value;

    /// <summary>What an index needs of each entry: the digests of its id and of its content.</summary>
    internal IReadOnlyList<IndexedEntry> Indexed => _indexed.Value;

    /// <summary>What the key of a batch of an import stands for.</summary>
    public Digest ContentDigest => EntryCodec.BatchDigest(Contents);

    public static BatchLines Of(IReadOnlyList<Entry> entries)
    {
        var bytes = new ArrayBufferWriter<byte>();
        foreach (var entry in entries)
        {
            EntryCodec.Encode(entry, bytes);
            bytes.Write("\n"u8);
        }

        return new(bytes.WrittenMemory);
    }

    /// <summary>The ids in lines, whatever else they say; a last one without its end counts, too.</summary>
    public static IReadOnlyList<ShortDigest> Keys(ReadOnlySpan<byte> lines)
    {
        var keys = new List<ShortDigest>();
        foreach (var line in lines.Split((byte)'\n'))
            if (!EntryCodec.IdIn(lines[line]).IsEmpty)
                keys.Add(EntryIds.ShortOf(lines[line]));
        return keys;
    }

    /// <summary>Lines that this process checked and wrote; the caller leaves the bytes as they are.</summary>
    public static BatchLines OfOwn(ReadOnlyMemory<byte> lines) => new(lines);

    /// <summary>
    /// Lines that were stored, by the digest that they had then; without one, each of them is read.
    /// </summary>
    /// <exception cref="InvalidDataException">They are not what was stored.</exception>
    public static BatchLines Read(ReadOnlyMemory<byte> lines, Digest? sha256)
    {
        var read = new BatchLines(lines);
        var isGood = sha256 is { } digest
            ? read.Sha256 == digest
            : Enumerable.Range(0, read.Count).All(at => EntryCodec.Decode(read[at]).IsOk);
        return isGood ? read : throw new InvalidDataException("the lines of a stored batch are not as they were");
    }

    public Entry EntryAt(int at) => EntryCodec.Decode(this[at]).Value;

    /// <summary>Whether the entry has more lines than one may have.</summary>
    public bool HasTooManyLines(int at) =>
        this[at].Length > Limits.EntryLines * LeastBytesOfALine && !EntryCodec.Decode(this[at]).IsOk;

    /// <summary>The bytes behind a line's end.</summary>
    public ReadOnlySpan<byte> After(int at) => Bytes[(_ends[at] + 1)..];

    private int StartOf(int at) => at == 0 ? 0 : _ends[at - 1] + 1;
}
