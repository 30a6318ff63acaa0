using Azure;
using Azure.Core;
using Azure.Core.Pipeline;
using Azure.Data.Tables;
using Azure.Storage;
using Azure.Storage.Blobs;

namespace Bookseal.Storage.Azure.Clients;

/// <summary>
/// The official clients of an account, with their retries off: they would repeat a conditional write and report the echo
/// as a refusal. The stores repeat instead, and read back (<see cref="Resilience.Retry"/>).
/// </summary>
internal static class ServiceClients
{
    /// <summary>The newest version that the emulator of the tests knows; a newer client must not choose another.</summary>
    private const BlobClientOptions.ServiceVersion BlobVersion = BlobClientOptions.ServiceVersion.V2025_11_05;

    private const TableClientOptions.ServiceVersion TableVersion = TableClientOptions.ServiceVersion.V2020_12_06;

    public static BlobServiceClient Blobs(AzureAccount account, HttpPipelineTransport? transport)
    {
        var options = AskingOnce(new BlobClientOptions(BlobVersion), transport);
        options.AddPolicy(new NoResumePolicy(), HttpPipelinePosition.PerCall);
        return account switch
        {
            { Key: { } key } => new(account.Blobs, new StorageSharedKeyCredential(account.Name, key), options),
            { Sas: { } sas } => new(account.Blobs, new AzureSasCredential(sas), options),
            _ => new(account.Blobs, account.Credential, options),
        };
    }

    public static TableServiceClient Tables(AzureAccount account, HttpPipelineTransport? transport)
    {
        var options = AskingOnce(new TableClientOptions(TableVersion), transport);
        return account switch
        {
            { Key: { } key } => new(account.Tables, new TableSharedKeyCredential(account.Name, key), options),
            { Sas: { } sas } => new(account.Tables, new AzureSasCredential(sas), options),
            _ => new(account.Tables, account.Credential, options),
        };
    }

    private static TOptions AskingOnce<TOptions>(TOptions options, HttpPipelineTransport? transport)
        where TOptions : ClientOptions
    {
        options.Retry.MaxRetries = 0;
        options.Diagnostics.ApplicationId = "Bookseal";
        options.Transport = transport ?? options.Transport;
        return options;
    }
}
