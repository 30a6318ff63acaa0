using System.Globalization;
using Bookseal.Books.Values;

namespace Bookseal.Books.Ledger;

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
    private static Result<Int128> ParseTotal(string text) =>
        text.Length <= 30
        && Int128.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var total)
        && total.ToString(CultureInfo.InvariantCulture) == text
            ? total
            : new Fault(
                "BALANCES_INVALID",
                "a total is a decimal integer of at most 30 characters without leading zeros"
            );
}
