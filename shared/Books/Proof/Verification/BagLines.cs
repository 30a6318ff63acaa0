namespace Bookseal.Books.Proof.Verification;

/// <summary>
/// The lines of a bag's NDJSON, streamed. They end with a line feed each, the last one too: without this, one content
/// would have two files.
/// </summary>
internal static class BagLines
{
    public const string FeedMissing = "LINE_FEED_MISSING";

    /// <summary>
    /// <c>BAG_FILE_MISSING</c>, <c>LINE_TOO_LONG</c>, <c>LINE_FEED_MISSING</c>; otherwise the file's length in bytes.
    /// </summary>
    public static async Task<Result<long>> ForEachAsync(
        SealedBag bag,
        string path,
        LineSplitter.LineAction onLine,
        CancellationToken cancel
    )
    {
        if (!bag.Has(path))
            return Missing(path);
        var expected = 0L;
        await using var stream = await bag.OpenAsync(path, cancel);
        var read = await LineSplitter.ForEachAsync(
            stream,
            line =>
            {
                expected += line.Length + 1;
                bag.Spelling.Add(line);
                onLine(line);
            },
            cancel,
            Evidence.Limits.BagLineBytes
        );
        return EndingWithFeed(read, expected, path);
    }

    /// <summary>The same, with blocks of lines that several threads work on and one takes in order.</summary>
    public static async Task<Result<long>> ForEachAsync<T>(
        SealedBag bag,
        string path,
        Func<LineBlock, T> work,
        Action<LineBlock, T> take,
        CancellationToken cancel
    )
    {
        if (!bag.Has(path))
            return Missing(path);
        var expected = 0L;
        await using var stream = await bag.OpenAsync(path, cancel);
        var read = await LineBlocks.ForEachAsync<T>(
            stream,
            work,
            (block, done) =>
            {
                block.ForEach(line =>
                {
                    expected += line.Length + 1;
                    bag.Spelling.Add(line);
                });
                take(block, done);
            },
            cancel,
            Evidence.Limits.BagLineBytes
        );
        return EndingWithFeed(read, expected, path);
    }

    private static Fault Missing(string path) => new("BAG_FILE_MISSING", $"{path} is not in the bag");

    private static Result<long> EndingWithFeed(Result<long> read, long expected, string path) =>
        read.Then<long>(length =>
            length == expected
                ? length
                : new Fault(FeedMissing, $"the last line of {path} does not end with a line feed")
        );

    /// <summary>
    /// True of the one spelling of a JSON object (RFC 8785); also of what is no JSON, which others say.
    /// </summary>
    public static bool IsCanonical(ReadOnlySpan<byte> line) =>
        !JsonText.ParseObject(line).TryGet(out var read, out _)
        || CanonicalJson.ToBytes(read).AsSpan().SequenceEqual(line);
}
