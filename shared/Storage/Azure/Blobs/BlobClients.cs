using Azure.Storage.Blobs;
using Azure.Storage.Blobs.Models;
using Azure.Storage.Blobs.Specialized;

namespace Bookseal.Storage.Azure.Blobs;

/// <summary>The client of an object, and what the service knows of it in the port's terms.</summary>
internal static class BlobClients
{
    public static BlobContainerClient ContainerOf(this BlobServiceClient service, ObjectPath path) =>
        service.GetBlobContainerClient(path.ToString().Split('/', 2)[0]);

    public static AppendBlobClient AppendBlob(this BlobServiceClient service, ObjectPath path) =>
        service.ContainerOf(path).GetAppendBlobClient(NameOf(path));

    public static BlockBlobClient BlockBlob(this BlobServiceClient service, ObjectPath path) =>
        service.ContainerOf(path).GetBlockBlobClient(NameOf(path));

    /// <summary>Of the version that the path names, else of the current one.</summary>
    public static BlobBaseClient BlobAt(this BlobServiceClient service, ObjectPath path)
    {
        var blob = service.ContainerOf(path).GetBlobBaseClient(NameOf(path));
        return path.Version is { } version ? blob.WithVersion(version) : blob;
    }

    /// <summary>Empty for a whole container.</summary>
    public static string NameOf(ObjectPath path) => path.ToString().Split('/', 2) is [_, var name] ? name : "";

    public static async Task<ObjectInfo> DescribeAsync(
        this BlobBaseClient blob,
        ObjectPath path,
        CancellationToken cancel
    )
    {
        BlobProperties properties = await blob.GetPropertiesAsync(cancellationToken: cancel);
        return new(path, properties.ContentLength, properties.BlobCommittedBlockCount, IsLeased(properties.LeaseState))
        {
            Version = properties.VersionId,
            IsSuperseded = path.Version is not null && !properties.IsLatestVersion,
            IsSealed = properties.IsSealed,
            RetainUntil = properties.ImmutabilityPolicy?.ExpiresOn,
            Retention = ModeOf(properties.ImmutabilityPolicy),
            HasLegalHold = properties.HasLegalHold,
        };
    }

    public static bool IsLeased(LeaseState? state) => state is LeaseState.Leased or LeaseState.Breaking;

    public static RetentionMode ModeOf(BlobImmutabilityPolicy? policy) =>
        policy?.PolicyMode switch
        {
            BlobImmutabilityPolicyMode.Locked => RetentionMode.Locked,
            BlobImmutabilityPolicyMode.Unlocked => RetentionMode.Unlocked,
            _ => RetentionMode.None,
        };
}
