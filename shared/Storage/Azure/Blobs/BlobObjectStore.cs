using Bookseal.Storage.Azure.Http;
using Bookseal.Storage.Resilience;

namespace Bookseal.Storage.Azure.Blobs;

/// <summary>
/// Objects as blobs: a path's first segment is the container, the rest the blob's name. Appendable objects are append blobs, objects created whole are block blobs.
/// </summary>
internal sealed class BlobObjectStore : IObjectStore
{
    private readonly BlobProperties _properties;
    private readonly BlobUploads _uploads;
    private readonly BlobAppends _appends;
    private readonly BlobReads _reads;
    private readonly BlobListing _listing;
    private readonly BlobLeases _leases;
    private readonly BlobRetention _retention;

    public BlobObjectStore(StorageClient blobs, bool isDevelopment, Retry retry)
    {
        _properties = new(blobs);
        _uploads = new(blobs, new(blobs), _properties, retry);
        _appends = new(blobs, _properties);
        _reads = new(blobs, _properties, retry);
        _listing = new(blobs, _properties);
        _leases = new(blobs, _properties);
        _retention = new(blobs, _properties, isDevelopment);
    }

    public Task<Result<ObjectInfo>> CreateAsync(ObjectPath path, Stream content, CancellationToken cancel) =>
        _uploads.CreateAsync(path, content, cancel);

    public Task<Result<ObjectInfo>> CreateAppendableAsync(ObjectPath path, CancellationToken cancel) =>
        _uploads.CreateAppendableAsync(path, cancel);

    public Task<Result<long>> AppendAsync(
        ObjectPath path,
        long position,
        ReadOnlyMemory<byte> block,
        Guid? lease,
        CancellationToken cancel
    ) => _appends.AppendAsync(path, position, block, lease, cancel);

    public Task<Result<ObjectInfo>> SealAsync(ObjectPath path, Guid? lease, CancellationToken cancel) =>
        _appends.SealAsync(path, lease, cancel);

    public Task<Result<Stream>> ReadAsync(ObjectPath path, long offset, long? length, CancellationToken cancel) =>
        _reads.OpenAsync(path, offset, length, cancel);

    public Task<Result<ObjectInfo>> InfoAsync(ObjectPath path, CancellationToken cancel) =>
        _properties.ReadAsync(path, cancel);

    public Task<IReadOnlyList<ObjectInfo>> ListAsync(ObjectPath prefix, CancellationToken cancel) =>
        _listing.ListAsync(prefix, cancel);

    public Task<Result<ObjectInfo>> AcquireLeaseAsync(ObjectPath path, Guid lease, CancellationToken cancel) =>
        _leases.AcquireAsync(path, lease, cancel);

    public Task<Result<ObjectInfo>> ChangeLeaseAsync(ObjectPath path, Guid from, Guid to, CancellationToken cancel) =>
        _leases.ChangeAsync(path, from, to, cancel);

    public Task<Result<ObjectInfo>> ReleaseLeaseAsync(ObjectPath path, Guid lease, CancellationToken cancel) =>
        _leases.ReleaseAsync(path, lease, cancel);

    public Task<Result<ObjectInfo>> BreakLeaseAsync(ObjectPath path, CancellationToken cancel) =>
        _leases.BreakAsync(path, cancel);

    public Task<Result<ObjectInfo>> RetainAsync(
        ObjectPath path,
        DateTimeOffset until,
        RetentionMode mode,
        CancellationToken cancel
    ) => _retention.RetainAsync(path, until, mode, cancel);

    public Task<Result<ObjectInfo>> SetLegalHoldAsync(ObjectPath path, bool hold, CancellationToken cancel) =>
        _retention.SetLegalHoldAsync(path, hold, cancel);
}
