using System.Buffers;

namespace Bookseal.Evidence;

/// <summary>Some whole lines that follow each other in a stream, in a buffer that is only lent.</summary>
public sealed class LineBlock
{
    private readonly byte[] _buffer;
    private readonly int _length;

    internal LineBlock(byte[] buffer, int length, long firstLine)
    {
        (_buffer, _length, FirstLine) = (buffer, length, firstLine);
        var bytes = buffer.AsSpan(0, length);
        // Text after the last line feed of the stream is a line too.
        Lines = bytes.Count((byte)'\n') + (length > 0 && bytes[^1] != (byte)'\n' ? 1 : 0);
    }

    /// <summary>How many lines stand before it in the stream.</summary>
    public long FirstLine { get; }

    public int Lines { get; }

    public ReadOnlySpan<byte> Bytes => _buffer.AsSpan(0, _length);

    /// <summary>Calls back for every line, without its line feed.</summary>
    public void ForEach(LineSplitter.LineAction onLine)
    {
        var rest = _buffer.AsSpan(0, _length);
        for (int end; (end = rest.IndexOf((byte)'\n')) >= 0; rest = rest[(end + 1)..])
            onLine(rest[..end]);
        if (!rest.IsEmpty)
            onLine(rest);
    }

    /// <summary>What stands behind it in its buffer.</summary>
    internal ReadOnlySpan<byte> Rest(int held) => _buffer.AsSpan(_length, held - _length);

    internal void Return() => ArrayPool<byte>.Shared.Return(_buffer);
}
