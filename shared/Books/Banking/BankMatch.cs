using Bookseal.Books.Subledgers;

namespace Bookseal.Books.Banking;

/// <summary>What a matching leaves: book items that the bank has not seen, and bank transactions that the books do not know.</summary>
public sealed record BankMatch(IReadOnlyList<SubledgerItem> Outstanding, IReadOnlyList<BankTransaction> Unrecorded);
