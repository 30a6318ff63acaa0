using Bookseal.Evidence;

namespace Bookseal.Closing.Reading;

/// <summary>One pass over the lines of a stream, and the digest of what was read in it.</summary>
internal static class DigestedLines
{
    public static async Task<Digest> ReadAsync(
        Stream stream,
        LineSplitter.LineAction add,
        string what,
        CancellationToken cancel
    )
    {
        await using var hashing = new DigestingStream(stream);
        var read = await LineSplitter.ForEachAsync(hashing, add, cancel);
        return read.IsOk ? hashing.Sha256 : throw new InvalidDataException($"the {what} cannot be read: {read.Fault}");
    }
}
