namespace Bookseal.Closing.Exports;

/// <summary>Streams one after the other; each is opened when it is its turn.</summary>
internal sealed class ChainedStreams(IReadOnlyList<Func<Stream>> streams) : ReadOnlyStream
{
    private Stream? _current;
    private int _next;

    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        while (true)
        {
            if (_current is null)
            {
                if (_next == streams.Count)
                    return 0;
                _current = streams[_next++]();
            }

            var read = await _current.ReadAsync(buffer, cancellationToken);
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
}
