using Bookseal.Books.Values;

namespace Bookseal.Books.Ledger;

/// <summary>One account in one currency: opening + debit − credit = closing, in minor units, debit positive.</summary>
public sealed record TrialBalanceRow(AccountCode Account, Currency Currency, Int128 OpeningMinor, Int128 DebitMinor, Int128 CreditMinor)
{
    public Int128 ClosingMinor => checked(OpeningMinor + DebitMinor - CreditMinor);
}
