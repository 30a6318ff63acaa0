using System.Buffers.Text;
using Bookseal.Evidence.Signing;
using Bookseal.Storage.Keys;

namespace Bookseal.Storage.Azure.KeyVault;

/// <summary>Sign (learn.microsoft.com/rest/api/keyvault/keys/sign/sign): ES256 over a SHA-256 digest, with one version of a key. Needs <c>keys/sign</c>.</summary>
internal static class Sign
{
    /// <returns>r‖s, 64 bytes, as the service answers it: not yet verified.</returns>
    public static async Task<Result<byte[]>> RunAsync(
        KeyVaultConnection vault,
        KeyVersionId id,
        Digest digest,
        CancellationToken cancel
    )
    {
        var body = JsonObject.Of(("alg", "ES256"), ("value", Base64Url.EncodeToString(digest.ToArray())));
        if (!(await vault.PostAsync($"{id.Path}/sign", body, cancel)).TryGet(out var reply, out var fault))
            return fault;
        if (
            !KeyVersionId
                .Parse(vault.Vault, id.Name, (reply["kid"] as JsonString)?.Value ?? "")
                .TryGet(out var signed, out fault)
        )
            return fault;
        if (signed != id)
            return new Fault(KeyCode.ReplyInvalid, $"the vault signed with another version than {id}");
        return JsonWebKey.Bytes(reply["value"], Es256.FixedSize) is { } signature
            ? signature
            : new Fault(KeyCode.ReplyInvalid, "the vault's signature does not have 64 bytes");
    }
}
