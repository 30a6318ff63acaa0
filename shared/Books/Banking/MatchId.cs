using Bookseal.Books.Values;

namespace Bookseal.Books.Banking;

/// <summary>
/// What a match is known by: a digest of the lines that it pairs, so that the same lines have the same id whoever finds
/// them. People see its first twelve digits.
/// </summary>
public readonly record struct MatchId(Digest Digest)
{
    public const int Digits = 12;
    private const int FewestDigits = 4;

    public static MatchId Of(
        string account,
        Currency currency,
        IEnumerable<Digest> items,
        IEnumerable<Digest> transactions
    ) =>
        new(
            CanonicalJson.DigestOf(
                JsonObject.Of(
                    ("account", account),
                    ("currency", currency.ToString()),
                    ("items", InOrder(items)),
                    ("transactions", InOrder(transactions))
                )
            )
        );

    public static JsonArray InOrder(IEnumerable<Digest> lines) =>
        new(lines.Order().Select(line => new JsonString(line.ToString())));

    public bool IsNamed(string name) => IsPrefix(name, Digest);

    /// <summary>Whether a text is the beginning of a digest, and enough of it to be meant.</summary>
    public static bool IsPrefix(string text, Digest digest) =>
        text.Length >= FewestDigits && digest.ToString().StartsWith(text, StringComparison.Ordinal);

    public override string ToString() => Digest.ToString()[..Digits];
}
