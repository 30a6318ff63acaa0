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
)
{
    /// <summary>Of a card: it ends at the card's cycle date, and not with the month.</summary>
    public bool IsCard { get; init; }
}

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
    /// <summary>The day of the last statement; null under rules 2, where it is the period's last.</summary>
    public DateOnly? StatementDate { get; init; }

    /// <summary>What has moved since then, up to the period's end.</summary>
    public Int128 AfterStatementMinor { get; init; }

    /// <summary>What the bank is to add for its errors.</summary>
    public Int128 BankErrorsMinor { get; init; }

    public Int128 AdjustedBankMinor =>
        checked(
            StatementMinor + AfterStatementMinor + DepositsInTransitMinor - OutstandingChecksMinor + BankErrorsMinor
        );

    public Int128 AdjustedBookMinor => checked(BookMinor + UnrecordedReceiptsMinor - UnrecordedChargesMinor);

    public Int128 VarianceMinor => checked(AdjustedBankMinor - AdjustedBookMinor);

    public JsonObject ToJson() =>
        JsonObject.Of(
            ("account", Account),
            ("adjusted_bank_minor", Text(AdjustedBankMinor)),
            ("adjusted_book_minor", Text(AdjustedBookMinor)),
            ("after_statement_minor", StatementDate is null ? null : Text(AfterStatementMinor)),
            ("bank_errors_minor", StatementDate is null ? null : Text(BankErrorsMinor)),
            ("book_minor", Text(BookMinor)),
            ("currency", Currency.ToString()),
            ("deposits_in_transit_minor", Text(DepositsInTransitMinor)),
            ("outstanding_checks_minor", Text(OutstandingChecksMinor)),
            ("statement_date", StatementDate is { } date ? Dates.Text(date) : null),
            ("statement_minor", Text(StatementMinor)),
            ("unrecorded_charges_minor", Text(UnrecordedChargesMinor)),
            ("unrecorded_receipts_minor", Text(UnrecordedReceiptsMinor)),
            ("variance_minor", Text(VarianceMinor))
        );

    private static string Text(Int128 minor) => minor.ToString(CultureInfo.InvariantCulture);
}
