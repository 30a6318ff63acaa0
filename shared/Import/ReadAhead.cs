namespace Bookseal.Import;

/// <summary>Makes the next items on another thread while those before them are used.</summary>
public static class ReadAhead
{
    /// <summary>Two chunks are held here at a time: what is being made, and what was given out last.</summary>
    private const int ChunkBytes = 4 * 1024 * 1024;

    /// <summary>
    /// The items in their order, so many at a time, or as many as have 4 MiB. What makes them is run by one thread at a
    /// time, and has ended when this does.
    /// </summary>
    /// <param name="bytesOf">About how many an item holds.</param>
    public static IEnumerable<T[]> Chunks<T>(IEnumerable<T> source, int size, Func<T, int> bytesOf)
    {
        using var items = source.GetEnumerator();
        var next = Task.Run(MakeNext);
        try
        {
            while (next.GetAwaiter().GetResult() is { Length: > 0 } chunk)
            {
                next = Task.Run(MakeNext);
                yield return chunk;
            }
        }
        finally
        {
            ((IAsyncResult)next).AsyncWaitHandle.WaitOne();
        }

        T[] MakeNext()
        {
            var (chunk, bytes) = (new List<T>(), 0);
            while (chunk.Count < size && bytes < ChunkBytes && items.MoveNext())
            {
                chunk.Add(items.Current);
                bytes += bytesOf(items.Current);
            }

            return [.. chunk];
        }
    }
}
