namespace Bookseal.Books.Accounts;

public enum AccountType
{
    Asset,
    Liability,
    Equity,
    Revenue,
    Expense,
}
