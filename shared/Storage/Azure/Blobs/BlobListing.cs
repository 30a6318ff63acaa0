using System.Globalization;
using System.Xml.Linq;
using Azure.Core;
using Bookseal.Storage.Azure.Http;

namespace Bookseal.Storage.Azure.Blobs;

/// <summary>Lists blobs under a prefix: learn.microsoft.com/rest/api/storageservices/list-blobs</summary>
internal sealed class BlobListing(StorageClient blobs, BlobProperties properties)
{
    private const int Parallelism = 8;

    public async Task<IReadOnlyList<ObjectInfo>> ListAsync(ObjectPath prefix, CancellationToken cancel)
    {
        var container = BlobContainers.ContainerOf(prefix);
        var inContainer =
            prefix.ToString().Length == container.Length ? "" : prefix.ToString()[(container.Length + 1)..] + "/";
        var (found, marker) = (new List<(ObjectInfo Info, bool IsAppendable)>(), "");
        do marker = await ReadPageAsync(container, inContainer, marker, found, cancel);
        while (marker is { Length: > 0 });
        if (found.Count == 0 && inContainer.Length > 0)
            return (await properties.ReadAsync(prefix, cancel)).TryGet(out var itself, out _) ? [itself] : [];

        // A listing does not say how many blocks an append blob has.
        var infos = found.Select(item => item.Info).ToArray();
        await Parallel.ForAsync(
            0,
            infos.Length,
            new ParallelOptions { MaxDegreeOfParallelism = Parallelism, CancellationToken = cancel },
            async (i, stop) =>
            {
                if (
                    found[i].IsAppendable
                    && (await properties.ReadAsync(infos[i].Path, stop)).TryGet(out var info, out _)
                )
                    infos[i] = info;
            }
        );
        return [.. infos.OrderBy(info => info.Path.ToString(), StringComparer.Ordinal)];
    }

    /// <summary>The marker of the next page; null after the last one, or where there is no container.</summary>
    private async Task<string?> ReadPageAsync(
        string container,
        string prefix,
        string marker,
        List<(ObjectInfo Info, bool IsAppendable)> found,
        CancellationToken cancel
    )
    {
        var query =
            $"?restype=container&comp=list&include=immutabilitypolicy,legalhold&prefix={Uri.EscapeDataString(prefix)}"
            + (marker.Length > 0 ? $"&marker={Uri.EscapeDataString(marker)}" : "");
        using var message = blobs.Message(RequestMethod.Get, $"/{container}", query);
        var response = await blobs.SendAsync(message, cancel);
        if (ServiceError.CodeOf(response) == ServiceError.ContainerNotFound)
            return null;
        if (response.Status != 200)
            throw ServiceError.Unexpected(response, container);
        var page = XDocument.Load(response.ContentStream!).Root!;
        foreach (
            var blob in page.Descendants("Blob")
                .Where(blob => ObjectPath.IsGood($"{container}/{blob.Element("Name")!.Value}"))
        )
            found.Add(Describe(container, blob));
        return page.Element("NextMarker")?.Value;
    }

    private static (ObjectInfo Info, bool IsAppendable) Describe(string container, XElement blob)
    {
        var about = blob.Element("Properties")!;
        var length = long.Parse(about.Element("Content-Length")!.Value, CultureInfo.InvariantCulture);
        var info = new ObjectInfo(
            ObjectPath.Of(container, blob.Element("Name")!.Value),
            length,
            0,
            about.Element("LeaseStatus")?.Value == "locked"
        )
        {
            RetainUntil = BlobProperties.InstantOf(about.Element("ImmutabilityPolicyUntilDate")?.Value),
            Retention = BlobProperties.ModeOf(about.Element("ImmutabilityPolicyMode")?.Value),
            HasLegalHold = about.Element("LegalHold")?.Value == "true",
        };
        return (info, about.Element("BlobType")?.Value == "AppendBlob");
    }
}
