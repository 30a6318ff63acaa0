using Bookseal.Storage.Keys;

namespace Bookseal.Storage.Azure.KeyVault;

/// <summary>
/// A key's name and version, as its <c>kid</c> has them: <c>{vault}/keys/{name}/{version}</c>. A version's key never
/// changes.
/// </summary>
public sealed record KeyVersionId(VaultAddress Vault, string Name, string Version)
{
    /// <summary>
    /// From a kid that must name a version of this key in this vault (names are compared as the service does, without
    /// case); otherwise <c>KEYVAULT_REPLY_INVALID</c>.
    /// </summary>
    public static Result<KeyVersionId> Parse(VaultAddress vault, string name, Uri kid)
    {
        if (!vault.Holds(kid))
            return Invalid(name);
        var parts = kid.PathAndQuery.Split('/');
        var isGood =
            parts.Length == 4
            && parts[1] == "keys"
            && parts[2].Equals(name, StringComparison.OrdinalIgnoreCase)
            && parts[3].Length is > 0 and <= 64
            && parts[3].All(char.IsAsciiLetterOrDigit);
        return isGood ? new KeyVersionId(vault, name, parts[3]) : Invalid(name);
    }

    public override string ToString() => $"{Vault}/keys/{Name}/{Version}";

    private static Fault Invalid(string name) =>
        new(
            KeyCode.ReplyInvalid,
            $"the vault answered for '{name}' with an id that is not that of one of its versions"
        );
}
