using System.Globalization;
using System.Text;
using Bookseal.Books.Values;

namespace Bookseal.Storage.Azure.KeyVault;

/// <summary>
/// How a tenant's keys are called in a vault: <c>bookseal--{tenant}--log</c> and
/// <c>bookseal--{tenant}--person--{id}</c>. A vault's names have letters, digits and hyphens and no case, so everything
/// else in an id, the hyphen too, becomes a hyphen and two hex digits: no two ids share a name, and no id contains the
/// double hyphen.
/// </summary>
public static class VaultKeyNames
{
    private const int MaxLength = 127;

    /// <summary>
    /// The name of the person's key; of the log's for null. One that a vault would not take for its length is
    /// <c>bookseal-</c> and its SHA-256 in hex.
    /// </summary>
    public static string Of(TenantId tenant, PersonId? person)
    {
        var name =
            $"bookseal--{Escape(tenant.ToString())}--{(person is { } id ? $"person--{Escape(id.ToString())}" : "log")}";
        return name.Length <= MaxLength ? name : $"bookseal-{Digest.Of(Encoding.ASCII.GetBytes(name))}";
    }

    private static string Escape(string id) =>
        string.Concat(
            id.Select(c =>
                char.IsAsciiLetterOrDigit(c)
                    ? c.ToString()
                    : string.Create(CultureInfo.InvariantCulture, $"-{(int)c:x2}")
            )
        );
}
