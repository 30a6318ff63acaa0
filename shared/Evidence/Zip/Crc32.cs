using System.Buffers.Binary;

namespace Bookseal.Evidence.Zip;

/// <summary>
/// CRC-32 as zip has it (APPNOTE 4.4.7; ISO 3309), eight bytes a step. It finds accidents; forgeries are for the
/// manifests.
/// </summary>
internal struct Crc32()
{
    private const uint ReversedPolynomial = 0xEDB88320;
    private static readonly uint[][] Tables = MakeTables();
    private uint _state = uint.MaxValue;

    public readonly uint Value => ~_state;

    public void Append(ReadOnlySpan<byte> bytes)
    {
        var state = _state;
        for (; bytes.Length >= 8; bytes = bytes[8..])
        {
            var low = BinaryPrimitives.ReadUInt32LittleEndian(bytes) ^ state;
            var high = BinaryPrimitives.ReadUInt32LittleEndian(bytes[4..]);
            state =
                Tables[7][(byte)low]
                ^ Tables[6][(byte)(low >> 8)]
                ^ Tables[5][(byte)(low >> 16)]
                ^ Tables[4][low >> 24]
                ^ Tables[3][(byte)high]
                ^ Tables[2][(byte)(high >> 8)]
                ^ Tables[1][(byte)(high >> 16)]
                ^ Tables[0][high >> 24];
        }

        foreach (var value in bytes)
            state = (state >> 8) ^ Tables[0][(byte)(state ^ value)];
        _state = state;
    }

    /// <summary>Table k advances a byte past k more bytes of zeros.</summary>
    private static uint[][] MakeTables()
    {
        var tables = new uint[8][];
        for (var table = 0; table < tables.Length; table++)
        {
            tables[table] = new uint[256];
            for (var value = 0u; value < 256; value++)
            {
                var state = table == 0 ? value : tables[table - 1][value];
                for (var bit = 0; bit < 8; bit++)
                    state = (state & 1) == 1 ? (state >> 1) ^ ReversedPolynomial : state >> 1;
                tables[table][value] = state;
            }
        }

        return tables;
    }
}
