using System.IO.Compression;
using System.Text;

namespace Bookseal.Evidence.Tests.Zip;

/// <summary>
/// An entry of a zip that tests write byte by byte. What is not said follows from the content; what is said stands in
/// the zip, true or not.
/// </summary>
internal sealed record RawEntry(string Name, byte[] Content)
{
    public bool IsDeflated { get; init; }

    public ushort? Method { get; init; }

    /// <summary>Bit 11: the name is UTF-8.</summary>
    public ushort Flags { get; init; } = 1 << 11;

    public uint Attributes { get; init; }

    public uint? Crc { get; init; }

    public uint? Length { get; init; }

    public uint? PackedLength { get; init; }

    /// <summary>Where the central directory says that the local header lies.</summary>
    public uint? Offset { get; init; }

    public byte[] Extra { get; init; } = [];

    public byte[]? NameBytes { get; init; }

    public string? LocalName { get; init; }

    public uint? LocalCrc { get; init; }

    public uint? LocalLength { get; init; }

    public ushort? LocalMethod { get; init; }

    public byte[] LocalExtra { get; init; } = [];

    /// <summary>What stands between the content and the next entry.</summary>
    public byte[] After { get; init; } = [];

    public static RawEntry Text(string name, string content = "x") => new(name, Encoding.UTF8.GetBytes(content));

    public byte[] Packed()
    {
        if (!IsDeflated)
            return Content;
        using var packed = new MemoryStream();
        using (var deflate = new DeflateStream(packed, CompressionLevel.Optimal, leaveOpen: true))
            deflate.Write(Content);
        return packed.ToArray();
    }
}
