using Azure;
using Azure.Storage.Blobs;
using Azure.Storage.Blobs.Models;
using Bookseal.Storage.Azure.Clients;

namespace Bookseal.Storage.Azure.Blobs;

/// <summary>Lists the blobs under a prefix. A container that is not there has none, and is not made.</summary>
/// <param name="readInfo">Asks for one blob: a listing does not say how many blocks an append blob has.</param>
internal sealed class BlobListing(
    BlobServiceClient service,
    Func<ObjectPath, CancellationToken, Task<Result<ObjectInfo>>> readInfo
)
{
    private const int Parallelism = 8;

    public async Task<IReadOnlyList<ObjectInfo>> ListAsync(ObjectPath prefix, CancellationToken cancel)
    {
        var isContainer = BlobClients.NameOf(prefix).Length == 0;
        var found = await ServiceCall.TryAsync($"{prefix}", () => FindAsync(prefix, isContainer, cancel), cancel);
        if (!found.TryGet(out var blobs, out _))
            return [];
        if (blobs.Count == 0 && !isContainer)
            return (await readInfo(prefix, cancel)).TryGet(out var itself, out _) ? [itself] : [];
        var infos = blobs.Select(blob => Describe(service.ContainerOf(prefix).Name, blob)).ToArray();
        await Parallel.ForAsync(
            0,
            infos.Length,
            new ParallelOptions { MaxDegreeOfParallelism = Parallelism, CancellationToken = cancel },
            async (i, stop) =>
            {
                if (
                    blobs[i].Properties.BlobType == BlobType.Append
                    && (await readInfo(infos[i].Path, stop)).TryGet(out var info, out _)
                )
                    infos[i] = info;
            }
        );
        return [.. infos.OrderBy(info => info.Path.ToString(), StringComparer.Ordinal)];
    }

    private async Task<List<BlobItem>> FindAsync(ObjectPath prefix, bool isContainer, CancellationToken cancel)
    {
        var (container, found) = (service.ContainerOf(prefix), new List<BlobItem>());
        var options = new GetBlobsOptions
        {
            Traits = BlobTraits.ImmutabilityPolicy | BlobTraits.LegalHold,
            Prefix = isContainer ? null : BlobClients.NameOf(prefix) + "/",
        };
        await foreach (var blob in container.GetBlobsAsync(options, cancel))
            if (ObjectPath.IsGood($"{container.Name}/{blob.Name}")) // what is not ours may lie there too
                found.Add(blob);
        return found;
    }

    private static ObjectInfo Describe(string container, BlobItem blob) =>
        new(
            ObjectPath.Of(container, blob.Name),
            blob.Properties.ContentLength ?? 0,
            0,
            BlobClients.IsLeased(blob.Properties.LeaseState)
        )
        {
            RetainUntil = blob.Properties.ImmutabilityPolicy?.ExpiresOn,
            Retention = BlobClients.ModeOf(blob.Properties.ImmutabilityPolicy),
            HasLegalHold = blob.Properties.HasLegalHold,
        };
}
