using Azure;
using Azure.Storage.Blobs;
using Azure.Storage.Blobs.Models;
using Azure.Storage.Blobs.Specialized;
using Bookseal.Storage.Azure.Clients;

namespace Bookseal.Storage.Azure.Blobs;

/// <summary>An object's clients, and calls of them with answers in the port's terms.</summary>
internal sealed class BlobObject(BlobServiceClient service, ObjectPath path, CancellationToken cancel)
{
    private readonly string[] _names = path.ToString().Split('/', 2);

    public ObjectPath Path => path;

    public BlobContainerClient Container => service.GetBlobContainerClient(_names[0]);

    /// <summary>Empty for a whole container.</summary>
    public string Name => _names.Length == 2 ? _names[1] : "";

    public AppendBlobClient AppendBlob => Container.GetAppendBlobClient(Name);

    public BlockBlobClient BlockBlob => Container.GetBlockBlobClient(Name);

    /// <summary>As it is now; where the path names a version, or the store keeps none, as it is named.</summary>
    public BlobObject OfVersion(string? current) =>
        (path.Version ?? current) is { } version ? new(service, path.AtVersion(version), cancel) : this;

    /// <summary>Of the version that the path names, else of the current one.</summary>
    public BlobBaseClient Blob => Container.GetBlobBaseClient(Name).WithVersion(path.Version);

    public Task<Result<T>> TryAsync<T>(Func<Task<Result<T>>> call) => new ServiceCall($"{path}", cancel).TryAsync(call);

    /// <summary>What the blob is after a change.</summary>
    public Task<Result<ObjectInfo>> InfoAfterAsync(Func<Task> change) =>
        TryAsync<ObjectInfo>(async () =>
        {
            await change();
            return await InfoAsync();
        });

    public async Task<ObjectInfo> InfoAsync() => Describe(await Blob.GetPropertiesAsync(cancellationToken: cancel));

    /// <param name="stop">A stream is read under other tokens than the one it was opened with.</param>
    public Task<Result<BlobDownloadStreamingResult>> DownloadAsync(HttpRange range, CancellationToken stop) =>
        new ServiceCall($"{path}", stop).TryAsync<BlobDownloadStreamingResult>(async () =>
            (await Blob.DownloadStreamingAsync(new() { Range = range }, stop)).Value
        );

    /// <summary>
    /// A container is made when something is first written into it. Whatever else keeps the service from creating the
    /// blob (a lease, a policy, blocks that another creator's commit has thrown away): something of that name is there.
    /// </summary>
    public async Task<Result<T>> CreateAsync<T>(Func<Task<Response<T>>> create)
    {
        var created = await TryAsync<T>(async () =>
        {
            try
            {
                return (await create()).Value;
            }
            catch (RequestFailedException e) when (ServiceCall.CodeOf(e) == BlobErrorCode.ContainerNotFound)
            {
                await Container.CreateIfNotExistsAsync(cancellationToken: cancel);
                return (await create()).Value;
            }
        });
        var code = created.IsOk ? null : created.Fault.Code;
        return
            code
                is StoreCode.LeaseMissing
                    or StoreCode.ImmutableByPolicy
                    or StoreCode.ImmutableByHold
                    or StoreCode.NotAppendable
            ? new Fault(StoreCode.AlreadyExists, $"{path} exists")
            : created;
    }

    private ObjectInfo Describe(BlobProperties blob) =>
        new(path, blob.ContentLength, blob.BlobCommittedBlockCount, IsLeased(blob.LeaseState))
        {
            Version = blob.VersionId,
            Mark = blob.ETag.ToString(),
            IsSuperseded = path.Version is not null && !blob.IsLatestVersion,
            IsSealed = blob.IsSealed,
            RetainUntil = blob.ImmutabilityPolicy?.ExpiresOn,
            Retention = ModeOf(blob.ImmutabilityPolicy),
            HasLegalHold = blob.HasLegalHold,
        };

    public static bool IsLeased(LeaseState? state) => state is LeaseState.Leased or LeaseState.Breaking;

    public static RetentionMode ModeOf(BlobImmutabilityPolicy? policy) =>
        policy?.PolicyMode switch
        {
            BlobImmutabilityPolicyMode.Locked => RetentionMode.Locked,
            BlobImmutabilityPolicyMode.Unlocked => RetentionMode.Unlocked,
            _ => RetentionMode.None,
        };
}
