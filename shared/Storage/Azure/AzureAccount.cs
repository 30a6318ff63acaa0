using Azure.Core;

namespace Bookseal.Storage.Azure;

/// <summary>
/// Where the Blob and Table service of one account are, and what proves who asks: a key, a SAS, or a token. Parsed from a
/// connection string or an account URL, which may hold secrets, so nothing here prints what it was parsed from.
/// </summary>
public sealed class AzureAccount
{
    /// <summary>
    /// What <c>UseDevelopmentStorage=true</c> stands for. The key is the same on every machine and public:
    /// learn.microsoft.com/azure/storage/common/storage-connect-azurite
    /// </summary>
    private const string Emulator =
        "AccountName=devstoreaccount1;"
        + "AccountKey=Eby8vdM02xNOcqFlqUwJPLlmEtlCDXJ1OUzFT50uSRZ6IFsuFq2UVErCz4I6tq/K1SZFPTOtr/KBHBeksoGMGw==;"
        + "BlobEndpoint=http://127.0.0.1:10000/devstoreaccount1;TableEndpoint=http://127.0.0.1:10002/devstoreaccount1";

    private AzureAccount(string name, Uri blobs, Uri tables) => (Name, Blobs, Tables) = (name, blobs, tables);

    public string Name { get; }

    /// <summary>The endpoint of the Blob service, without a query.</summary>
    public Uri Blobs { get; }

    public Uri Tables { get; }

    /// <summary>An emulator on this machine: it knows no retention.</summary>
    public bool IsDevelopment => Blobs.IsLoopback;

    /// <summary>How requests are authorized, in words.</summary>
    public string Authorization =>
        Key is not null ? "account key"
        : Sas is not null ? "shared access signature"
        : "token";

    internal string? Key { get; private init; }

    internal string? Sas { get; private init; }

    internal TokenCredential? Credential { get; private init; }

    /// <summary>
    /// <c>STORE_INVALID</c>: neither a connection string nor an account URL. The message does not repeat what was given.
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
        var name = uri.Host[..uri.Host.IndexOf('.', StringComparison.Ordinal)];
        var blobs = new Uri(uri.GetLeftPart(UriPartial.Authority));
        var tables = new Uri(blobs.ToString().Replace(".blob.", ".table.", StringComparison.Ordinal));
        return uri.Query.Length > 1
            ? new AzureAccount(name, blobs, tables) { Sas = uri.Query[1..] }
            : new AzureAccount(name, blobs, tables) { Credential = signIn() };
    }

    /// <summary>learn.microsoft.com/azure/storage/common/storage-configure-connection-string</summary>
    private static Result<AzureAccount> OfConnectionString(string text)
    {
        var parts = text.Split(';', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)
            .Select(part => part.Split('=', 2))
            .ToList();
        if (parts.Exists(part => part.Length == 1))
            return Invalid(
                "a store is a connection string (Name=value;...), 'UseDevelopmentStorage=true', or an account URL"
            );
        var settings = parts
            .DistinctBy(part => part[0], StringComparer.OrdinalIgnoreCase)
            .ToDictionary(part => part[0], part => part[1], StringComparer.OrdinalIgnoreCase);
        if (settings.GetValueOrDefault("UseDevelopmentStorage") == "true")
            return OfConnectionString(Emulator);
        var name = settings.GetValueOrDefault("AccountName") ?? "";
        var (blobs, tables) = (Endpoint(settings, "blob", name), Endpoint(settings, "table", name));
        if (blobs is null || tables is null)
            return Invalid("a connection string has AccountName, or BlobEndpoint and TableEndpoint");
        if (settings.GetValueOrDefault("SharedAccessSignature") is { Length: > 0 } sas)
            return new AzureAccount(name, blobs, tables) { Sas = sas.TrimStart('?') };
        var key = settings.GetValueOrDefault("AccountKey") ?? "";
        return name.Length > 0 && key.Length > 0 && Convert.TryFromBase64String(key, new byte[128], out _)
            ? new AzureAccount(name, blobs, tables) { Key = key }
            : Invalid("a connection string has AccountName and AccountKey, or SharedAccessSignature");
    }

    private static Uri? Endpoint(Dictionary<string, string> settings, string service, string name)
    {
        var given = settings.GetValueOrDefault($"{service}Endpoint");
        var suffix = settings.GetValueOrDefault("EndpointSuffix") ?? "core.windows.net";
        if (given is null && name.Length == 0)
            return null;
        return Uri.TryCreate(
            given ?? $"{settings.GetValueOrDefault("DefaultEndpointsProtocol") ?? "https"}://{name}.{service}.{suffix}",
            UriKind.Absolute,
            out var uri
        )
            ? new Uri(uri.GetLeftPart(UriPartial.Path))
            : null;
    }

    private static Fault Invalid(string message) => new("STORE_INVALID", message);
}
