using Bookseal.Evidence.Signing;
using Bookseal.Storage.Keys;

namespace Bookseal.Storage.Azure.KeyVault;

/// <summary>Get Key (learn.microsoft.com/rest/api/keyvault/keys/get-key/get-key): the public half of a key's newest version, or of a named one. Needs <c>keys/get</c>.</summary>
internal static class GetKey
{
    public static async Task<Result<(KeyVersionId Id, VerificationKey Key)>> NewestAsync(
        KeyVaultConnection vault,
        string name,
        CancellationToken cancel
    ) => (await vault.GetAsync($"/keys/{name}", cancel)).Then(reply => Read(vault.Vault, name, reply));

    public static async Task<Result<VerificationKey>> VersionAsync(
        KeyVaultConnection vault,
        KeyVersionId id,
        CancellationToken cancel
    ) =>
        (await vault.GetAsync(id.Path, cancel))
            .Then(reply => Read(vault.Vault, id.Name, reply))
            .Then<VerificationKey>(found =>
                found.Id == id
                    ? found.Key
                    : new Fault(KeyCode.ReplyInvalid, $"the vault answered with another version than {id}")
            );

    /// <summary>A key bundle: <c>{"key":{"kid","kty","crv","x","y"},"attributes":{"enabled"}}</c></summary>
    private static Result<(KeyVersionId Id, VerificationKey Key)> Read(
        VaultAddress vault,
        string name,
        JsonObject reply
    )
    {
        if (reply["key"] is not JsonObject key || key["kid"] is not JsonString kid)
            return new Fault(KeyCode.ReplyInvalid, $"the vault's answer for '{name}' holds no key");
        if ((reply["attributes"] as JsonObject)?["enabled"] is JsonBoolean { Value: false })
            return new Fault(KeyCode.Disabled, $"'{name}' is disabled in {vault}");
        if (!KeyVersionId.Parse(vault, name, kid.Value).TryGet(out var id, out var fault))
            return fault;
        if (JsonWebKey.Read(key).TryGet(out var read, out fault))
            return (id, read);
        return fault.Code == JsonWebKey.NotP256
            ? new Fault(
                KeyCode.AlgorithmWrong,
                $"'{name}' is not a key of the curve P-256; make one with: az keyvault key create --kty EC --curve P-256"
            )
            : new Fault(KeyCode.ReplyInvalid, $"the vault's public key of '{name}' is no point of P-256");
    }
}
