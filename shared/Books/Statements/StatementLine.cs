using Bookseal.Books.Accounts;

namespace Bookseal.Books.Statements;

/// <summary>One account of an income statement.</summary>
public sealed record StatementLine(Account Account, StatementAmounts Amounts)
{
    public JsonObject ToJson() =>
        JsonObject.Of(("account", Account.Code.ToString()), ("amounts", Amounts.ToJson()), ("name", Account.Name));
}
