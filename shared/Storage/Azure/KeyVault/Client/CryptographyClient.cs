using System.Buffers.Text;
using Bookseal.Evidence.Signing;
using KeyBytes = Bookseal.Evidence.Signing.JsonWebKey;

namespace Bookseal.Storage.Azure.KeyVault.Client;

/// <summary>
/// Stands in for <c>Azure.Security.KeyVault.Keys.Cryptography.CryptographyClient</c>, as <see cref="KeyClient"/> does
/// for its own: what one version of a key does. Needs <c>keys/sign</c>.
/// </summary>
public sealed class CryptographyClient
{
    private readonly VaultPipeline _pipeline;
    private readonly string _path;

    internal CryptographyClient(VaultPipeline pipeline, string name, string version) =>
        (_pipeline, _path) = (pipeline, $"/keys/{name}/{version}/sign");

    /// <summary>learn.microsoft.com/rest/api/keyvault/keys/sign</summary>
    public async Task<SignResult> SignAsync(
        string algorithm,
        byte[] digest,
        CancellationToken cancellationToken = default
    )
    {
        var body = JsonObject.Of(("alg", algorithm), ("value", Base64Url.EncodeToString(digest)));
        var (reply, _) = await _pipeline.PostAsync(_path, body, cancellationToken);
        var signature = KeyBytes.Bytes(reply["value"], Es256.FixedSize);
        return new(
            (reply["kid"] as JsonString)?.Value ?? throw new FormatException("the vault's signature names no key"),
            signature ?? throw new FormatException("the vault's signature does not have 64 bytes")
        );
    }
}
