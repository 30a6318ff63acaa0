using Bookseal.Books.Values;

namespace Bookseal.Books.Banking;

/// <summary>A bank's statement of one account in one currency, from one day to another, both included.</summary>
public sealed record BankStatement(
    string Account,
    Currency Currency,
    DateOnly From,
    DateOnly To,
    long OpeningMinor,
    long ClosingMinor
);
