using System.Buffers.Binary;

namespace Bookseal.Evidence.Zip;

/// <summary>
/// The extra fields of a header: of all the kinds there are only the zip64 numbers matter; the rest are times and
/// owners.
/// </summary>
internal static class ZipExtra
{
    /// <summary>
    /// The body of the zip64 field, empty where there is none; <c>ZIP_MALFORMED</c> or <c>ZIP_UNSUPPORTED</c>
    /// otherwise.
    /// </summary>
    public static Result<byte[]> Zip64(ReadOnlySpan<byte> extra)
    {
        byte[] found = [];
        while (extra.Length >= 4)
        {
            var (kind, length) = (
                BinaryPrimitives.ReadUInt16LittleEndian(extra),
                BinaryPrimitives.ReadUInt16LittleEndian(extra[2..])
            );
            if (length > extra.Length - 4)
                return ZipFault.Malformed("an extra field is cut off");
            if (kind == ZipFormat.UnicodePathExtra)
                return ZipFault.Unsupported("an entry has a second name");
            if (kind == ZipFormat.Zip64Extra && found.Length > 0)
                return ZipFault.Malformed("an entry has two zip64 fields");
            if (kind == ZipFormat.Zip64Extra)
                found = extra.Slice(4, length).ToArray();
            extra = extra[(4 + length)..];
        }

        return extra.IsEmpty ? found : ZipFault.Malformed("an extra field is cut off");
    }

    /// <summary>
    /// The number that a 32-bit field stands for: itself, or the next one of the zip64 field. Null when that has no
    /// more, or it is negative.
    /// </summary>
    public static long? Take(uint field, ref ReadOnlySpan<byte> zip64)
    {
        if (field != ZipFormat.Saturated32)
            return field;
        if (zip64.Length < 8)
            return null;
        var value = BinaryPrimitives.ReadInt64LittleEndian(zip64);
        zip64 = zip64[8..];
        return value >= 0 ? value : null;
    }
}
