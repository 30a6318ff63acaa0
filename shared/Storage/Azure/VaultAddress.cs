using Bookseal.Storage.Keys;

namespace Bookseal.Storage.Azure;

/// <summary>
/// A vault's address, <c>https://NAME.vault.azure.net</c> or that of another cloud: a scheme, a host, perhaps a port,
/// nothing else.
/// </summary>
public sealed record VaultAddress
{
    private readonly Uri _root;

    private VaultAddress(Uri root) => _root = root;

    /// <summary>
    /// What a token is asked for, <c>https://vault.azure.net/.default</c>. It follows from the address, not from a
    /// challenge: who answers in a vault's place can have no token made for something else.
    /// </summary>
    public string Scope => $"https://{_root.Host[(_root.Host.IndexOf('.', StringComparison.Ordinal) + 1)..]}/.default";

    /// <summary>Plain http, a path, a query or a name and password are <c>KEYVAULT_ADDRESS_INVALID</c>.</summary>
    public static Result<VaultAddress> Parse(string text)
    {
        var isGood =
            Uri.TryCreate(text, UriKind.Absolute, out var uri)
            && uri.Scheme == Uri.UriSchemeHttps
            && uri.HostNameType == UriHostNameType.Dns
            && uri.Host.Split('.').Length > 2
            && uri.PathAndQuery == "/"
            && uri.UserInfo.Length + uri.Fragment.Length == 0;
        return isGood
            ? new VaultAddress(uri!)
            : new Fault(
                KeyCode.VaultAddressInvalid,
                "a key vault's address is https://NAME.vault.azure.net, and nothing after it"
            );
    }

    public Uri At(string pathAndQuery) => new(_root, pathAndQuery);

    /// <summary>Whether a link stays in this vault. No other host may be given this vault's token.</summary>
    public bool Holds(Uri link) =>
        link.IsAbsoluteUri
        && Uri.Compare(
            link,
            _root,
            UriComponents.StrongAuthority | UriComponents.Scheme,
            UriFormat.SafeUnescaped,
            StringComparison.OrdinalIgnoreCase
        ) == 0;

    public override string ToString() => _root.GetLeftPart(UriPartial.Authority);
}
