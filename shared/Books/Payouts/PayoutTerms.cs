using Bookseal.Books.Values;

namespace Bookseal.Books.Payouts;

/// <summary>What is to be paid out, to whom: it never changes after the payout was created.</summary>
/// <param name="Account">Where it goes: an IBAN, or what the provider calls the beneficiary by.</param>
public sealed record PayoutTerms(string Beneficiary, string Account, Money Amount, string Reference)
{
    public const string Invalid = "PAYOUT_INVALID";
    private const int MostCharacters = 140;

    /// <summary><c>PAYOUT_INVALID</c>.</summary>
    public static Result<PayoutTerms> Of(string beneficiary, string account, Money amount, string reference)
    {
        if (amount.AmountMinor <= 0)
            return new Fault(Invalid, "a payout is of more than nothing");
        foreach (var (name, text) in new[] { ("to", beneficiary), ("account", account), ("reference", reference) })
            if (text.Length is 0 or > MostCharacters || text.Any(char.IsControl) || text.Any(char.IsSurrogate))
                return new Fault(Invalid, $"'{name}' has 1 to {MostCharacters} plain characters");
        return new PayoutTerms(beneficiary, account, amount, reference);
    }

    public JsonObject ToJson() =>
        JsonObject.Of(
            ("account", Account),
            ("amount_minor", Amount.AmountMinor),
            ("beneficiary", Beneficiary),
            ("currency", Amount.Currency.ToString()),
            ("reference", Reference)
        );

    public static Result<PayoutTerms> FromJson(JsonObject source)
    {
        var fields = new Fields(source, Invalid);
        var account = fields.Text("account");
        var minor = fields.Integer("amount_minor");
        var beneficiary = fields.Text("beneficiary");
        var currency = fields.Text("currency", Currency.Parse);
        var reference = fields.Text("reference");
        return fields
            .Finish(() => new Money(minor, currency))
            .Then(amount => Of(beneficiary, account, amount, reference));
    }
}

/// <summary>A payout's name: 1 to 64 letters, digits, '.', '_' and '-', the first a letter or digit.</summary>
public readonly record struct PayoutId : IComparable<PayoutId>
{
    private readonly string? _value;

    private PayoutId(string value) => _value = value;

    public static Result<PayoutId> Parse(string text)
    {
        var isGood =
            text.Length is > 0 and <= 64
            && char.IsAsciiLetterOrDigit(text[0])
            && text.All(c => char.IsAsciiLetterOrDigit(c) || c is '.' or '_' or '-');
        return isGood
            ? new PayoutId(text)
            : new Fault(
                "PAYOUT_ID_INVALID",
                $"a payout's id is 1 to 64 letters, digits, '.', '_' and '-', not {new JsonString(text)}"
            );
    }

    /// <summary>Where nobody names it: the same said twice is one payout.</summary>
    public static PayoutId Of(TenantId tenant, PayoutTerms terms) =>
        new($"P-{DerivedId.From("payout", tenant.ToString(), terms.ToJson().ToString()):N}"[..18]);

    public int CompareTo(PayoutId other) => string.CompareOrdinal(_value, other._value);

    public static bool operator <(PayoutId left, PayoutId right) => left.CompareTo(right) < 0;

    public static bool operator >(PayoutId left, PayoutId right) => left.CompareTo(right) > 0;

    public static bool operator <=(PayoutId left, PayoutId right) => left.CompareTo(right) <= 0;

    public static bool operator >=(PayoutId left, PayoutId right) => left.CompareTo(right) >= 0;

    public override string ToString() => _value ?? "";
}
