using Bookseal.Books.Values;

namespace Bookseal.Books.Banking;

/// <summary>A line of a bank statement.</summary>
/// <param name="Account">The bank account, as the entity of the bank subledger names it.</param>
/// <param name="AmountMinor">Positive for money received, negative for money paid.</param>
public sealed record BankTransaction(
    string Account,
    Currency Currency,
    DateOnly Date,
    string Reference,
    long AmountMinor,
    string Description
);
