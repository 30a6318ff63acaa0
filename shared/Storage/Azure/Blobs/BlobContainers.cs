using Azure.Core;
using Bookseal.Storage.Azure.Http;

namespace Bookseal.Storage.Azure.Blobs;

/// <summary>Containers are made when something is first written into them: learn.microsoft.com/rest/api/storageservices/create-container and .../get-container-properties</summary>
internal sealed class BlobContainers(StorageClient blobs)
{
    /// <summary>Runs a creation; where the container is missing, makes it and runs the creation again.</summary>
    public async Task<T> WithContainerAsync<T>(
        ObjectPath path,
        Func<Task<(string? Code, T Result)>> create,
        CancellationToken cancel
    )
    {
        var (code, result) = await create();
        if (code != ServiceError.ContainerNotFound)
            return result;
        await CreateAsync(ContainerOf(path), cancel);
        return (await create()).Result;
    }

    public async Task CreateAsync(string container, CancellationToken cancel)
    {
        using var message = blobs.Message(RequestMethod.Put, $"/{container}", "?restype=container");
        var response = await blobs.SendAsync(message, cancel);
        if (response.Status != 201 && ServiceError.CodeOf(response) != "ContainerAlreadyExists")
            throw ServiceError.Unexpected(response, container);
    }

    /// <summary>Whether a policy of the whole container stands on it, locked or not. One of versions is only a default for new ones: names can be written again.</summary>
    public async Task<bool> HasPolicyAsync(string container, CancellationToken cancel)
    {
        using var message = blobs.Message(RequestMethod.Head, $"/{container}", "?restype=container");
        var response = await blobs.SendAsync(message, cancel);
        return response.Status != 200
            ? throw ServiceError.Unexpected(response, container)
            : BlobProperties.Text(response.Headers, "x-ms-has-immutability-policy") == "true"
                && BlobProperties.Text(response.Headers, "x-ms-immutable-storage-with-versioning-enabled") != "true";
    }

    public static string ContainerOf(ObjectPath path) => path.ToString().Split('/')[0];
}
