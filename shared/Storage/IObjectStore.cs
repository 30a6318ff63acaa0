namespace Bookseal.Storage;

/// <summary>
/// Objects in containers, as far as Bookseal needs them. Every refusal is a fault with a <see cref="StoreCode"/>; an
/// unreachable or broken store is an exception. A write that returned success is durable. Adapters resolve unknown
/// outcomes of their own retries before they answer.
/// </summary>
public interface IObjectStore
{
    /// <summary>
    /// Creates an object with this content, whole or not at all. <c>BlobAlreadyExists</c> if there is one of that name.
    /// </summary>
    Task<Result<ObjectInfo>> CreateAsync(ObjectPath path, Stream content, CancellationToken cancel);

    /// <summary>Creates an empty appendable object. <c>BlobAlreadyExists</c> if there is one of that name.</summary>
    Task<Result<ObjectInfo>> CreateAppendableAsync(ObjectPath path, CancellationToken cancel);

    /// <summary>
    /// Appends one block of at most 64 MiB, whole or not at all, if the object has exactly this length. While the
    /// object is leased the lease's id is needed: <c>LeaseIdMissing</c>, <c>LeaseIdMismatchWithBlobOperation</c>; a
    /// lease id for an object that is not leased is <c>LeaseLost</c>. An object created whole is
    /// <c>InvalidBlobType</c>.
    /// </summary>
    /// <returns>The new length.</returns>
    Task<Result<long>> AppendAsync(
        ObjectPath path,
        long position,
        ReadOnlyMemory<byte> block,
        Guid? lease,
        CancellationToken cancel
    );

    /// <summary>
    /// Makes an appendable object read-only, for good: appends are <c>BlobIsSealed</c> from then on. While it is leased
    /// the lease's id is needed, as for an append. Sealing again succeeds; of an object created whole it is
    /// <c>InvalidBlobType</c>.
    /// </summary>
    Task<Result<ObjectInfo>> SealAsync(ObjectPath path, Guid? lease, CancellationToken cancel);

    /// <summary>
    /// Reads from an offset, to a length or the end as it is now; appends that complete while reading are not seen.
    /// </summary>
    Task<Result<Stream>> ReadAsync(ObjectPath path, long offset, long? length, CancellationToken cancel);

    Task<Result<ObjectInfo>> InfoAsync(ObjectPath path, CancellationToken cancel);

    /// <summary>The objects whose path begins with the prefix (whole segments), in ordinal order.</summary>
    Task<IReadOnlyList<ObjectInfo>> ListAsync(ObjectPath prefix, CancellationToken cancel);

    /// <summary>
    /// Takes an infinite lease. Taking it again under the same id succeeds; under another id it is
    /// <c>LeaseAlreadyPresent</c>.
    /// </summary>
    Task<Result<ObjectInfo>> AcquireLeaseAsync(ObjectPath path, Guid lease, CancellationToken cancel);

    /// <summary>
    /// Changes a held lease's id. Repeating a change that took effect succeeds; from a third id it is
    /// <c>LeaseIdMismatchWithLeaseOperation</c>.
    /// </summary>
    Task<Result<ObjectInfo>> ChangeLeaseAsync(ObjectPath path, Guid from, Guid to, CancellationToken cancel);

    Task<Result<ObjectInfo>> ReleaseLeaseAsync(ObjectPath path, Guid lease, CancellationToken cancel);

    /// <summary>
    /// Sets a retention until an instant. A locked policy can only be extended; shortening it is
    /// <c>BlobImmutableDueToPolicy</c>.
    /// </summary>
    Task<Result<ObjectInfo>> RetainAsync(
        ObjectPath path,
        DateTimeOffset until,
        RetentionMode mode,
        CancellationToken cancel
    );

    /// <summary>
    /// Deletes what was staged and has landed; nothing else can be named here. Where a lease or a policy is against it
    /// or the identity may not, that is the refusal, and the object stays.
    /// </summary>
    /// <returns>Whether there was one.</returns>
    Task<Result<bool>> DeleteStagedAsync(StagedPath path, CancellationToken cancel);
}
