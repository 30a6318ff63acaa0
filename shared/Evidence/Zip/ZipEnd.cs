using System.Buffers.Binary;

namespace Bookseal.Evidence.Zip;

/// <summary>
/// The end of a zip: where the central directory lies. The end record must be the last 22 bytes, without a comment:
/// searching for it would find what a forger put there.
/// </summary>
internal sealed record ZipEnd(long Entries, long DirectoryOffset, long DirectoryBytes)
{
    public static async Task<Result<ZipEnd>> ReadAsync(Stream zip, CancellationToken cancel)
    {
        const int most = ZipFormat.EndBytes + ZipFormat.End64LocatorBytes + ZipFormat.End64Bytes;
        var tail = new byte[Math.Min(most, zip.Length)];
        zip.Seek(-tail.Length, SeekOrigin.End);
        await zip.ReadExactlyAsync(tail, cancel);
        return Parse(tail, zip.Length);
    }

    private static Result<ZipEnd> Parse(ReadOnlySpan<byte> tail, long length)
    {
        if (tail.Length < ZipFormat.EndBytes || U32(tail[^ZipFormat.EndBytes..]) != ZipFormat.End)
            return ZipFault.Malformed(
                "the file does not end with a zip's end record: it is cut off, something follows it, it has a "
                    + "comment, or it is no zip"
            );
        var end = tail[^ZipFormat.EndBytes..];
        if (U16(end[20..]) != 0)
            return ZipFault.Malformed("the end record announces a comment that is not there");
        var short64 = new ZipEnd(U16(end[10..]), U32(end[16..]), U32(end[12..]));
        var (disks, before) = ((U16(end[4..]), U16(end[6..]), U16(end[8..])), tail.Length - ZipFormat.EndBytes);
        if (
            before == ZipFormat.End64LocatorBytes + ZipFormat.End64Bytes
            && U32(tail[ZipFormat.End64Bytes..]) == ZipFormat.End64Locator
        )
            return Parse64(tail[..before], length, short64)
                .Then(whole => whole.Covering(length - ZipFormat.EndBytes - before));
        if (disks != (0, 0, short64.Entries))
            return ZipFault.Unsupported("the zip is one of several parts");
        return short64.Covering(length - ZipFormat.EndBytes);
    }

    /// <summary>The zip64 records; a number that the short record can hold must be the same there.</summary>
    private static Result<ZipEnd> Parse64(ReadOnlySpan<byte> records, long length, ZipEnd shorter)
    {
        var locator = records[ZipFormat.End64Bytes..];
        var whole = new ZipEnd(I64(records[32..]), I64(records[48..]), I64(records[40..]));
        var isWellPlaced =
            U32(records) == ZipFormat.End64
            && I64(records[4..]) == ZipFormat.End64Bytes - 12
            && I64(locator[8..]) == length - ZipFormat.EndBytes - records.Length;
        var isOnePart =
            U32(locator[4..]) == 0
            && U32(locator[16..]) <= 1
            && U32(records[16..]) == 0
            && U32(records[20..]) == 0
            && I64(records[24..]) == whole.Entries;
        if (!isWellPlaced || !isOnePart)
            return ZipFault.Malformed("the zip64 end records do not fit the file");
        var agrees =
            Agrees(shorter.Entries, whole.Entries, ZipFormat.Saturated16)
            && Agrees(shorter.DirectoryOffset, whole.DirectoryOffset, ZipFormat.Saturated32)
            && Agrees(shorter.DirectoryBytes, whole.DirectoryBytes, ZipFormat.Saturated32);
        return agrees ? whole : ZipFault.Malformed("the end record and its zip64 form disagree");
    }

    private static bool Agrees(long shorter, long whole, long saturated) => shorter == saturated || shorter == whole;

    /// <summary>The directory must reach up to the end records: no byte of the file lies outside the archive.</summary>
    private Result<ZipEnd> Covering(long endRecords) =>
        DirectoryOffset >= 0
        && DirectoryBytes >= 0
        && DirectoryOffset <= endRecords
        && DirectoryBytes == endRecords - DirectoryOffset
            ? this
            : ZipFault.Malformed("the central directory does not lie where the end record says");

    private static ushort U16(ReadOnlySpan<byte> bytes) => BinaryPrimitives.ReadUInt16LittleEndian(bytes);

    private static uint U32(ReadOnlySpan<byte> bytes) => BinaryPrimitives.ReadUInt32LittleEndian(bytes);

    private static long I64(ReadOnlySpan<byte> bytes) => BinaryPrimitives.ReadInt64LittleEndian(bytes);
}
