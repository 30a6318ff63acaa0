using System.Globalization;
using Bookseal.Books.Values;

namespace Bookseal.Books.Ledger;

/// <summary>A period's debits and credits in one currency, in minor units.</summary>
public sealed record CurrencyTotals(Currency Currency, Int128 DebitsMinor, Int128 CreditsMinor)
{
    public bool IsBalanced => DebitsMinor == CreditsMinor;

    public JsonObject ToJson() =>
        JsonObject.Of(
            ("credits_minor", CreditsMinor.ToString(CultureInfo.InvariantCulture)),
            ("currency", Currency.ToString()),
            ("debits_minor", DebitsMinor.ToString(CultureInfo.InvariantCulture))
        );
}
