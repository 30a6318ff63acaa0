using System.Text.RegularExpressions;
using Bookseal.Storage.Keys;

namespace Bookseal.Storage.Azure.KeyVault;

/// <summary>
/// What a vault asks a caller without a token for: <c>Bearer authorization="https://login.../TENANT", resource="https://vault.azure.net"</c>
/// (learn.microsoft.com/azure/key-vault/general/authentication-requests-and-responses).
/// </summary>
internal sealed partial record VaultChallenge(string DirectoryTenant, string Scope)
{
    /// <summary>
    /// The resource must be the domain that the vault lies in: else whoever answers in the vault's place could have a token made that opens something else
    /// (the challenge resource verification of the official clients). Only the directory's id is taken from the authority; its address is the credential's own.
    /// </summary>
    public static Result<VaultChallenge> Parse(VaultAddress vault, string header)
    {
        if (!header.StartsWith("Bearer ", StringComparison.OrdinalIgnoreCase)) return Refused("it is not for a bearer token");
        var values = Parameter().Matches(header).ToLookup(match => match.Groups[1].Value, match => match.Groups[2].Value, StringComparer.OrdinalIgnoreCase);
        if (values["authorization"].Concat(values["authorization_uri"]).ToList() is not [var authority] || !TryUrl(authority, out var directory)) return Refused("it names no authority");
        if (values["resource"].Concat(values["scope"]).ToList() is not [var asked] || !TryUrl(asked, out var resource)) return Refused("it names no resource");
        var inDomain = resource.Host.Contains('.', StringComparison.Ordinal) && vault.Host.EndsWith($".{resource.Host}", StringComparison.OrdinalIgnoreCase);
        if (!inDomain) return Refused($"its resource is not the domain of {vault.Host}");
        var tenant = directory.AbsolutePath.Trim('/');
        return DirectoryId().IsMatch(tenant) ? new VaultChallenge(tenant, $"{resource.GetLeftPart(UriPartial.Authority)}/.default") : Refused("its authority names no directory");
    }

    private static bool TryUrl(string text, out Uri url) => Uri.TryCreate(text, UriKind.Absolute, out url!) && url.Scheme == Uri.UriSchemeHttps;

    private static Fault Refused(string why) => new(KeyCode.ChallengeRefused, $"the vault's challenge is refused: {why}");

    [GeneratedRegex("""([A-Za-z_]+)="?([^",\s]*)"?""", RegexOptions.NonBacktracking)]
    private static partial Regex Parameter();

    [GeneratedRegex("""^[A-Za-z0-9][A-Za-z0-9.-]{0,127}\z""", RegexOptions.NonBacktracking)]
    private static partial Regex DirectoryId();
}
