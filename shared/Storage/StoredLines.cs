using Bookseal.Evidence;

namespace Bookseal.Storage;

/// <summary>
/// Lines of an object that this program wrote: one over the limit is not passed over with all that stands behind it,
/// but breaks off what is being done.
/// </summary>
public static class StoredLines
{
    /// <param name="name">What is read, for who reads the message.</param>
    /// <exception cref="IOException">A line is over the limit.</exception>
    public static async Task ForEachAsync(
        string name,
        Stream stream,
        LineSplitter.LineAction onLine,
        CancellationToken cancel
    )
    {
        var read = await LineSplitter.ForEachAsync(stream, onLine, cancel);
        if (!read.IsOk)
            throw new IOException($"{name} cannot be read: {read.Fault}");
    }
}
