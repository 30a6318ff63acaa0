namespace Bookseal.Import.BooksDirectory;

/// <summary>The lines of a stream, one when asked: memory of the longest line.</summary>
internal sealed class LineReader(Stream stream)
{
    private byte[] _buffer = new byte[128 * 1024];
    private int _start;
    private int _end;
    private bool _isAtEnd;

    /// <summary>Of the line that was read last, from 1.</summary>
    public int Number { get; private set; }

    /// <summary>The reader stopped at a line over the limit.</summary>
    public bool IsTooLong { get; private set; }

    /// <summary>False at the end of the stream, and at a line that is too long.</summary>
    /// <param name="line">Without its line feed; good until the next call.</param>
    public bool TryRead(out ReadOnlySpan<byte> line)
    {
        Number++;
        var looked = 0;
        int end;
        while (
            (end = _buffer.AsSpan(_start + looked, _end - _start - looked).IndexOf((byte)'\n')) < 0
            && !_isAtEnd
            && !IsTooLong
        )
        {
            looked = _end - _start;
            IsTooLong = looked > Limits.ImportLineBytes;
            Fill();
        }

        var length = end < 0 ? _end - _start : looked + end;
        line = _buffer.AsSpan(_start, length);
        var isLine = !IsTooLong && _start < _end;
        _start = Math.Min(_start + length + 1, _end);
        return isLine;
    }

    private void Fill()
    {
        var held = _end - _start;
        if (held == _buffer.Length)
            Array.Resize(ref _buffer, _buffer.Length * 2);
        else
            _buffer.AsSpan(_start, held).CopyTo(_buffer);
        var read = stream.Read(_buffer, held, _buffer.Length - held);
        (_start, _end, _isAtEnd) = (0, held + read, read == 0);
    }
}
