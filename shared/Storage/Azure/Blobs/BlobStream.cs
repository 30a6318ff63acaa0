using Azure;
using Azure.Storage.Blobs.Models;
using Bookseal.Storage.Azure.Clients;
using Bookseal.Storage.Resilience;

namespace Bookseal.Storage.Azure.Blobs;

/// <summary>
/// A blob read from the wire, up to the length that it had when it was opened. A connection that breaks is opened again
/// where it broke: a blob created whole must still be the same, an append blob may have grown, its bytes do not change.
/// </summary>
internal sealed class BlobStream(BlobObject blob, BlobDownloadStreamingResult opened, long offset, Retry retry)
    : ReadOnlyStream
{
    private readonly BlobDownloadDetails _first = opened.Details;
    private readonly long _end = offset + opened.Details.ContentLength;
    private Stream? _current = opened.Content;
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
        _current ??= await ReopenAsync(cancel);
        Exception? broken = null;
        try
        {
            var read = await _current.ReadAsync(buffer, cancel);
            if (read > 0)
                return read;
        }
        catch (Exception e) when (e is StoreUnavailableException or IOException || ServiceCall.IsTimeout(e, cancel))
        {
            broken = e;
        }

        await _current.DisposeAsync();
        _current = null;
        throw new StoreUnavailableException($"{blob.Path} broke off at {_position} of {_end} bytes", broken!);
    }

    private async Task<Stream> ReopenAsync(CancellationToken cancel)
    {
        var again = await blob.DownloadAsync(new HttpRange(_position, _end - _position), cancel);
        return again.IsOk && (_first.BlobType == BlobType.Append || again.Value.Details.ETag == _first.ETag)
            ? again.Value.Content
            : throw new InvalidDataException($"{blob.Path} changed while it was read");
    }
}
