using System.Text;

namespace Bookseal.Storage.Files;

/// <summary>
/// An append-only file of checksummed lines, one commit a line: 16 hex digits of the SHA-256 of the text, a space, the text, a line feed. What follows the
/// last good line was never acknowledged: readers ignore it, the next writer cuts it. Callers hold the file's lock to append; reading needs none.
/// </summary>
internal sealed class CommitLog(string path)
{
    private const int ChecksumLength = 16;

    /// <summary>Bytes of good lines that were replayed so far.</summary>
    public long Length { get; private set; }

    /// <summary>Replays the commits that were added since the last call, by whichever process.</summary>
    public void Replay(Action<byte[]> onCommit)
    {
        if (!File.Exists(path)) return;
        using var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete, 64 * 1024);
        if (file.Length <= Length) return;
        file.Seek(Length, SeekOrigin.Begin);
        var tail = new byte[file.Length - Length];
        var read = file.ReadAtLeast(tail, tail.Length, throwOnEndOfStream: false);
        for (var rest = tail.AsMemory(0, read); TryCut(ref rest, out var text);)
        {
            onCommit(text.ToArray());
            Length += ChecksumLength + 1 + text.Length + 1;
        }
    }

    /// <summary>Appends one commit and flushes it to the disk. Everything before must have been replayed.</summary>
    public void Append(byte[] text)
    {
        if (text.AsSpan().Contains((byte)'\n')) throw new ArgumentException("a commit is one line", nameof(text));
        var isNew = !File.Exists(path);
        if (isNew) Durable.CreateDirectory(Path.GetDirectoryName(path)!);
        using var file = new FileStream(path, FileMode.OpenOrCreate, FileAccess.Write, FileShare.ReadWrite | FileShare.Delete, bufferSize: 1);
        if (file.Length > Length) file.SetLength(Length); // a torn line of a writer that died
        file.Seek(Length, SeekOrigin.Begin);
        byte[] line = [.. Encoding.ASCII.GetBytes(Checksum(text)), (byte)' ', .. text, (byte)'\n'];
        file.Write(line);
        file.Flush(flushToDisk: true); // commit point
        if (isNew) Durable.FlushDirectory(Path.GetDirectoryName(path)!);
        Length += line.Length;
    }

    private static bool TryCut(ref Memory<byte> rest, out Memory<byte> text)
    {
        text = default;
        var end = rest.Span.IndexOf((byte)'\n');
        if (end <= ChecksumLength || rest.Span[ChecksumLength] != ' ') return false;
        text = rest[(ChecksumLength + 1)..end];
        if (!rest.Span[..ChecksumLength].SequenceEqual(Encoding.ASCII.GetBytes(Checksum(text.Span)))) return false;
        rest = rest[(end + 1)..];
        return true;
    }

    private static string Checksum(ReadOnlySpan<byte> text) => Digest.Of(text).ToString()[..ChecksumLength];
}
