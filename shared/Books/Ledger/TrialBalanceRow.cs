using Bookseal.Books.Values;

namespace Bookseal.Books.Ledger;

/// <summary>One account in one currency: opening + debit − credit = closing, in minor units, debit positive.</summary>
public sealed record TrialBalanceRow(
    AccountCode Account,
    Currency Currency,
    Int128 OpeningMinor,
    Int128 DebitMinor,
    Int128 CreditMinor
)
{
    /// <summary>The net of the period's adjusting entries, debit positive.</summary>
    public Int128 AdjustmentsMinor { get; init; }

    /// <summary>The net of the period's closing entries, debit positive.</summary>
    public Int128 ClosingEntriesMinor { get; init; }

    /// <summary>What the period's everyday entries did: all but adjusting and closing ones, debit positive.</summary>
    public Int128 RoutineMinor => checked(DebitMinor - CreditMinor - AdjustmentsMinor - ClosingEntriesMinor);

    /// <summary>The period's net but for closing entries: what an income statement is about.</summary>
    public Int128 BeforeClosingEntriesMinor => checked(DebitMinor - CreditMinor - ClosingEntriesMinor);

    public Int128 ClosingMinor => checked(OpeningMinor + DebitMinor - CreditMinor);
}
