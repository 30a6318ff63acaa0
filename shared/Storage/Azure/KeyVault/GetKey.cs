using Bookseal.Storage.Keys;

namespace Bookseal.Storage.Azure.KeyVault;

/// <summary>Get Key (learn.microsoft.com/rest/api/keyvault/keys/get-key/get-key): the public half of a key's newest version, or of a named one. Needs <c>keys/get</c>.</summary>
internal static class GetKey
{
    public static async Task<Result<KeyVersion>> NewestAsync(KeyVaultConnection vault, string name, CancellationToken cancel) =>
        (await vault.GetAsync($"/keys/{name}", cancel)).Then(reply => Read(vault.Vault, name, reply));

    public static async Task<Result<KeyVersion>> VersionAsync(KeyVaultConnection vault, KeyVersionId id, CancellationToken cancel) =>
        (await vault.GetAsync(id.Path, cancel)).Then(reply => Read(vault.Vault, id.Name, reply)).Then<KeyVersion>(found => found.Id == id ? found : new Fault(KeyCode.ReplyInvalid, $"the vault answered with another version than {id}"));

    /// <summary>A key bundle: <c>{"key":{"kid","kty","crv","x","y"},"attributes":{"enabled"}}</c></summary>
    private static Result<KeyVersion> Read(VaultAddress vault, string name, JsonObject reply)
    {
        if (reply["key"] is not JsonObject key || key["kid"] is not JsonString kid) return new Fault(KeyCode.ReplyInvalid, $"the vault's answer for '{name}' holds no key");
        if ((reply["attributes"] as JsonObject)?["enabled"] is JsonBoolean { Value: false }) return new Fault(KeyCode.Disabled, $"'{name}' is disabled in {vault}");
        return KeyVersionId.Parse(vault, name, kid.Value).Then(id => JsonWebKey.Read(key, name).Map(read => new KeyVersion(id, read)));
    }
}
