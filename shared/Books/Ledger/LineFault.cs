namespace Bookseal.Books.Ledger;

/// <summary>A journal line that cannot be read, by its index from 0 within the period.</summary>
public sealed record LineFault(long Index, string Message);
