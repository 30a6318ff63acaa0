using Azure.Core;
using Azure.Core.Pipeline;
using Azure.Data.Tables;
using Azure.Storage.Blobs;
using Bookseal.Storage.Azure.Blobs;
using Bookseal.Storage.Azure.Clients;
using Bookseal.Storage.Azure.Tables;
using Bookseal.Storage.Resilience;

namespace Bookseal.Storage.Azure;

/// <summary>
/// Both ports on an account's Blob and Table service. The clients' own retries are off: they would repeat a conditional
/// write and report the echo as a refusal. The ports repeat instead, and read back.
/// </summary>
public static class AzureBackend
{
    /// <summary>The newest that the emulator of the tests knows; a newer client must not choose another.</summary>
    private const BlobClientOptions.ServiceVersion BlobVersion = BlobClientOptions.ServiceVersion.V2025_11_05;

    private const TableClientOptions.ServiceVersion TableVersion = TableClientOptions.ServiceVersion.V2020_12_06;

    /// <summary>
    /// The ports as they are: a lost reply is a <see cref="StoreUnavailableException"/>. Products use
    /// <see cref="Open"/>.
    /// </summary>
    public static Backend Raw(AzureAccount account, HttpPipelineTransport? transport = null)
    {
        var tables = account.OpenTables(AskingOnce(new TableClientOptions(TableVersion), transport));
        return new(
            new BlobObjectStore(Blobs(account, transport), account.IsDevelopment, Pauses()),
            new EntityTableStore(tables, Pauses())
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

    internal static BlobServiceClient Blobs(AzureAccount account, HttpPipelineTransport? transport)
    {
        var options = AskingOnce(new BlobClientOptions(BlobVersion), transport);
        options.AddPolicy(new NoResumePolicy(), HttpPipelinePosition.PerCall);
        return account.OpenBlobs(options);
    }

    private static TOptions AskingOnce<TOptions>(TOptions options, HttpPipelineTransport? transport)
        where TOptions : ClientOptions
    {
        options.Retry.MaxRetries = 0;
        options.Diagnostics.ApplicationId = "Bookseal";
        options.Transport = transport ?? options.Transport;
        return options;
    }

    /// <summary>The last pause is up to 6.4 s: a service that throttles needs longer than a disk.</summary>
    private static Retry Pauses() => new(TimeProvider.System, maxAttempts: 7, firstDelayMs: 100);
}
