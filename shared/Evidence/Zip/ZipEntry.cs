namespace Bookseal.Evidence.Zip;

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
