using System.Buffers;

namespace Bookseal.Evidence;

/// <summary>Reads what should be small, whole, and gives up where it is not.</summary>
public static class BoundedRead
{
    private const int BufferBytes = 64 * 1024;

    /// <summary>The rest of the stream; null where that is more than so many bytes.</summary>
    public static async Task<byte[]?> AllAsync(Stream stream, int mostBytes, CancellationToken cancel)
    {
        using var content = new MemoryStream();
        var buffer = ArrayPool<byte>.Shared.Rent(BufferBytes);
        try
        {
            for (int read; (read = await stream.ReadAsync(buffer, cancel)) > 0; )
            {
                if (content.Length + read > mostBytes)
                    return null;
                content.Write(buffer, 0, read);
            }
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }

        return content.ToArray();
    }
}
