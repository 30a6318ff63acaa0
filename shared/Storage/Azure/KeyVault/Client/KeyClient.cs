using Azure;
using Azure.Core;

namespace Bookseal.Storage.Azure.KeyVault.Client;

/// <summary>
/// Stands in for <c>Azure.Security.KeyVault.Keys.KeyClient</c>, whose package is not to be had: the same names, shapes
/// and exceptions, as far as they are used here. Needs <c>keys/get</c> and <c>keys/list</c>; to make one,
/// <c>keys/create</c>.
/// </summary>
public sealed class KeyClient(Uri vaultUri, TokenCredential credential, KeyClientOptions? options = null)
{
    /// <summary>A key that is rotated weekly for ten years has some 500 versions, in pages of 25.</summary>
    private const int MaxPages = 40;

    private readonly VaultPipeline _pipeline = new(vaultUri, credential, options ?? new KeyClientOptions());

    /// <summary>
    /// The public half of the newest version, or of a named one: learn.microsoft.com/rest/api/keyvault/keys/get-key
    /// </summary>
    public async Task<Response<KeyVaultKey>> GetKeyAsync(
        string name,
        string? version = null,
        CancellationToken cancellationToken = default
    )
    {
        var path = version is null ? $"/keys/{name}" : $"/keys/{name}/{version}";
        var (reply, response) = await _pipeline.GetAsync(path, cancellationToken);
        return Response.FromValue(KeyVaultKey.Read(reply), response);
    }

    /// <summary>A key, or a further version of it: learn.microsoft.com/rest/api/keyvault/keys/create-key</summary>
    public async Task<Response<KeyVaultKey>> CreateEcKeyAsync(
        CreateEcKeyOptions ecKeyOptions,
        CancellationToken cancellationToken = default
    )
    {
        var body = JsonObject.Of(
            ("crv", KeyCurveName.P256),
            ("key_ops", JsonArray.OfTexts(["sign", "verify"])),
            ("kty", KeyType.Ec)
        );
        var (reply, response) = await _pipeline.PostAsync($"/keys/{ecKeyOptions.Name}/create", body, cancellationToken);
        return Response.FromValue(KeyVaultKey.Read(reply), response);
    }

    /// <summary>In no order: learn.microsoft.com/rest/api/keyvault/keys/get-key-versions</summary>
    public async IAsyncEnumerable<KeyProperties> GetPropertiesOfKeyVersionsAsync(
        string name,
        [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken cancellationToken = default
    )
    {
        var (page, _) = await _pipeline.GetAsync($"/keys/{name}/versions", cancellationToken);
        for (var pages = 1; ; pages++)
        {
            if (page["value"] is not JsonArray items)
                throw new FormatException("the list of versions is no list");
            foreach (var item in items.Items)
                yield return KeyProperties.Read(item as JsonObject, "kid");
            if (page["nextLink"] is not JsonString { Value: { Length: > 0 } next })
                yield break;
            if (pages == MaxPages)
                throw new FormatException($"the list of versions is longer than {MaxPages} pages");
            (page, _) = await _pipeline.FollowAsync(next, cancellationToken);
        }
    }

    public CryptographyClient GetCryptographyClient(string keyName, string keyVersion) =>
        new(_pipeline, keyName, keyVersion);
}
