namespace Bookseal.Storage.Journals;

/// <summary>
/// Several objects, each up to a length, read as one stream. Opened one after the other, so memory stays flat.
/// </summary>
internal sealed class SegmentStream(IReadOnlyList<(ObjectPath Path, long Length)> segments, IObjectStore objects)
    : ReadOnlyStream
{
    private Stream? _current;
    private int _next;

    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        while (true)
        {
            if (_current is null && !await OpenNextAsync(cancellationToken))
                return 0;
            var read = await _current!.ReadAsync(buffer, cancellationToken);
            if (read > 0 || buffer.IsEmpty)
                return read;
            await _current.DisposeAsync();
            _current = null;
        }
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing)
            _current?.Dispose();
        base.Dispose(disposing);
    }

    private async Task<bool> OpenNextAsync(CancellationToken cancel)
    {
        if (_next == segments.Count)
            return false;
        var (path, length) = segments[_next++];
        var opened = await objects.ReadAsync(path, 0, length, cancel);
        _current = opened.IsOk ? opened.Value : throw new IOException($"{path} can no longer be read: {opened.Fault}");
        return true;
    }
}
