using System.Buffers;
using Bookseal.Books.Ledger;

namespace Bookseal.Storage.Journals;

/// <summary>
/// The entries of a batch and their canonical lines: whoever has the one or the other makes the rest once, and what is
/// posted are these bytes.
/// </summary>
public sealed class BatchLines
{
    private readonly ReadOnlyMemory<byte> _bytes;
    private readonly int[] _ends;
    private Digest[]? _contents;

    private BatchLines(IReadOnlyList<Entry> entries, ReadOnlyMemory<byte> bytes, int[] ends) =>
        (Entries, _bytes, _ends) = (entries, bytes, ends);

    public IReadOnlyList<Entry> Entries { get; }

    /// <summary>All lines, each with its line feed, none with a batch's header.</summary>
    public ReadOnlySpan<byte> Bytes => _bytes.Span;

    /// <summary>A line without its line feed.</summary>
    public ReadOnlySpan<byte> this[int at] => _bytes.Span[StartOf(at).._ends[at]];

    /// <summary>What each entry says; see <see cref="EntryCodec.ContentDigest(Entry)"/>.</summary>
    public IReadOnlyList<Digest> Contents =>
        _contents ??= [.. Enumerable.Range(0, Entries.Count).Select(at => EntryCodec.ContentDigest(this[at]))];

    /// <summary>As <see cref="EntryCodec.BatchDigest"/> of the entries.</summary>
    public Digest ContentDigest => Digest.Of([.. Contents.SelectMany(content => content.ToArray())]);

    public static BatchLines Of(IReadOnlyList<Entry> entries)
    {
        var (bytes, ends) = (new ArrayBufferWriter<byte>(), new int[entries.Count]);
        for (var at = 0; at < ends.Length; at++)
        {
            EntryCodec.Encode(entries[at], bytes);
            ends[at] = bytes.WrittenCount;
            bytes.Write("\n"u8);
        }

        return new(entries, bytes.WrittenMemory, ends);
    }

    /// <summary>
    /// Reads lines that were checked before they were written down. The caller leaves the bytes as they are.
    /// </summary>
    /// <exception cref="InvalidDataException">They are not what was written.</exception>
    public static BatchLines Read(ReadOnlyMemory<byte> lines)
    {
        var (entries, ends, start) = (new List<Entry>(), new List<int>(), 0);
        for (int length; (length = lines.Span[start..].IndexOf((byte)'\n')) >= 0; start += length + 1)
        {
            if (!EntryCodec.Decode(lines.Span.Slice(start, length)).TryGet(out var entry, out var fault))
                throw new InvalidDataException($"a line of a batch cannot be read: {fault}");
            entries.Add(entry);
            ends.Add(start + length);
        }

        return start == lines.Length
            ? new(entries, lines, [.. ends])
            : throw new InvalidDataException("a batch's last line has no end");
    }

    /// <summary>The bytes behind a line's end.</summary>
    public ReadOnlySpan<byte> After(int at) => _bytes.Span[(_ends[at] + 1)..];

    private int StartOf(int at) => at == 0 ? 0 : _ends[at - 1] + 1;
}
