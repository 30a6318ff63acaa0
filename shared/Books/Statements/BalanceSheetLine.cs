using Bookseal.Books.Accounts;

namespace Bookseal.Books.Statements;

/// <summary>One account of a balance sheet.</summary>
public sealed record BalanceSheetLine(Account Account, BalanceSheetAmounts Amounts)
{
    public JsonObject ToJson() =>
        JsonObject.Of(
            ("account", Account.Code.ToString()),
            ("amounts", Amounts.ToJson()),
            ("is_current", Account.IsCurrent),
            ("name", Account.Name)
        );
}
