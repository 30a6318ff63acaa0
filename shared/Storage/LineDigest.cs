using System.Security.Cryptography;

namespace Bookseal.Storage;

/// <summary>The SHA-256 of lines, each with its line feed: of a batch, and of an item log up to a length.</summary>
internal sealed class LineDigest : IDisposable
{
    private readonly IncrementalHash _hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);

    public Digest Current => Digest.FromBytes(_hash.GetCurrentHash());

    public void Append(ReadOnlySpan<byte> line)
    {
        _hash.AppendData(line);
        _hash.AppendData("\n"u8);
    }

    public void Dispose() => _hash.Dispose();
}
