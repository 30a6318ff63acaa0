using Bookseal.Books.Values;

namespace Bookseal.Books.Ledger;

/// <summary>One line of an entry: a debit or a credit, never both, never negative.</summary>
public sealed record EntryLine(AccountCode Account, Currency Currency, long DebitMinor, long CreditMinor)
{
    /// <summary>Where the line belongs in a subledger; null for a line that belongs in none.</summary>
    public SubledgerName? Subledger { get; init; }

    public string? Entity { get; init; }

    public string? Reference { get; init; }

    public string? Job { get; init; }

    /// <summary>Debit less credit.</summary>
    public long NetMinor => DebitMinor - CreditMinor;
}
