using Azure.Core;
using Bookseal.Storage.Azure.Http;

namespace Bookseal.Storage.Azure.Blobs;

/// <summary>
/// What an account and its containers are set up for: learn.microsoft.com/rest/api/storageservices/get-account-information and .../get-container-properties
/// </summary>
internal sealed class AccountProperties(StorageClient blobs)
{
    public async Task<(string Kind, bool IsHierarchical)> AccountAsync(CancellationToken cancel)
    {
        using var message = blobs.Message(RequestMethod.Get, "/", "?restype=account&comp=properties");
        var response = await blobs.SendAsync(message, cancel);
        if (response.Status != 200) throw ServiceError.Unexpected(response, "account");
        var kind = $"{BlobProperties.Text(response.Headers, "x-ms-account-kind")} {BlobProperties.Text(response.Headers, "x-ms-sku-name")}";
        return (kind, BlobProperties.Text(response.Headers, "x-ms-is-hns-enabled") == "true");
    }

    public Task CreateContainerAsync(string container, CancellationToken cancel) => new BlobContainers(blobs).CreateAsync(container, cancel);

    /// <summary>Whether a container-level policy stands on it, locked or not.</summary>
    public async Task<bool> HasPolicyAsync(string container, CancellationToken cancel)
    {
        using var message = blobs.Message(RequestMethod.Head, $"/{container}", "?restype=container");
        var response = await blobs.SendAsync(message, cancel);
        return response.Status == 200 ? BlobProperties.Text(response.Headers, "x-ms-has-immutability-policy") == "true" : throw ServiceError.Unexpected(response, container);
    }
}
