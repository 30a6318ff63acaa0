using System.Globalization;
using Bookseal.Books.Values;

namespace Bookseal.Books.Subledgers;

/// <summary>A subledger against its control accounts in one currency, debit positive. The variance is subledger less general ledger.</summary>
public sealed record ReconciliationRow(
    SubledgerName Subledger,
    Currency Currency,
    Int128 SubledgerMinor,
    Int128 ControlMinor,
    IReadOnlyList<AccountCode> ControlAccounts
)
{
    public Int128 VarianceMinor => checked(SubledgerMinor - ControlMinor);

    public JsonObject ToJson() =>
        JsonObject.Of(
            ("control_accounts", JsonArray.OfTexts(ControlAccounts.Select(account => account.ToString()))),
            ("control_minor", ControlMinor.ToString(CultureInfo.InvariantCulture)),
            ("currency", Currency.ToString()),
            ("subledger", Subledger.ToString()),
            ("subledger_minor", SubledgerMinor.ToString(CultureInfo.InvariantCulture)),
            ("variance_minor", VarianceMinor.ToString(CultureInfo.InvariantCulture))
        );
}
