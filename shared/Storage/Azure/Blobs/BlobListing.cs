using Azure.Storage.Blobs;
using Azure.Storage.Blobs.Models;

namespace Bookseal.Storage.Azure.Blobs;

/// <summary>Lists the blobs under a prefix. A container that is not there has none, and is not made.</summary>
internal sealed class BlobListing(BlobServiceClient service, CancellationToken cancel)
{
    private const int Parallelism = 8;

    public async Task<IReadOnlyList<ObjectInfo>> ListAsync(ObjectPath prefix)
    {
        var folder = new BlobObject(service, prefix, cancel);
        var found = await folder.TryAsync<ObjectInfo[]>(async () => await FindAsync(folder));
        if (found is { IsOk: true, Value: [] } && folder.Name.Length > 0)
            found = (await folder.TryAsync<ObjectInfo>(async () => await folder.InfoAsync())).Map(info =>
                new[] { info }
            );
        if (found.TryGet(out var infos, out var fault))
            return infos;
        return fault.Code == StoreCode.NotFound ? [] : throw new IOException(fault.Message);
    }

    private async Task<ObjectInfo[]> FindAsync(BlobObject folder)
    {
        var (container, blobs) = (folder.Container, new List<BlobItem>());
        var options = new GetBlobsOptions
        {
            Traits = BlobTraits.ImmutabilityPolicy | BlobTraits.LegalHold,
            Prefix = folder.Name.Length > 0 ? $"{folder.Name}/" : null,
        };
        await foreach (var blob in container.GetBlobsAsync(options, cancel))
            if (ObjectPath.IsGood($"{container.Name}/{blob.Name}")) // what is not ours may lie there too
                blobs.Add(blob);
        var infos = new ObjectInfo[blobs.Count];
        await Parallel.ForAsync(
            0,
            infos.Length,
            new ParallelOptions { MaxDegreeOfParallelism = Parallelism, CancellationToken = cancel },
            async (i, _) => infos[i] = await DescribeAsync(ObjectPath.Of(container.Name, blobs[i].Name), blobs[i])
        );
        return [.. infos.OrderBy(info => info.Path.ToString(), StringComparer.Ordinal)];
    }

    private async Task<ObjectInfo> DescribeAsync(ObjectPath path, BlobItem blob)
    {
        var (about, one) = (blob.Properties, new BlobObject(service, path, cancel));
        if (
            about.BlobType == BlobType.Append // a listing does not say how many blocks it has
            && (await one.TryAsync<ObjectInfo>(async () => await one.InfoAsync())).TryGet(out var info, out _)
        )
            return info;
        return new(path, about.ContentLength ?? 0, 0, BlobObject.IsLeased(about.LeaseState))
        {
            RetainUntil = about.ImmutabilityPolicy?.ExpiresOn,
            Retention = BlobObject.ModeOf(about.ImmutabilityPolicy),
            HasLegalHold = about.HasLegalHold,
        };
    }
}
