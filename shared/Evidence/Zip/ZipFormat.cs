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

    /// <summary>Info-ZIP's second spelling of a name: some programs would extract under another name than others.</summary>
    public const ushort UnicodePathExtra = 0x7075;

    public const ushort Stored = 0;
    public const ushort Deflated = 8;

    public const ushort HasDescriptor = 1 << 3;
    public const ushort Utf8 = 1 << 11;

    /// <summary>Bits 1 and 2 say how hard deflate tried, and mean nothing to a reader.</summary>
    public const ushort KnownFlags = 1 << 1 | 1 << 2 | HasDescriptor | Utf8;
}
