namespace Bookseal.Evidence.Zip;

/// <summary>The next bytes of a stream, so many and no more; disposes of the stream that it reads.</summary>
internal sealed class LimitedStream(Stream inner, long length) : ReadOnlyStream
{
    private long _left = length;

    public override int Read(Span<byte> buffer) => Took(inner.Read(buffer[..Allowed(buffer.Length)]));

    public override async ValueTask<int> ReadAsync(
        Memory<byte> buffer,
        CancellationToken cancellationToken = default
    ) => Took(await inner.ReadAsync(buffer[..Allowed(buffer.Length)], cancellationToken));

    protected override void Dispose(bool disposing)
    {
        if (disposing)
            inner.Dispose();
        base.Dispose(disposing);
    }

    private int Allowed(int wanted) => (int)Math.Min(wanted, _left);

    private int Took(int read)
    {
        _left -= read;
        return read;
    }
}
