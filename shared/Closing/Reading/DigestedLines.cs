using Bookseal.Books.Ledger;
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
        return Finish(hashing, read, what);
    }

    /// <summary>The same of a journal, whose parts are folded by several threads.</summary>
    public static async Task<Digest> ReadAsync(Stream stream, JournalPass pass, string what, CancellationToken cancel)
    {
        await using var hashing = new DigestingStream(stream);
        var read = await LineBlocks.ForEachAsync(hashing, JournalPass.FoldOf, pass.Add, cancel);
        return Finish(hashing, read, what);
    }

    private static Digest Finish(DigestingStream hashing, Result<long> read, string what) =>
        read.IsOk ? hashing.Sha256 : throw new InvalidDataException($"the {what} cannot be read: {read.Fault}");
}
