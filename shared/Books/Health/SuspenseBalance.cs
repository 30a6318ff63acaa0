using Bookseal.Books.Values;

namespace Bookseal.Books.Health;

/// <summary>What a suspense or clearing account holds at period end, debit positive.</summary>
public sealed record SuspenseBalance(
    AccountCode Account,
    string Name,
    Currency Currency,
    Int128 BalanceMinor,
    bool IsWithinTolerance
);
