using Bookseal.Books.Values;

namespace Bookseal.Books.Subledgers;

/// <summary>What a reference and everything that applies to it leave unsettled, debit positive.</summary>
public sealed record OpenItem(
    SubledgerName Subledger,
    Currency Currency,
    string Entity,
    string Reference,
    DateOnly Since,
    Int128 AmountMinor
)
{
    /// <summary>When it is due; without a due date, the day since when it is open.</summary>
    public DateOnly Due { get; init; } = Since;
}
