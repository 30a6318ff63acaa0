using System.Buffers.Binary;
using System.Text;

namespace Bookseal.Evidence.Zip;

/// <summary>
/// Reads the central directory of a zip, and holds every local header against it. Accepted is an archive that can be
/// read in one way only: its entries, in order of their place, fill the file from its first byte to the directory. So
/// none overlap, nothing is hidden between them, and nothing stands before or after.
/// </summary>
internal static class ZipDirectory
{
    private static readonly UTF8Encoding StrictUtf8 = new(
        encoderShouldEmitUTF8Identifier: false,
        throwOnInvalidBytes: true
    );

    /// <summary>
    /// The entries in the order of their content; <c>ZIP_MALFORMED</c>, <c>ZIP_UNSUPPORTED</c> or <c>ZIP_TOO_LARGE</c>.
    /// The stream must seek.
    /// </summary>
    public static async Task<Result<IReadOnlyList<ZipEntry>>> ReadAsync(Stream zip, CancellationToken cancel)
    {
        if (!(await ZipEnd.ReadAsync(zip, cancel)).TryGet(out var end, out var fault))
            return fault;
        if (end.Entries > Limits.ZipEntries || end.DirectoryBytes > Limits.ZipDirectoryBytes)
            return ZipFault.TooLarge(
                $"the zip has more than {Limits.ZipEntries} entries, or a directory over {Limits.ZipDirectoryBytes} "
                    + "bytes"
            );
        var directory = new byte[end.DirectoryBytes];
        zip.Seek(end.DirectoryOffset, SeekOrigin.Begin);
        await zip.ReadExactlyAsync(directory, cancel);
        if (!Parse(directory, end.Entries).TryGet(out var entries, out fault))
            return fault;
        return await ZipLocalHeaders.CheckAsync(
            zip,
            [.. entries.OrderBy(entry => entry.HeaderOffset)],
            end.DirectoryOffset,
            cancel
        );
    }

    private static Result<List<ZipEntry>> Parse(ReadOnlySpan<byte> directory, long count)
    {
        var entries = new List<ZipEntry>();
        while (!directory.IsEmpty && entries.Count < count)
        {
            if (directory.Length < ZipFormat.CentralHeaderBytes || U32(directory) != ZipFormat.CentralHeader)
                return ZipFault.Malformed("the central directory holds something that is not an entry");
            var (name, extra, comment) = (U16(directory[28..]), U16(directory[30..]), U16(directory[32..]));
            var length = ZipFormat.CentralHeaderBytes + name + extra + comment;
            if (length > directory.Length)
                return ZipFault.Malformed("the central directory is cut off");
            if (!ParseEntry(directory[..length], name, extra).TryGet(out var entry, out var fault))
                return fault;
            entries.Add(entry);
            directory = directory[length..];
        }

        return entries.Count == count && directory.IsEmpty
            ? entries
            : ZipFault.Malformed("the central directory does not have as many entries as the end record says");
    }

    private static Result<ZipEntry> ParseEntry(ReadOnlySpan<byte> header, int nameBytes, int extraBytes)
    {
        var (flags, method) = (U16(header[8..]), U16(header[10..]));
        if (
            !DecodeName(header.Slice(ZipFormat.CentralHeaderBytes, nameBytes), flags)
                .TryGet(out var name, out var fault)
        )
            return fault;
        var shown = new Json.JsonString(name);
        if ((flags & ~ZipFormat.KnownFlags) != 0)
            return ZipFault.Unsupported($"{shown} is encrypted, or has flags that are not known here");
        if (method is not (ZipFormat.Stored or ZipFormat.Deflated))
            return ZipFault.Unsupported($"{shown} is neither stored nor deflated");
        if (U16(header[34..]) != 0)
            return ZipFault.Unsupported($"{shown} lies in another part of a zip of several parts");
        if (
            !ZipExtra
                .Zip64(header.Slice(ZipFormat.CentralHeaderBytes + nameBytes, extraBytes))
                .TryGet(out var extra, out fault)
        )
            return fault;
        ReadOnlySpan<byte> zip64 = extra;
        var length = ZipExtra.Take(U32(header[24..]), ref zip64); // the zip64 field has the numbers in this order
        var compressed = ZipExtra.Take(U32(header[20..]), ref zip64);
        var offset = ZipExtra.Take(U32(header[42..]), ref zip64);
        if (length is null || compressed is null || offset is null)
            return ZipFault.Malformed($"{shown} lacks a zip64 number");
        if (method == ZipFormat.Stored && length != compressed)
            return ZipFault.Malformed($"{shown} is stored with two lengths");
        var entry = new ZipEntry(
            name,
            flags,
            method,
            U32(header[16..]),
            compressed.Value,
            length.Value,
            offset.Value,
            U32(header[38..])
        );
        return entry.IsFolder && entry.Length != 0 ? ZipFault.Malformed($"{shown} is a folder with content") : entry;
    }

    /// <summary>
    /// Names that are not marked as UTF-8 are in whatever code page their writer had: only ASCII means the same
    /// everywhere.
    /// </summary>
    private static Result<string> DecodeName(ReadOnlySpan<byte> name, ushort flags)
    {
        if ((flags & ZipFormat.Utf8) == 0 && !Ascii.IsValid(name))
            return ZipFault.Unsupported("the name of an entry is neither ASCII nor marked as UTF-8");
        try
        {
            return StrictUtf8.GetString(name);
        }
        catch (DecoderFallbackException)
        {
            return ZipFault.Malformed("the name of an entry is not UTF-8");
        }
    }

    private static ushort U16(ReadOnlySpan<byte> bytes) => BinaryPrimitives.ReadUInt16LittleEndian(bytes);

    private static uint U32(ReadOnlySpan<byte> bytes) => BinaryPrimitives.ReadUInt32LittleEndian(bytes);
}
