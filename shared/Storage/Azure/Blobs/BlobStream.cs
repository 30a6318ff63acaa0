using Azure;
using Azure.Storage.Blobs.Models;
using Azure.Storage.Blobs.Specialized;
using Bookseal.Storage.Azure.Clients;
using Bookseal.Storage.Resilience;

namespace Bookseal.Storage.Azure.Blobs;

/// <summary>
/// A blob read from the wire, up to the length that it had when it was opened. A connection that breaks is opened again
/// where it broke: a blob created whole must still be the same, an append blob may have grown, its bytes do not change.
/// </summary>
internal sealed class BlobStream : ReadOnlyStream
{
    private readonly BlobBaseClient _blob;
    private readonly ObjectPath _path;
    private readonly Retry _retry;
    private readonly BlobDownloadDetails _opened;
    private readonly long _end;
    private Stream? _current;
    private long _position;

    private BlobStream(
        BlobBaseClient blob,
        ObjectPath path,
        long offset,
        BlobDownloadStreamingResult opened,
        Retry retry
    )
    {
        (_blob, _path, _retry, _opened) = (blob, path, retry, opened.Details);
        (_current, _position, _end) = (opened.Content, offset, offset + opened.Details.ContentLength);
    }

    /// <summary>From the offset to the length, or to where the blob ends now; empty where it ends before.</summary>
    public static async Task<Result<Stream>> OpenAsync(
        BlobBaseClient blob,
        ObjectPath path,
        long offset,
        long? length,
        Retry retry,
        CancellationToken cancel
    )
    {
        var isBounded = length < long.MaxValue - offset;
        var opened = await GetAsync(blob, path, new(offset, isBounded ? length : null), cancel);
        if (opened.TryGet(out var result, out var fault))
            return new BlobStream(blob, path, offset, result, retry);
        return fault.Code == ServiceCall.InvalidRange ? Stream.Null : fault;
    }

    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        if (_position == _end || buffer.IsEmpty)
            return 0;
        var allowed = buffer[..(int)Math.Min(buffer.Length, _end - _position)];
        var read = await _retry.RunAsync(_ => ReadOnceAsync(allowed, cancellationToken), cancellationToken);
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
        catch (Exception e) when (e is StoreUnavailableException or IOException || e.IsTimeout(cancel))
        {
            broken = e;
        }

        await _current.DisposeAsync();
        _current = null;
        throw new StoreUnavailableException($"{_path} broke off at {_position} of {_end} bytes", broken!);
    }

    private async Task<Stream> ReopenAsync(CancellationToken cancel)
    {
        var again = await GetAsync(_blob, _path, new(_position, _end - _position), cancel);
        return again.IsOk && (_opened.BlobType == BlobType.Append || again.Value.Details.ETag == _opened.ETag)
            ? again.Value.Content
            : throw new InvalidDataException($"{_path} changed while it was read");
    }

    private static Task<Result<BlobDownloadStreamingResult>> GetAsync(
        BlobBaseClient blob,
        ObjectPath path,
        HttpRange range,
        CancellationToken cancel
    ) =>
        ServiceCall.TryAsync<BlobDownloadStreamingResult>(
            $"{path}",
            async () => (await blob.DownloadStreamingAsync(new() { Range = range }, cancel)).Value,
            cancel
        );
}
