using Bookseal.Books.Values;

namespace Bookseal.Books.Reconciliation;

/// <summary>A payout as its provider reported it: money that it sent to a bank account of the company.</summary>
/// <param name="Provider">Lower-case letters and digits, such as <c>stripe</c>.</param>
/// <param name="Date">When it arrives.</param>
/// <param name="FeeMinor">What the provider kept; gross less fee is net.</param>
public sealed record ProviderPayout(
    string Provider,
    string Id,
    DateOnly Date,
    Currency Currency,
    long GrossMinor,
    long FeeMinor,
    long NetMinor
)
{
    public const string Invalid = "PAYOUT_LINE_INVALID";

    /// <summary>How many balance transactions it is made of.</summary>
    public long Transactions { get; init; }

    /// <summary>The line without its line feed, in RFC 8785 form.</summary>
    public byte[] Encode() =>
        CanonicalJson.ToBytes(
            JsonObject.Of(
                ("currency", Currency.ToString()),
                ("date", Dates.Text(Date)),
                ("fee_minor", FeeMinor),
                ("gross_minor", GrossMinor),
                ("id", Id),
                ("net_minor", NetMinor),
                ("provider", Provider),
                ("transactions", Transactions)
            )
        );

    /// <summary>Reads a line; only the very bytes that <see cref="Encode"/> writes are accepted.</summary>
    public static Result<ProviderPayout> Decode(ReadOnlySpan<byte> line)
    {
        if (!JsonText.ParseObject(line).Then(FromJson).TryGet(out var payout, out var fault))
            return fault with { Code = Invalid };
        return payout.Encode().AsSpan().SequenceEqual(line)
            ? payout
            : new Fault(Invalid, "the line is not in canonical form");
    }

    public static Result<string> ParseProvider(string text) =>
        text.Length is > 0 and <= 32 && text.All(c => char.IsAsciiLetterLower(c) || char.IsAsciiDigit(c) || c == '-')
            ? text
            : new Fault(Invalid, $"a provider is 1 to 32 of a-z, 0-9 and -, not {new JsonString(text)}");

    private static Result<ProviderPayout> FromJson(JsonObject source)
    {
        var fields = new Fields(source, Invalid);
        var currency = fields.Text("currency", Currency.Parse);
        var date = fields.Text("date", Dates.Parse);
        var (fee, gross, net) = (
            fields.Integer("fee_minor"),
            fields.Integer("gross_minor"),
            fields.Integer("net_minor")
        );
        var (id, provider) = (fields.Text("id"), fields.Text("provider", ParseProvider));
        var transactions = fields.Integer("transactions");
        if (gross - fee != net)
            fields.Fail("gross less fee is not net");
        if (id.Length == 0 || transactions < 0)
            fields.Fail("a payout has an id, and no fewer than no transactions");
        return fields.Finish(() =>
            new ProviderPayout(provider, id, date, currency, gross, fee, net) { Transactions = transactions }
        );
    }
}
