using System.Buffers;
using System.Text.Unicode;

namespace Bookseal.Import.Csv;

/// <summary>Looks for the first bytes of a stream that are not UTF-8, in flat memory.</summary>
internal static class Utf8Scan
{
    private const int BufferBytes = 64 * 1024;

    /// <summary>
    /// The first bytes that are not UTF-8, of a file whose beginning has letters beyond ASCII; null where it has none.
    /// </summary>
    /// <param name="length">Of the beginning.</param>
    public static (int Line, int Column)? BeyondAscii(Func<Stream> open, long length)
    {
        using (var stream = open())
        {
            var (bytes, left, hasLetters) = (new byte[BufferBytes], length, false);
            while (left > 0 && !hasLetters)
            {
                var read = stream.Read(bytes, 0, (int)Math.Min(left, bytes.Length));
                if (read == 0)
                    break;
                hasLetters = bytes.AsSpan(0, read).ContainsAnyInRange((byte)0x80, (byte)0xff);
                left -= read;
            }

            if (!hasLetters)
                return null;
        }

        using var whole = open();
        return FindInvalid(whole);
    }

    /// <summary>
    /// Line and column (in bytes, from 1) of the first byte that is not UTF-8; null if there is none, and then the
    /// stream is read to its end.
    /// </summary>
    public static (int Line, int Column)? FindInvalid(Stream stream)
    {
        var (bytes, chars) = (new byte[BufferBytes], new char[BufferBytes]);
        var (held, line, column) = (0, 1, 1);
        while (true)
        {
            var read = stream.Read(bytes, held, bytes.Length - held);
            held += read;
            var status = Utf8.ToUtf16(
                bytes.AsSpan(0, held),
                chars,
                out var good,
                out _,
                replaceInvalidSequences: false,
                isFinalBlock: read == 0
            );
            var span = bytes.AsSpan(0, good);
            var lastFeed = span.LastIndexOf((byte)'\n');
            line += span.Count((byte)'\n');
            column = lastFeed < 0 ? column + good : good - lastFeed;
            if (status == OperationStatus.InvalidData)
                return (line, column);
            if (read == 0)
                return null;
            bytes.AsSpan(good, held - good).CopyTo(bytes); // the start of a character
            held -= good;
        }
    }
}
