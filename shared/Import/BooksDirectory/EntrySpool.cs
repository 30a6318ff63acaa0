using System.Buffers;
using System.Diagnostics.CodeAnalysis;
using Bookseal.Books.Ledger;

namespace Bookseal.Import.BooksDirectory;

/// <summary>
/// The canonical lines of the entries that were read from files, written once and read as often as needed: the files
/// themselves are parsed once, and what they become later is of no concern. Small journals stay in memory; larger ones
/// go into a file without a name, which is gone with the process or once nobody holds the spool.
/// </summary>
[SuppressMessage(
    "Reliability",
    "CA1001",
    Justification = "the file has no name any more; it ends with the last who reads it"
)]
public sealed class EntrySpool(int memoryBytes = EntrySpool.MemoryBytes) : EntrySource
{
    private const int MemoryBytes = 4 * 1024 * 1024;

    /// <summary>Below the large object heap's: a block that was read is soon forgotten.</summary>
    private const int BlockBytes = 64 * 1024;

    private readonly ArrayBufferWriter<byte> _tail = new(BlockBytes);
    private FileStream? _file;
    private long _fileLength;
    private int _count;

    public override int Count => _count;

    public void Add(ReadOnlySpan<byte> line)
    {
        _tail.Write(line);
        _tail.Write("\n"u8);
        _count++;
        if (_tail.WrittenCount >= memoryBytes)
            MoveToFile();
    }

    public override IEnumerable<Entry> Read() => ReadLines().Select(line => EntryCodec.DecodeOwn(line.Span));

    public override IEnumerable<ReadOnlyMemory<byte>> ReadLines()
    {
        var (at, length) = (0L, BlockBytes);
        while (at < _fileLength + _tail.WrittenCount)
        {
            var block = GC.AllocateUninitializedArray<byte>(length);
            var filled = ReadAt(at, block);
            var end = block.AsSpan(0, filled).LastIndexOf((byte)'\n') + 1;
            if (end == 0 && filled < length)
                throw new InvalidDataException("the spooled entries end within a line");
            // A line that is longer than the block: the same again, larger.
            length = end == 0 ? length * 2 : BlockBytes;
            for (int start = 0, next; start < end; start = next)
            {
                next = start + block.AsSpan(start, end - start).IndexOf((byte)'\n') + 1;
                yield return block.AsMemory(start, next - 1 - start);
            }

            at += end;
        }
    }

    private int ReadAt(long at, byte[] block)
    {
        var filled = 0;
        while (filled < block.Length && at + filled < _fileLength)
        {
            var read = RandomAccess.Read(_file!.SafeFileHandle, block.AsSpan(filled), at + filled);
            filled += read > 0 ? read : throw new EndOfStreamException("the spooled entries are cut off");
        }

        if (filled == block.Length)
            return filled;
        var rest = _tail.WrittenSpan[(int)(at + filled - _fileLength)..];
        rest = rest[..Math.Min(rest.Length, block.Length - filled)];
        rest.CopyTo(block.AsSpan(filled));
        return filled + rest.Length;
    }

    private void MoveToFile()
    {
        _file ??= OpenUnnamed();
        RandomAccess.Write(_file.SafeFileHandle, _tail.WrittenSpan, _fileLength);
        _fileLength += _tail.WrittenCount;
        _tail.ResetWrittenCount();
    }

    /// <summary>Nobody else can open it, and it needs no cleaning up, however the process ends.</summary>
    private static FileStream OpenUnnamed()
    {
        var path = Path.Combine(Path.GetTempPath(), $"bookseal-{Guid.NewGuid():N}");
        var options = new FileStreamOptions
        {
            Mode = FileMode.CreateNew,
            Access = FileAccess.ReadWrite,
            Share = FileShare.Delete,
            Options = FileOptions.DeleteOnClose,
            BufferSize = 0,
        };
        if (!OperatingSystem.IsWindows())
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        try
        {
            var file = new FileStream(path, options);
            File.Delete(path);
            return file;
        }
        catch (Exception e) when (e is DirectoryNotFoundException or UnauthorizedAccessException)
        {
            throw new IOException(
                $"the temporary folder {Path.GetTempPath()} cannot be written to; name one in TMPDIR that can",
                e
            );
        }
    }
}
