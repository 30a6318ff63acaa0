using System.Text;

namespace Bookseal.Evidence.Tests.Zip;

/// <summary>
/// Writes zips by the letter of APPNOTE, independently of the product, with whatever lies a test wants in them.
/// </summary>
internal sealed class RawZip(params RawEntry[] entries)
{
    public byte[] Before { get; init; } = [];

    public byte[] Comment { get; init; } = [];

    /// <summary>Added to the number of entries that the end record says.</summary>
    public int Miscount { get; init; }

    public ushort Disk { get; init; }

    public static RawZip Of(IEnumerable<KeyValuePair<string, byte[]>> files, bool isDeflated = false) =>
        new([.. files.Select(file => new RawEntry(file.Key, file.Value) { IsDeflated = isDeflated })]);

    public byte[] ToBytes()
    {
        using var stream = new MemoryStream();
        using var zip = new BinaryWriter(stream);
        zip.Write(Before);
        var offsets = new List<uint>();
        foreach (var entry in entries)
        {
            offsets.Add((uint)stream.Position);
            WriteLocal(zip, entry);
        }

        var directory = (uint)stream.Position;
        foreach (var (entry, offset) in entries.Zip(offsets))
            WriteCentral(zip, entry, offset);
        WriteEnd(zip, directory, (uint)stream.Position - directory);
        zip.Flush();
        return stream.ToArray();
    }

    private static void WriteLocal(BinaryWriter zip, RawEntry entry)
    {
        var (name, packed) = (
            entry.LocalName is { } other ? Encoding.UTF8.GetBytes(other) : NameOf(entry),
            entry.Packed()
        );
        zip.Write(0x04034b50u);
        zip.Write((ushort)20);
        zip.Write(entry.Flags);
        zip.Write(entry.LocalMethod ?? MethodOf(entry));
        zip.Write(0x00210000u);
        zip.Write(entry.LocalCrc ?? CrcOf(entry));
        zip.Write(entry.LocalLength ?? entry.PackedLength ?? (uint)packed.Length);
        zip.Write(entry.LocalLength ?? entry.Length ?? (uint)entry.Content.Length);
        zip.Write((ushort)name.Length);
        zip.Write((ushort)entry.LocalExtra.Length);
        zip.Write(name);
        zip.Write(entry.LocalExtra);
        zip.Write(packed);
        zip.Write(entry.After);
    }

    private static void WriteCentral(BinaryWriter zip, RawEntry entry, uint offset)
    {
        var name = NameOf(entry);
        zip.Write(0x02014b50u);
        zip.Write((ushort)(3 << 8 | 20));
        zip.Write((ushort)20);
        zip.Write(entry.Flags);
        zip.Write(MethodOf(entry));
        zip.Write(0x00210000u);
        zip.Write(CrcOf(entry));
        zip.Write(entry.PackedLength ?? (uint)entry.Packed().Length);
        zip.Write(entry.Length ?? (uint)entry.Content.Length);
        zip.Write((ushort)name.Length);
        zip.Write((ushort)entry.Extra.Length);
        zip.Write(new byte[6]);
        zip.Write(entry.Attributes);
        zip.Write(entry.Offset ?? offset);
        zip.Write(name);
        zip.Write(entry.Extra);
    }

    private void WriteEnd(BinaryWriter zip, uint directory, uint length)
    {
        zip.Write(0x06054b50u);
        zip.Write(Disk);
        zip.Write(Disk);
        zip.Write((ushort)(entries.Length + Miscount));
        zip.Write((ushort)(entries.Length + Miscount));
        zip.Write(length);
        zip.Write(directory);
        zip.Write((ushort)Comment.Length);
        zip.Write(Comment);
    }

    private static byte[] NameOf(RawEntry entry) => entry.NameBytes ?? Encoding.UTF8.GetBytes(entry.Name);

    private static ushort MethodOf(RawEntry entry) => entry.Method ?? (ushort)(entry.IsDeflated ? 8 : 0);

    private static uint CrcOf(RawEntry entry) => entry.Crc ?? PlainCrc.Of(entry.Content);
}
