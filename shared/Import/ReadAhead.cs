namespace Bookseal.Import;

/// <summary>Makes the next items on another thread while those before them are used.</summary>
public static class ReadAhead
{
    /// <summary>
    /// The items in their order, so many at a time. What makes them is run by one thread at a time, and has ended when
    /// this does.
    /// </summary>
    public static IEnumerable<T[]> Chunks<T>(IEnumerable<T> source, int size)
    {
        using var chunks = source.Chunk(size).GetEnumerator();
        var next = Task.Run(MakeNext);
        try
        {
            while (next.GetAwaiter().GetResult() is { } chunk)
            {
                next = Task.Run(MakeNext);
                yield return chunk;
            }
        }
        finally
        {
            ((IAsyncResult)next).AsyncWaitHandle.WaitOne();
        }

        T[]? MakeNext() => chunks.MoveNext() ? chunks.Current : null;
    }
}
