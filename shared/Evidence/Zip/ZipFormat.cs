namespace Bookseal.Evidence.Zip;

/// <summary>Numbers of the zip format (PKWARE APPNOTE 6.3.10).</summary>
internal static class ZipFormat
{
    public const uint LocalHeader = 0x04034b50;
    public const uint CentralHeader = 0x02014b50;
    public const uint DataDescriptor = 0x08074b50;
    public const uint End = 0x06054b50;
    public const uint End64 = 0x06064b50;
    public const uint End64Locator = 0x07064b50;

    public const int LocalHeaderBytes = 30;
    public const int CentralHeaderBytes = 46;
    public const int EndBytes = 22;
    public const int End64Bytes = 56;
    public const int End64LocatorBytes = 20;

    /// <summary>A field that holds this is too small for its value, which stands in a zip64 record instead.</summary>
    public const uint Saturated32 = uint.MaxValue;
    public const ushort Saturated16 = ushort.MaxValue;

    public const ushort Zip64Extra = 0x0001;

    /// <summary>
    /// Info-ZIP's second spelling of a name: some programs would extract under another name than others.
    /// </summary>
    public const ushort UnicodePathExtra = 0x7075;

    public const ushort Stored = 0;
    public const ushort Deflated = 8;

    public const ushort HasDescriptor = 1 << 3;
    public const ushort Utf8 = 1 << 11;

    /// <summary>Bits 1 and 2 say how hard deflate tried, and mean nothing to a reader.</summary>
    public const ushort KnownFlags = 1 << 1 | 1 << 2 | HasDescriptor | Utf8;
}

/// <summary>Why a file cannot be read as a zip. None of these says anything about the bag in it.</summary>
internal static class ZipFault
{
    /// <summary>
    /// Not one archive from the first byte to the last, or one that different programs could read differently.
    /// </summary>
    public static Fault Malformed(string why) => new("ZIP_MALFORMED", why);

    public static Fault Unsupported(string why) => new("ZIP_UNSUPPORTED", why);

    public static Fault TooLarge(string why) => new("ZIP_TOO_LARGE", why);

    public static Fault Damaged(string name, string why) => new("ZIP_DAMAGED", $"{new Json.JsonString(name)}: {why}");
}

/// <summary>An entry of a zip, as its central directory has it.</summary>
/// <param name="Name">With forward slashes; that of a folder ends with one.</param>
/// <param name="HeaderOffset">Of the local header, in bytes from the start of the file.</param>
/// <param name="ExternalAttributes">The upper 16 bits are a Unix mode, or zero; bit 4 says "folder" in DOS.</param>
internal sealed record ZipEntry(
    string Name,
    ushort Flags,
    ushort Method,
    uint Crc,
    long CompressedLength,
    long Length,
    long HeaderOffset,
    uint ExternalAttributes
)
{
    /// <summary>Where the content begins; known once the local header has been read.</summary>
    public long ContentOffset { get; init; }

    public bool IsFolder => Name.EndsWith('/');

    public bool HasDescriptor => (Flags & ZipFormat.HasDescriptor) != 0;

    /// <summary>A plain file or a plain folder, and not a link, a device, or a folder in the guise of a file.</summary>
    public bool IsPlain =>
        (ExternalAttributes >> 28) switch
        {
            0x0 => IsFolder || (ExternalAttributes & 0x10) == 0,
            0x4 => IsFolder,
            0x8 => !IsFolder,
            _ => false,
        };
}
