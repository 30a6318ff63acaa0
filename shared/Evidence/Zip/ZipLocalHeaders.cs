using System.Buffers.Binary;
using System.Text;

namespace Bookseal.Evidence.Zip;

/// <summary>
/// Holds the local headers against the central directory. Programs that read front to back see only the former, others
/// only the latter; both must see the same.
/// </summary>
internal static class ZipLocalHeaders
{
    /// <summary>The entries, given in order of their headers, with the places of their contents.</summary>
    public static async Task<Result<IReadOnlyList<ZipEntry>>> CheckAsync(
        Stream zip,
        IReadOnlyList<ZipEntry> entries,
        long end,
        CancellationToken cancel
    )
    {
        var (placed, position) = (new List<ZipEntry>(entries.Count), 0L);
        for (var i = 0; i < entries.Count; i++)
        {
            var entry = entries[i];
            var next = i + 1 < entries.Count ? entries[i + 1].HeaderOffset : end;
            if (entry.HeaderOffset != position || next <= position || next > end)
                return Disagree(entry, "does not begin where the entry before it ends");
            if (!(await LocateAsync(zip, entry, next, cancel)).TryGet(out var content, out var fault))
                return fault;
            // No overflow: both are within the file, or the length is refused here.
            var rest = next - content - entry.CompressedLength;
            if (entry.CompressedLength > next - content || !await EndsWellAsync(zip, entry, next - rest, rest, cancel))
                return Disagree(entry, "does not end where the next begins");
            placed.Add(entry with { ContentOffset = content });
            position = next;
        }

        return position == end ? placed : ZipFault.Malformed("the zip holds bytes that belong to no entry");
    }

    /// <summary>Reads a local header and returns where the content begins.</summary>
    private static async Task<Result<long>> LocateAsync(Stream zip, ZipEntry entry, long next, CancellationToken cancel)
    {
        if (next - entry.HeaderOffset < ZipFormat.LocalHeaderBytes)
            return Disagree(entry, "has no room for its local header");
        var header = new byte[ZipFormat.LocalHeaderBytes];
        zip.Seek(entry.HeaderOffset, SeekOrigin.Begin);
        await zip.ReadExactlyAsync(header, cancel);
        if (U32(header) != ZipFormat.LocalHeader)
            return Disagree(entry, "has no local header");
        var (nameBytes, extraBytes) = (U16(header.AsSpan(26)), U16(header.AsSpan(28)));
        var content = entry.HeaderOffset + header.Length + nameBytes + extraBytes;
        if (content > next)
            return Disagree(entry, "has a local header that is cut off");
        var names = new byte[nameBytes + extraBytes];
        await zip.ReadExactlyAsync(names, cancel);
        if (!ZipExtra.Zip64(names.AsSpan(nameBytes)).TryGet(out var zip64, out var fault))
            return fault;
        return Agrees(header, names.AsSpan(0, nameBytes), zip64, entry)
            ? content
            : Disagree(entry, "says one thing in its local header and another in the central directory");
    }

    private static bool Agrees(
        ReadOnlySpan<byte> header,
        ReadOnlySpan<byte> name,
        ReadOnlySpan<byte> zip64,
        ZipEntry entry
    )
    {
        if (
            U16(header[6..]) != entry.Flags
            || U16(header[8..]) != entry.Method
            || !name.SequenceEqual(Encoding.UTF8.GetBytes(entry.Name))
        )
            return false;
        var (crc, length, compressed) = (
            U32(header[14..]),
            ZipExtra.Take(U32(header[22..]), ref zip64),
            ZipExtra.Take(U32(header[18..]), ref zip64)
        );
        return IsTold(crc, entry.Crc) && IsTold(length, entry.Length) && IsTold(compressed, entry.CompressedLength);

        // Zero stands for what was known only after the content.
        bool IsTold(long? told, long actual) => told == actual || (entry.HasDescriptor && told == 0);
    }

    /// <summary>
    /// After the content comes nothing, or the data descriptor that was announced, in one of its four spellings
    /// (APPNOTE 4.3.9).
    /// </summary>
    private static async Task<bool> EndsWellAsync(
        Stream zip,
        ZipEntry entry,
        long offset,
        long rest,
        CancellationToken cancel
    )
    {
        if (!entry.HasDescriptor)
            return rest == 0;
        if (rest is not (12 or 16 or 20 or 24))
            return false;
        var bytes = new byte[rest];
        zip.Seek(offset, SeekOrigin.Begin);
        await zip.ReadExactlyAsync(bytes, cancel);
        return Describes(bytes, entry);
    }

    private static bool Describes(ReadOnlySpan<byte> descriptor, ZipEntry entry)
    {
        if (descriptor.Length is 16 or 24)
        {
            if (U32(descriptor) != ZipFormat.DataDescriptor)
                return false;
            descriptor = descriptor[4..];
        }

        var (compressed, length) =
            descriptor.Length == 12
                ? (U32(descriptor[4..]), U32(descriptor[8..]))
                : (
                    BinaryPrimitives.ReadInt64LittleEndian(descriptor[4..]),
                    BinaryPrimitives.ReadInt64LittleEndian(descriptor[12..])
                );
        return (U32(descriptor), compressed, length) == (entry.Crc, entry.CompressedLength, entry.Length);
    }

    private static Fault Disagree(ZipEntry entry, string why) =>
        ZipFault.Malformed($"{new Json.JsonString(entry.Name)} {why}");

    private static ushort U16(ReadOnlySpan<byte> bytes) => BinaryPrimitives.ReadUInt16LittleEndian(bytes);

    private static uint U32(ReadOnlySpan<byte> bytes) => BinaryPrimitives.ReadUInt32LittleEndian(bytes);
}
