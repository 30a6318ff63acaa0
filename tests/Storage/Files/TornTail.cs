namespace Bookseal.Storage.Tests.Files;

/// <summary>What a crash may leave of the last line of a commit log.</summary>
internal static class TornTail
{
    /// <summary>
    /// The log cut off at every byte of its last line, garbage after the last good line, and each byte of the last line
    /// flipped.
    /// </summary>
    public static IEnumerable<byte[]> Of(byte[] log)
    {
        var last = log.AsSpan(0, log.Length - 1).LastIndexOf((byte)'\n') + 1;
        for (var length = last; length < log.Length; length++)
            yield return log[..length];
        for (var at = last; at < log.Length; at++)
        {
            byte[] flipped = [.. log];
            flipped[at] ^= 1;
            yield return flipped;
        }

        byte[][] garbage =
        [
            [0],
            new byte[5000],
            "\n"u8.ToArray(),
            "\n\n\n"u8.ToArray(),
            "0123456789abcdef {\"op\":\"append\"}\n"u8.ToArray(),
            "0123456789abcdef [\n["u8.ToArray(),
        ];
        foreach (var bytes in garbage)
            yield return [.. log[..last], .. bytes];
    }

    /// <summary>A clean log is whole lines, each under its checksum.</summary>
    public static bool IsClean(string path)
    {
        var log = new Bookseal.Storage.Files.CommitLog(path);
        log.Replay(_ => { });
        return log.Length == new FileInfo(path).Length;
    }
}
