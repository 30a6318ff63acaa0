using System.Text;

namespace Bookseal.Storage.Files;

/// <summary>
/// An append-only file of checksummed lines, one commit a line: 16 hex digits of the SHA-256 of the text, a space, the
/// text, a line feed. What follows the last good line was never acknowledged: readers ignore it, the next writer cuts
/// it. A bad line with a good one after it is no torn tail but damage: readers pass over it (the audit check names what
/// is missing), writers refuse. Callers hold the file's lock to append; reading needs none. Its own state is for one
/// thread at a time.
/// </summary>
internal sealed class CommitLog(string path)
{
    private const int ChecksumLength = 16;
    private const int MaxLooks = 3;

    private bool _isDamaged;

    /// <summary>The end of the last good line that was replayed.</summary>
    public long Length { get; private set; }

    /// <summary>
    /// Replays the commits that were added since the last call, by whichever process. A reader has no lock: what looks
    /// like damage may be a torn line that a writer replaces just now, and is looked at again.
    /// </summary>
    public void Replay(Action<byte[]> onCommit)
    {
        var tail = ReadTail();
        for (var look = 1; tail.IsDamaged && look < MaxLooks; look++)
        {
            Thread.Sleep(1);
            tail = ReadTail();
        }

        foreach (var commit in tail.Commits)
            onCommit(commit);
        _isDamaged |= tail.IsDamaged;
        Length = tail.End;
    }

    private Tail ReadTail()
    {
        var (commits, end, isDamaged) = (new List<byte[]>(), Length, false);
        // Most looks find nothing new, and each look at an object or a row is one: what is not longer is not opened.
        if (new FileInfo(path) is not { Exists: true } known || known.Length <= Length)
            return Tail.Nothing(Length);
        using var file = new FileStream(
            path,
            FileMode.Open,
            FileAccess.Read,
            FileShare.ReadWrite | FileShare.Delete,
            64 * 1024
        );
        if (file.Length <= Length)
            return Tail.Nothing(Length);
        file.Seek(Length, SeekOrigin.Begin);
        var bytes = new byte[file.Length - Length];
        var read = file.ReadAtLeast(bytes, bytes.Length, throwOnEndOfStream: false);
        for (int at = 0, length; (length = bytes.AsSpan(at, read - at).IndexOf((byte)'\n')) >= 0; at += length + 1)
        {
            if (TextOf(bytes.AsSpan(at, length)) is not { } text)
                continue;
            isDamaged |= end < Length + at;
            commits.Add(text);
            end = Length + at + length + 1;
        }

        return new(commits, end, isDamaged);
    }

    /// <summary>Appends one commit and flushes it to the disk. Everything before must have been replayed.</summary>
    public void Append(byte[] text)
    {
        if (_isDamaged)
            throw new InvalidDataException(
                $"{path} was changed by hand or is damaged: a line before the last does not have its "
                    + "checksum; restore it from a backup"
            );
        if (text.AsSpan().Contains((byte)'\n'))
            throw new ArgumentException("a commit is one line", nameof(text));
        var isNew = !File.Exists(path);
        if (isNew)
            Durable.CreateDirectory(Path.GetDirectoryName(path)!);
        using var file = new FileStream(
            path,
            FileMode.OpenOrCreate,
            FileAccess.Write,
            FileShare.ReadWrite | FileShare.Delete,
            bufferSize: 1
        );
        if (file.Length < Length)
            throw new InvalidDataException($"{path} lost commits that were read before; restore it from a backup");
        if (file.Length > Length)
            file.SetLength(Length); // a torn line of a writer that died
        file.Seek(Length, SeekOrigin.Begin);
        byte[] line = [.. Encoding.ASCII.GetBytes(Checksum(text)), (byte)' ', .. text, (byte)'\n'];
        file.Write(line);
        file.Flush(flushToDisk: true); // commit point
        if (isNew)
            Durable.FlushDirectory(Path.GetDirectoryName(path)!);
        Length += line.Length;
    }

    private static byte[]? TextOf(ReadOnlySpan<byte> line)
    {
        if (line.Length <= ChecksumLength || line[ChecksumLength] != ' ')
            return null;
        var text = line[(ChecksumLength + 1)..];
        return line[..ChecksumLength].SequenceEqual(Encoding.ASCII.GetBytes(Checksum(text))) ? text.ToArray() : null;
    }

    private static string Checksum(ReadOnlySpan<byte> text) => Digest.Of(text).ToString()[..ChecksumLength];

    /// <param name="IsDamaged">A bad line has a good one after it.</param>
    private readonly record struct Tail(IReadOnlyList<byte[]> Commits, long End, bool IsDamaged)
    {
        public static Tail Nothing(long end) => new([], end, false);
    }
}
