namespace Bookseal.Storage.Files;

/// <summary>A read-only window of a file: what lies beyond its end, later appends for instance, is not there.</summary>
internal sealed class BoundedStream : ReadOnlyStream
{
    private readonly Stream _inner;
    private readonly long _start;
    private readonly long _end;

    public BoundedStream(Stream inner, long start, long end)
    {
        (_inner, _start, _end) = (inner, start, end);
        _inner.Seek(start, SeekOrigin.Begin);
    }

    public override long? KnownLength => _end - _start;

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

    protected override void Dispose(bool disposing)
    {
        if (disposing)
            _inner.Dispose();
        base.Dispose(disposing);
    }

    private static int Checked(int read, int allowed) =>
        read > 0 || allowed == 0
            ? read
            : throw new EndOfStreamException("the file is shorter than what was committed to it");

    private int Allowed(int wanted) => (int)Math.Min(wanted, _end - _inner.Position);
}
