using System.Buffers.Binary;
using System.Text;

namespace Bookseal.Evidence.Zip;

/// <summary>
/// The records of a zip as it is written here: nothing in them depends on clock, machine or library. Stored, UTF-8
/// names, the oldest DOS time, Unix mode 0644, and an extra field only where a number needs zip64.
/// </summary>
internal static class ZipRecords
{
    private const ushort Version = 20;
    private const ushort Version64 = 45;
    private const ushort MadeOnUnix = 3 << 8;
    private const ushort FirstDosDate = 1 << 5 | 1; // 1 January 1980
    private const uint PlainFile = 0x81A4u << 16;

    public static byte[] LocalHeader(ZipEntry entry)
    {
        var name = Encoding.UTF8.GetBytes(entry.Name);
        var isLarge = entry.Length >= ZipFormat.Saturated32;
        using var record = new MemoryStream();
        Write(record, ZipFormat.LocalHeader);
        WriteCommon(record, entry, isLarge, name);
        Write(record, (ushort)(isLarge ? 20 : 0));
        record.Write(name);
        if (isLarge)
            WriteExtra(record, entry.Length, entry.Length);
        return record.ToArray();
    }

    public static byte[] CentralHeader(ZipEntry entry)
    {
        var name = Encoding.UTF8.GetBytes(entry.Name);
        var isLarge = entry.Length >= ZipFormat.Saturated32;
        var isFar = entry.HeaderOffset >= ZipFormat.Saturated32;
        long[] large =
        [
            .. isLarge ? [entry.Length, entry.Length] : Array.Empty<long>(),
            .. isFar ? [entry.HeaderOffset] : Array.Empty<long>(),
        ];
        using var record = new MemoryStream();
        Write(record, ZipFormat.CentralHeader);
        Write(record, (ushort)(MadeOnUnix | VersionFor(large.Length > 0)));
        WriteCommon(record, entry, isLarge, name, large.Length > 0);
        Write(record, (ushort)(large.Length > 0 ? 4 + 8 * large.Length : 0));
        record.Write(stackalloc byte[6]); // no comment, disk 0, no internal attributes
        Write(record, entry.ExternalAttributes);
        Write(record, isFar ? ZipFormat.Saturated32 : (uint)entry.HeaderOffset);
        record.Write(name);
        if (large.Length > 0)
            WriteExtra(record, large);
        return record.ToArray();
    }

    /// <summary>The end record, with the two of zip64 before it where a number needs them.</summary>
    public static byte[] End(long entries, long directoryOffset, long directoryBytes)
    {
        using var record = new MemoryStream();
        if (
            entries >= ZipFormat.Saturated16
            || directoryOffset >= ZipFormat.Saturated32
            || directoryBytes >= ZipFormat.Saturated32
        )
            WriteEnd64(record, entries, directoryOffset, directoryBytes);
        Write(record, ZipFormat.End);
        Write(record, 0u); // this disk, and the directory's
        Write(record, (ushort)Math.Min(entries, ZipFormat.Saturated16));
        Write(record, (ushort)Math.Min(entries, ZipFormat.Saturated16));
        Write(record, (uint)Math.Min(directoryBytes, ZipFormat.Saturated32));
        Write(record, (uint)Math.Min(directoryOffset, ZipFormat.Saturated32));
        Write(record, (ushort)0); // no comment
        return record.ToArray();
    }

    public static ZipEntry PlainEntry(string name, uint crc, long length, long offset) =>
        new(name, ZipFormat.Utf8, ZipFormat.Stored, crc, length, length, offset, PlainFile);

    /// <summary>
    /// What local and central header have in common: from the version needed to the length of the name.
    /// </summary>
    private static void WriteCommon(
        MemoryStream record,
        ZipEntry entry,
        bool isLarge,
        byte[] name,
        bool needs64 = false
    )
    {
        Write(record, VersionFor(isLarge || needs64));
        Write(record, entry.Flags);
        Write(record, entry.Method);
        Write(record, (ushort)0); // midnight
        Write(record, FirstDosDate);
        Write(record, entry.Crc);
        Write(record, isLarge ? ZipFormat.Saturated32 : (uint)entry.CompressedLength);
        Write(record, isLarge ? ZipFormat.Saturated32 : (uint)entry.Length);
        Write(record, (ushort)name.Length);
    }

    private static void WriteEnd64(MemoryStream record, long entries, long directoryOffset, long directoryBytes)
    {
        Write(record, ZipFormat.End64);
        Write(record, ZipFormat.End64Bytes - 12L); // the rest of this record
        Write(record, (ushort)(MadeOnUnix | Version64));
        Write(record, Version64);
        Write(record, 0L); // this disk, and the directory's
        Write(record, entries);
        Write(record, entries);
        Write(record, directoryBytes);
        Write(record, directoryOffset);
        Write(record, ZipFormat.End64Locator);
        Write(record, 0u);
        Write(record, directoryOffset + directoryBytes);
        Write(record, 1u); // one disk
    }

    private static void WriteExtra(MemoryStream record, params ReadOnlySpan<long> values)
    {
        Write(record, ZipFormat.Zip64Extra);
        Write(record, (ushort)(8 * values.Length));
        foreach (var value in values)
            Write(record, value);
    }

    private static ushort VersionFor(bool isZip64) => isZip64 ? Version64 : Version;

    private static void Write(MemoryStream record, ushort value)
    {
        Span<byte> bytes = stackalloc byte[2];
        BinaryPrimitives.WriteUInt16LittleEndian(bytes, value);
        record.Write(bytes);
    }

    private static void Write(MemoryStream record, uint value)
    {
        Span<byte> bytes = stackalloc byte[4];
        BinaryPrimitives.WriteUInt32LittleEndian(bytes, value);
        record.Write(bytes);
    }

    private static void Write(MemoryStream record, long value)
    {
        Span<byte> bytes = stackalloc byte[8];
        BinaryPrimitives.WriteInt64LittleEndian(bytes, value);
        record.Write(bytes);
    }
}
