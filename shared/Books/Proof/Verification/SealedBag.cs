using System.Buffers;
using Bookseal.Evidence.BagIt;

namespace Bookseal.Books.Proof.Verification;

/// <summary>A bag whose manifests hold: its files can be read knowing their digests.</summary>
internal sealed class SealedBag(IBagFiles files, IReadOnlyDictionary<string, Digest> digests)
{
    public IReadOnlyDictionary<string, Digest> Digests { get; } = digests;

    public bool Has(string path) => Digests.ContainsKey(path);

    /// <summary>A whole file of at most 64 MiB; one that is missing or larger is a fault.</summary>
    public async Task<Result<byte[]>> ReadAsync(string path, CancellationToken cancel)
    {
        if (!Has(path))
            return new Fault("BAG_FILE_MISSING", $"{path} is not in the bag");
        await using var stream = await files.OpenAsync(path, cancel);
        using var content = new MemoryStream();
        var buffer = ArrayPool<byte>.Shared.Rent(64 * 1024);
        try
        {
            for (int read; (read = await stream.ReadAsync(buffer, cancel)) > 0; )
            {
                if (content.Length + read > Limits.BagSmallFileBytes)
                    return new Fault("BAG_FILE_TOO_LARGE", $"{path} is over {Limits.BagSmallFileBytes} bytes");
                content.Write(buffer, 0, read);
            }
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }

        // The bag may have changed since its manifests were checked; what is used is what was signed.
        var bytes = content.ToArray();
        return Digest.Of(bytes) == Digests[path]
            ? bytes
            : new Fault("BAG_CHANGED", $"{path} changed while it was being verified");
    }

    public ValueTask<Stream> OpenAsync(string path, CancellationToken cancel) => files.OpenAsync(path, cancel);
}
