namespace Bookseal.Storage.Files;

/// <summary>A read-only window of a file: what lies beyond its end, later appends for instance, is not there.</summary>
internal sealed class BoundedStream : Stream
{
    private readonly Stream _inner;
    private readonly long _start;
    private readonly long _end;

    public BoundedStream(Stream inner, long start, long end)
    {
        (_inner, _start, _end) = (inner, start, end);
        _inner.Seek(start, SeekOrigin.Begin);
    }

    public override bool CanRead => true;

    public override bool CanSeek => false;

    public override bool CanWrite => false;

    public override long Length => _end - _start;

    public override long Position { get => _inner.Position - _start; set => throw new NotSupportedException(); }

    public override int Read(byte[] buffer, int offset, int count) => Read(buffer.AsSpan(offset, count));

    public override int Read(Span<byte> buffer)
    {
        var allowed = Allowed(buffer.Length);
        return Checked(_inner.Read(buffer[..allowed]), allowed);
    }

    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        var allowed = Allowed(buffer.Length);
        return Checked(await _inner.ReadAsync(buffer[..allowed], cancellationToken), allowed);
    }

    public override Task<int> ReadAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) =>
        ReadAsync(buffer.AsMemory(offset, count), cancellationToken).AsTask();

    public override void Flush()
    {
    }

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    protected override void Dispose(bool disposing)
    {
        if (disposing) _inner.Dispose();
        base.Dispose(disposing);
    }

    private static int Checked(int read, int allowed) =>
        read > 0 || allowed == 0 ? read : throw new EndOfStreamException("the file is shorter than what was committed to it");

    private int Allowed(int wanted) => (int)Math.Min(wanted, _end - _inner.Position);
}
