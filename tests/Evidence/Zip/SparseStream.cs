namespace Bookseal.Evidence.Tests.Zip;

/// <summary>A long file of zeros with a few pieces of content: zip64 without the gigabytes.</summary>
internal sealed class SparseStream(long length, params (long Offset, byte[] Bytes)[] pieces) : Stream
{
    public override bool CanRead => true;

    public override bool CanSeek => true;

    public override bool CanWrite => false;

    public override long Length => length;

    public override long Position { get; set; }

    public override int Read(byte[] buffer, int offset, int count)
    {
        var read = (int)Math.Min(count, length - Position);
        for (var i = 0; i < read; i++)
            buffer[offset + i] = At(Position + i);
        Position += read;
        return read;
    }

    public override long Seek(long offset, SeekOrigin origin) =>
        Position = origin switch
        {
            SeekOrigin.Begin => offset,
            SeekOrigin.Current => Position + offset,
            _ => length + offset,
        };

    public override void Flush() { }

    public override void SetLength(long value) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    private byte At(long position)
    {
        foreach (var (offset, bytes) in pieces)
            if (position >= offset && position - offset < bytes.Length)
                return bytes[position - offset];
        return 0;
    }
}
