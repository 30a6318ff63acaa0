using System.Globalization;
using Bookseal.Books.Values;

namespace Bookseal.Books.Ledger;

/// <summary>
/// The balances that one period hands to the next: the closing balances of the one are, byte for byte, the openings of
/// the other, so a digest in the certificate ties them.
/// </summary>
public sealed class BalanceList
{
    private BalanceList(IReadOnlyList<Balance> balances) => Balances = balances;

    public static BalanceList Empty { get; } = new([]);

    /// <summary>In order of account and currency, none zero.</summary>
    public IReadOnlyList<Balance> Balances { get; }

    /// <summary>The currencies whose balances do not net to zero: an unbalanced opening, or a broken ledger.</summary>
    public IReadOnlyList<(Currency Currency, Int128 NetMinor)> Imbalances =>
        [
            .. Balances
                .GroupBy(balance => balance.Currency)
                .Select(group =>
                    (group.Key, Net: group.Aggregate((Int128)0, (sum, balance) => checked(sum + balance.BalanceMinor)))
                )
                .Where(pair => pair.Net != 0),
        ];

    /// <summary>Sums what is said of one account and currency, and leaves out zeros.</summary>
    public static BalanceList Of(IEnumerable<Balance> balances) =>
        new([
            .. balances
                .GroupBy(balance => (balance.Account, balance.Currency))
                .Select(group => new Balance(
                    group.Key.Account,
                    group.Key.Currency,
                    group.Aggregate((Int128)0, (sum, balance) => checked(sum + balance.BalanceMinor))
                ))
                .Where(balance => balance.BalanceMinor != 0)
                .OrderBy(balance => balance.Account)
                .ThenBy(balance => balance.Currency),
        ]);

    public BalanceList Plus(BalanceList other) => Of(Balances.Concat(other.Balances));

    public BalanceList Minus(BalanceList other) =>
        Of(Balances.Concat(other.Balances.Select(balance => balance with { BalanceMinor = -balance.BalanceMinor })));

    public Dictionary<(AccountCode Account, Currency Currency), Int128> ToDictionary() =>
        Balances.ToDictionary(balance => (balance.Account, balance.Currency), balance => balance.BalanceMinor);

    public byte[] ToBytes() => CanonicalJson.ToBytes(Balances.Select(balance => balance.ToJson()));

    public static Result<BalanceList> FromBytes(ReadOnlySpan<byte> bytes) =>
        JsonText.ParseList(bytes, "BALANCES_INVALID", Balance.FromJson).Map(Of);
}

/// <summary>An account's balance in one currency, in minor units, debit positive.</summary>
public sealed record Balance(AccountCode Account, Currency Currency, Int128 BalanceMinor)
{
    public JsonObject ToJson() =>
        JsonObject.Of(
            ("account", Account.ToString()),
            ("balance_minor", BalanceMinor.ToString(CultureInfo.InvariantCulture)),
            ("currency", Currency.ToString())
        );

    public static Result<Balance> FromJson(JsonObject source)
    {
        var fields = new Fields(source, "BALANCES_INVALID");
        var account = fields.Text("account", AccountCode.Parse);
        var minor = fields.Text("balance_minor", ParseTotal);
        var currency = fields.Text("currency", Currency.Parse);
        return fields.Finish(() => new Balance(account, currency, minor));
    }

    /// <summary>At most 30 digits: no file has lines enough for sums of such to leave 128 bits.</summary>
    internal static Result<Int128> ParseTotal(string text) =>
        text.Length <= 30
        && Int128.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var total)
        && total.ToString(CultureInfo.InvariantCulture) == text
            ? total
            : new Fault(
                "BALANCES_INVALID",
                "a total is a decimal integer of at most 30 characters without leading zeros"
            );
}
