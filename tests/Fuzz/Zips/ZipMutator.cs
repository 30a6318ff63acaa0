using System.Buffers.Binary;
using Bookseal.Fuzz.Mutators;
using Bookseal.Fuzz.Running;

namespace Bookseal.Fuzz.Zips;

/// <summary>Damage to a zip: the fields of its headers, whole records, bytes.</summary>
internal static class ZipMutator
{
    private static readonly uint[] Odd =
    [
        0,
        1,
        2,
        8,
        9,
        0x14,
        0x2d,
        0x40,
        0x7f,
        0xff,
        0x100,
        0x800,
        0x801,
        0x808,
        0x7fff,
        0xffff,
        0x10000,
        0x7fffffff,
        0x80000000,
        0xfffffffe,
        0xffffffff,
        0xA1FF0000,
        0x41ED0000,
    ];

    public static byte[] Mutate(Dice dice, byte[] zip)
    {
        var records = Records(zip);
        if (records.Count == 0 || dice.OneIn(5))
            return ByteMutator.Mutate(dice, zip);
        var at = dice.Pick(records);
        var length = RecordLength(zip, at);
        var kind = dice.Below(8);
        dice.Note($"zip record {zip[at + 2]} at {at}, kind {kind}");
        switch (kind)
        {
            case 0:
                return Splice.Replace(zip, at, Math.Min(zip.Length, at + length), []);
            case 1:
                return Splice.Insert(zip, at, zip.AsSpan(at, Math.Min(length, zip.Length - at)));
            case 2:
                return ByteMutator.Mutate(dice, zip[at..]) is var tail ? [.. zip[..at], .. tail] : zip;
            case 3:
                return Name(dice, zip, at, length);
            default:
                return Field(dice, zip, at, length);
        }
    }

    /// <summary>Another number in a field of two or four bytes; they all stand at even places.</summary>
    private static byte[] Field(Dice dice, byte[] zip, int at, int length)
    {
        var (changed, field) = (zip.ToArray(), at + 4 + 2 * dice.Below((length - 4) / 2));
        if (field + 4 > zip.Length)
            return zip[..at];
        var value = dice.OneIn(3)
            ? BinaryPrimitives.ReadUInt32LittleEndian(zip.AsSpan(field)) + (uint)dice.Below(3) - 1
            : dice.Pick(Odd);
        if (dice.OneIn(2))
            BinaryPrimitives.WriteUInt16LittleEndian(changed.AsSpan(field), (ushort)value);
        else
            BinaryPrimitives.WriteUInt32LittleEndian(changed.AsSpan(field), value);
        return changed;
    }

    /// <summary>Another name of the same length, in this record alone or in all.</summary>
    private static byte[] Name(Dice dice, byte[] zip, int at, int length)
    {
        var (changed, start) = (zip.ToArray(), at + length);
        var place = start + dice.Below(12);
        if (place >= zip.Length)
            return changed;
        changed[place] = dice.Pick([
            (byte)'/',
            (byte)'\\',
            (byte)'.',
            (byte)0,
            (byte)':',
            (byte)0xe9,
            (byte)'A',
            (byte)(changed[place] ^ 0x20),
        ]);
        return changed;
    }

    private static List<int> Records(byte[] zip)
    {
        var found = new List<int>();
        for (var at = 0; at + 22 <= zip.Length; at++)
            if (
                zip[at] == 'P'
                && zip[at + 1] == 'K'
                && (zip[at + 2], zip[at + 3]) is (1, 2) or (3, 4) or (5, 6) or (7, 8)
            )
                found.Add(at);
        return found;
    }

    private static int RecordLength(byte[] zip, int at) =>
        zip[at + 2] switch
        {
            1 => 46,
            3 => 30,
            5 => 22,
            _ => 16,
        };
}
