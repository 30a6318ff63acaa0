using FsCheck;
using FsCheck.Fluent;

namespace Bookseal.Evidence.Tests;

/// <summary>Generators of hostile bytes.</summary>
internal static class Bytes
{
    public static Gen<byte> Any { get; } = Gen.Choose(0, 255).Select(value => (byte)value);

    public static Gen<byte[]> Random { get; } = Any.ArrayOf();

    public static Gen<byte[]> OfLength(int length) => Any.ArrayOf(length);

    /// <summary>
    /// The bytes cut off, or with some of them overwritten, added or dropped: close enough to the original to get deep
    /// into a reader.
    /// </summary>
    public static Gen<byte[]> Damaged(byte[] original) =>
        from kind in Gen.Choose(0, 3)
        from at in Gen.Choose(0, Math.Max(0, original.Length - 1))
        from noise in Any.ArrayOf(Math.Min(3, original.Length))
        select kind switch
        {
            0 => original[..at],
            1 => [.. original[..at], .. noise, .. original.Skip(at + noise.Length)],
            2 => [.. original[..at], .. noise, .. original[at..]],
            _ => [.. original[..at], .. original.Skip(at + 1)],
        };
}
