using System.Security.Cryptography;

namespace Bookseal.Evidence.Tests;

public sealed class ShortHashTests
{
    /// <summary>On both sides of the blocks of SHA-256, and of what is hashed by the framework.</summary>
    [Fact]
    public void Of_TwoParts_IsTheDigestOfTheWhole()
    {
        var bytes = new byte[5000];
        new Random(7).NextBytes(bytes);
        foreach (var length in Enumerable.Range(0, 200).Concat([4095, 4096, 4097, bytes.Length]))
        foreach (var first in new[] { 0, 1, length / 2, length })
        {
            var whole = bytes.AsSpan(0, length);
            if (first <= length)
                Assert.Equal(
                    Convert.ToHexStringLower(SHA256.HashData(whole)),
                    $"{ShortHash.Of(whole[..first], whole[first..])}"
                );
        }
    }

    [Fact]
    public void Of_ManyThreadsAtOnce_IsEachOnesOwn() =>
        Parallel.For(
            0,
            2000,
            number =>
                Assert.Equal(
                    Digest.FromBytes(SHA256.HashData(BitConverter.GetBytes(number))),
                    ShortHash.Of(BitConverter.GetBytes(number))
                )
        );

    [Fact]
    public async Task OfAsync_AStream_IsTheDigestOfItsBytes()
    {
        var bytes = new byte[700_000];
        new Random(8).NextBytes(bytes);
        Assert.Equal(
            Digest.FromBytes(SHA256.HashData(bytes)),
            await Digest.OfAsync(new MemoryStream(bytes), CancellationToken.None)
        );
    }
}
