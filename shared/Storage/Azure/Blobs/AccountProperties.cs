using Azure.Core;
using Bookseal.Storage.Azure.Http;

namespace Bookseal.Storage.Azure.Blobs;

/// <summary>What an account is set up for: learn.microsoft.com/rest/api/storageservices/get-account-information</summary>
internal sealed class AccountProperties(StorageClient blobs)
{
    public async Task<(string Kind, bool IsHierarchical)> ReadAsync(CancellationToken cancel)
    {
        using var message = blobs.Message(RequestMethod.Get, "/", "?restype=account&comp=properties");
        var response = await blobs.SendAsync(message, cancel);
        if (response.Status != 200)
            throw ServiceError.Unexpected(response, "account");
        var kind =
            $"{BlobProperties.Text(response.Headers, "x-ms-account-kind")} {BlobProperties.Text(response.Headers, "x-ms-sku-name")}";
        return (kind, BlobProperties.Text(response.Headers, "x-ms-is-hns-enabled") == "true");
    }
}
