using Bookseal.Storage.Resilience;

namespace Bookseal.Storage.Azure.Blobs;

/// <summary>A blob read from the wire, up to the length that it had when it was opened. A connection that breaks is opened again where it broke.</summary>
internal sealed class BlobStream(BlobReads reads, ObjectPath path, BlobRange opened, long offset, Retry retry)
    : ReadOnlyStream
{
    private readonly long _end = offset + opened.Length;
    private Stream? _current = opened.Bytes;
    private long _position = offset;

    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        if (_position == _end || buffer.IsEmpty)
            return 0;
        var allowed = buffer[..(int)Math.Min(buffer.Length, _end - _position)];
        var read = await retry.RunAsync(_ => ReadOnceAsync(allowed, cancellationToken), cancellationToken);
        _position += read;
        return read;
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing)
            _current?.Dispose();
        base.Dispose(disposing);
    }

    private async Task<int> ReadOnceAsync(Memory<byte> buffer, CancellationToken cancel)
    {
        try
        {
            _current ??= await ReopenAsync(cancel);
            var read = await _current.ReadAsync(buffer, cancel);
            if (read > 0)
                return read;
        }
        catch (Exception e)
            when (e is IOException or HttpRequestException
                || (e is OperationCanceledException && !cancel.IsCancellationRequested)
            )
        {
            await CloseAsync();
            throw new StoreUnavailableException($"{path} broke off at {_position} of {_end} bytes", e);
        }

        await CloseAsync();
        throw new StoreUnavailableException($"{path} ended at {_position} of {_end} bytes");
    }

    private async Task<Stream> ReopenAsync(CancellationToken cancel)
    {
        var range = await reads.GetAsync(path, _position, _end, opened.ETag, cancel);
        return range is { IsOk: true, Value: { } again }
            ? again.Bytes
            : throw new InvalidDataException($"{path} changed while it was read");
    }

    private async Task CloseAsync()
    {
        if (_current is not null)
            await _current.DisposeAsync();
        _current = null;
    }
}
