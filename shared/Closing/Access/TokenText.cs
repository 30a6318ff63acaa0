using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using Bookseal.Books.Values;

namespace Bookseal.Closing.Access;

/// <summary>
/// The text of a token, <c>bookseal_{tenant}.{43 characters of base64url}</c>: 256 random bits, and whose books it is
/// for, so that nobody has to look through all of them. Scanners of leaked secrets know it by its beginning.
/// </summary>
public sealed record TokenText(TenantId Tenant, Digest Hash) : Credential(Tenant)
{
    private const string Prefix = "bookseal_";
    private const int RandomBytes = 32;
    private const int RandomCharacters = 43;

    public static string New(TenantId tenant) =>
        $"{Prefix}{tenant}.{Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(RandomBytes))}";

    /// <summary>Whether it means to be one: another bearer's text is for whoever stands before us.</summary>
    public static bool IsMeant(string text) => text.StartsWith(Prefix, StringComparison.Ordinal);

    /// <summary>Null for a text that is no token's.</summary>
    public static TokenText? Read(string text)
    {
        var dot = text.IndexOf('.', StringComparison.Ordinal);
        return
            IsMeant(text)
            && dot > Prefix.Length
            && text.Length - dot - 1 == RandomCharacters
            && TenantId.Parse(text[Prefix.Length..dot]).TryGet(out var tenant, out _)
            ? new(tenant, HashOf(text))
            : null;
    }

    /// <summary>
    /// Random enough that one round of SHA-256 keeps it from being guessed, and that comparing hashes tells nothing.
    /// </summary>
    public static Digest HashOf(string text) => Digest.Of(Encoding.UTF8.GetBytes(text));
}
