using System.Security.Cryptography;

namespace Bookseal.Closing.Backups;

/// <summary>The digests of a stream's first bytes, up to each of some lengths, in one pass.</summary>
internal static class PrefixDigests
{
    /// <param name="lengths">In bytes, ascending; those that the stream does not reach are left out.</param>
    public static async Task<IReadOnlyList<(long Length, Digest Sha256)>> ReadAsync(
        Stream stream,
        IReadOnlyList<long> lengths,
        CancellationToken cancel
    )
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        var (found, at, buffer) = (new List<(long, Digest)>(), 0L, new byte[128 * 1024]);
        foreach (var length in lengths)
        {
            while (at < length)
            {
                var wanted = (int)Math.Min(buffer.Length, length - at);
                var read = await stream.ReadAsync(buffer.AsMemory(0, wanted), cancel);
                if (read == 0)
                    return found;
                hash.AppendData(buffer, 0, read);
                at += read;
            }

            found.Add((length, Digest.FromBytes(hash.GetCurrentHash())));
        }

        return found;
    }
}
