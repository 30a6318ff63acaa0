namespace Bookseal.Storage.Proofs;

/// <summary>
/// A stored object that does not change, read from anywhere. Nothing is asked of the store before the first read, so
/// that who wants its end does not fetch its begin.
/// </summary>
internal sealed class SeekableObject(IObjectStore objects, ObjectPath path, long length) : ReadOnlyStream
{
    private Stream? _opened;
    private long _position;

    public override bool CanSeek => true;

    public override long Length => length;

    public override long Position
    {
        get => _position;
        set => Seek(value, SeekOrigin.Begin);
    }

    public override long Seek(long offset, SeekOrigin origin)
    {
        var target = origin switch
        {
            SeekOrigin.Begin => offset,
            SeekOrigin.Current => _position + offset,
            SeekOrigin.End => length + offset,
            _ => throw new ArgumentOutOfRangeException(nameof(origin)),
        };
        ArgumentOutOfRangeException.ThrowIfNegative(target, nameof(offset));
        if (target != _position)
            Forget();
        return _position = target;
    }

    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        if (_position >= length || buffer.IsEmpty)
            return 0;
        if (_opened is null)
        {
            var opened = await objects.ReadAsync(path, _position, length - _position, cancellationToken);
            _opened = opened.IsOk ? opened.Value : throw new IOException($"{path} cannot be read: {opened.Fault}");
        }

        var read = await _opened.ReadAsync(buffer, cancellationToken);
        _position += read;
        return read;
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing)
            Forget();
        base.Dispose(disposing);
    }

    private void Forget()
    {
        _opened?.Dispose();
        _opened = null;
    }
}
