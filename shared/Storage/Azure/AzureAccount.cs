using Azure;
using Azure.Core;
using Azure.Data.Tables;
using Azure.Storage.Blobs;

namespace Bookseal.Storage.Azure;

/// <summary>
/// Where the Blob and Table service of one account are, and what proves who asks: a key, a SAS, or a token. Parsed from
/// a connection string or an account URL, which may hold secrets, so nothing here prints what it was parsed from.
/// </summary>
public sealed class AzureAccount
{
    private const string ByKey = "account key";
    private const string BySas = "shared access signature";

    private AzureAccount(
        string authorization,
        Func<BlobClientOptions?, BlobServiceClient> openBlobs,
        Func<TableClientOptions?, TableServiceClient> openTables
    )
    {
        var (blobs, tables) = (openBlobs(null), openTables(null));
        (Name, Blobs, Tables) = (blobs.AccountName, EndpointOf(blobs.Uri), EndpointOf(tables.Uri));
        (Authorization, OpenBlobs, OpenTables) = (authorization, openBlobs, openTables);
    }

    public string Name { get; }

    /// <summary>The endpoint of the Blob service, without a query.</summary>
    public Uri Blobs { get; }

    public Uri Tables { get; }

    /// <summary>How requests are authorized, in words.</summary>
    public string Authorization { get; }

    public bool HasKey => Authorization == ByKey;

    /// <summary>An emulator on this machine: it knows no retention.</summary>
    public bool IsDevelopment => Blobs.IsLoopback;

    internal Func<BlobClientOptions, BlobServiceClient> OpenBlobs { get; }

    internal Func<TableClientOptions, TableServiceClient> OpenTables { get; }

    /// <summary>
    /// <c>STORE_INVALID</c>: neither a connection string nor an account URL. The message does not repeat what came.
    /// </summary>
    /// <param name="signIn">Called for an account URL without a SAS: who this process is.</param>
    public static Result<AzureAccount> Parse(string store, Func<TokenCredential> signIn) =>
        store.Contains("://", StringComparison.Ordinal) && !store.Contains(';', StringComparison.Ordinal)
            ? OfUrl(store, signIn)
            : OfConnectionString(store);

    /// <summary>The endpoint and nothing secret.</summary>
    public override string ToString() => Blobs.ToString();

    private static Result<AzureAccount> OfUrl(string url, Func<TokenCredential> signIn)
    {
        if (!Uri.TryCreate(url, UriKind.Absolute, out var uri) || uri.Scheme != Uri.UriSchemeHttps)
            return Invalid("an account URL is https://NAME.blob.core.windows.net");
        if (!uri.Host.Contains(".blob.", StringComparison.Ordinal))
            return Invalid(
                "an account URL names the Blob service (https://NAME.blob...); for other endpoints give a connection "
                    + "string with BlobEndpoint and TableEndpoint"
            );
        var blobs = new Uri(uri.GetLeftPart(UriPartial.Authority));
        var tables = new Uri(blobs.ToString().Replace(".blob.", ".table.", StringComparison.Ordinal));
        if (uri.Query.Length > 1)
        {
            var sas = new AzureSasCredential(uri.Query[1..]);
            return new AzureAccount(BySas, options => new(blobs, sas, options), options => new(tables, sas, options));
        }

        var token = signIn();
        return new AzureAccount("token", options => new(blobs, token, options), options => new(tables, token, options));
    }

    private static Result<AzureAccount> OfConnectionString(string text)
    {
        try
        {
            var by = new BlobServiceClient(text).CanGenerateAccountSasUri ? ByKey : BySas;
            return new AzureAccount(by, options => new(text, options), options => new(text, options));
        }
        catch (Exception e) when (e is FormatException or ArgumentException or InvalidOperationException)
        {
            return Invalid(
                "a store is an account URL, 'UseDevelopmentStorage=true', or a connection string (Name=value;...) with "
                    + "AccountName and AccountKey, or with BlobEndpoint, TableEndpoint and SharedAccessSignature"
            );
        }
    }

    private static Uri EndpointOf(Uri uri) => new(uri.GetLeftPart(UriPartial.Path));

    private static Fault Invalid(string message) => new("STORE_INVALID", message);
}
