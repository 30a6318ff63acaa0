using System.Globalization;
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

/// <summary>
/// One bank account in one currency, in minor units: what the bank says, corrected by what it has not seen, against
/// what the books say, corrected by what they do not know.
/// </summary>
public sealed record BankRow(
    string Account,
    Currency Currency,
    Int128 StatementMinor,
    Int128 DepositsInTransitMinor,
    Int128 OutstandingChecksMinor,
    Int128 BookMinor,
    Int128 UnrecordedReceiptsMinor,
    Int128 UnrecordedChargesMinor
)
{
    public Int128 AdjustedBankMinor => checked(StatementMinor + DepositsInTransitMinor - OutstandingChecksMinor);

    public Int128 AdjustedBookMinor => checked(BookMinor + UnrecordedReceiptsMinor - UnrecordedChargesMinor);

    public Int128 VarianceMinor => checked(AdjustedBankMinor - AdjustedBookMinor);

    public JsonObject ToJson() =>
        JsonObject.Of(
            ("account", Account),
            ("adjusted_bank_minor", Text(AdjustedBankMinor)),
            ("adjusted_book_minor", Text(AdjustedBookMinor)),
            ("book_minor", Text(BookMinor)),
            ("currency", Currency.ToString()),
            ("deposits_in_transit_minor", Text(DepositsInTransitMinor)),
            ("outstanding_checks_minor", Text(OutstandingChecksMinor)),
            ("statement_minor", Text(StatementMinor)),
            ("unrecorded_charges_minor", Text(UnrecordedChargesMinor)),
            ("unrecorded_receipts_minor", Text(UnrecordedReceiptsMinor)),
            ("variance_minor", Text(VarianceMinor))
        );

    private static string Text(Int128 minor) => minor.ToString(CultureInfo.InvariantCulture);
}
