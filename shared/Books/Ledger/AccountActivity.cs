using Bookseal.Books.Values;

namespace Bookseal.Books.Ledger;

/// <summary>What a period's journal did to one account in one currency, in minor units.</summary>
public sealed record AccountActivity(
    AccountCode Account,
    Currency Currency,
    Int128 DebitMinor,
    Int128 CreditMinor,
    long Lines
)
{
    /// <summary>The net of adjusting entries in it, debit positive.</summary>
    public Int128 AdjustingMinor { get; init; }

    /// <summary>The net of closing entries in it, debit positive.</summary>
    public Int128 ClosingMinor { get; init; }
}
