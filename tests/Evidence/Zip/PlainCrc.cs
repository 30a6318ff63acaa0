namespace Bookseal.Evidence.Tests.Zip;

/// <summary>CRC-32 bit by bit, as its definition has it.</summary>
internal static class PlainCrc
{
    public static uint Of(ReadOnlySpan<byte> bytes)
    {
        var state = uint.MaxValue;
        foreach (var value in bytes)
        {
            state ^= value;
            for (var bit = 0; bit < 8; bit++)
                state = (state & 1) == 1 ? (state >> 1) ^ 0xEDB88320 : state >> 1;
        }

        return ~state;
    }
}
