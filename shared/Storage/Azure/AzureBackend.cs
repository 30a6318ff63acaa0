using Azure.Core.Pipeline;
using Bookseal.Storage.Azure.Blobs;
using Bookseal.Storage.Azure.Clients;
using Bookseal.Storage.Azure.Tables;
using Bookseal.Storage.Resilience;

namespace Bookseal.Storage.Azure;

/// <summary>Both ports on an account's Blob and Table service.</summary>
public static class AzureBackend
{
    /// <summary>
    /// The ports as they are: a lost reply is a <see cref="StoreUnavailableException"/>. Products use <see cref="Open"/>.
    /// </summary>
    public static Backend Raw(AzureAccount account, HttpPipelineTransport? transport = null)
    {
        var retry = Pauses();
        return new(
            new BlobObjectStore(ServiceClients.Blobs(account, transport), account.IsDevelopment, retry),
            new EntityTableStore(ServiceClients.Tables(account, transport), retry)
        )
        {
            RetainsObjects = !account.IsDevelopment,
        };
    }

    /// <summary>The ports with retries whose unknown outcomes are resolved by reading back.</summary>
    public static Backend Open(AzureAccount account)
    {
        var raw = Raw(account);
        return Backend.Resilient(raw.Objects, raw.Tables, Pauses()) with { RetainsObjects = raw.RetainsObjects };
    }

    /// <summary>The last pause is up to 6.4 s: a service that throttles needs longer than a disk.</summary>
    private static Retry Pauses() => new(TimeProvider.System, maxAttempts: 7, firstDelayMs: 100);
}
