using System.Buffers;

namespace Bookseal.Evidence;

/// <summary>Cuts a stream into lines with one pooled buffer: flat memory whatever the length of the stream.</summary>
public static class LineSplitter
{
    public delegate void LineAction(ReadOnlySpan<byte> line);

    private const int InitialBufferBytes = 1024 * 1024;

    /// <summary>
    /// Calls back for every line, without its line feed. Text after the last line feed is a line too: the caller's
    /// parser judges it. A line over so many bytes is <c>LINE_TOO_LONG</c>.
    /// </summary>
    /// <returns>The number of bytes read.</returns>
    public static async Task<Result<long>> ForEachAsync(
        Stream stream,
        LineAction onLine,
        CancellationToken cancel,
        int mostBytes = Limits.LineBytes
    )
    {
        var buffer = ArrayPool<byte>.Shared.Rent(Math.Min(mostBytes, InitialBufferBytes));
        try
        {
            var (held, total) = (0, 0L);
            for (int read; (read = await stream.ReadAsync(buffer.AsMemory(held), cancel)) > 0; )
            {
                total += read;
                held = Emit(buffer, held + read, onLine);
                if (held >= mostBytes)
                    return new Fault("LINE_TOO_LONG", $"a line is longer than {mostBytes} bytes");
                if (held == buffer.Length)
                    buffer = Grow(buffer);
            }

            if (held > 0)
                onLine(buffer.AsSpan(0, held));
            return total;
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }
    }

    /// <summary>
    /// Hands out the complete lines of a buffer and moves what is left to the front; returns its length. For who reads
    /// the stream himself.
    /// </summary>
    public static int Emit(byte[] buffer, int length, LineAction onLine)
    {
        var rest = buffer.AsSpan(0, length);
        for (int end; (end = rest.IndexOf((byte)'\n')) >= 0; rest = rest[(end + 1)..])
            onLine(rest[..end]);
        rest.CopyTo(buffer);
        return rest.Length;
    }

    private static byte[] Grow(byte[] full)
    {
        var larger = ArrayPool<byte>.Shared.Rent(full.Length * 2);
        full.CopyTo(larger, 0);
        ArrayPool<byte>.Shared.Return(full);
        return larger;
    }
}
