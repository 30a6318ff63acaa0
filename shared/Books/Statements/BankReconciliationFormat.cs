using Bookseal.Books.Banking;
using Bookseal.Books.Ledger;
using Bookseal.Books.Periods;
using Bookseal.Books.Subledgers;
using Bookseal.Documents;
using Bookseal.Documents.Tables;

namespace Bookseal.Books.Statements;

/// <summary>
/// The bank reconciliation as CSV and as a document; its JSON is <see cref="BankReconciliation.ToBytes"/>.
/// </summary>
public static class BankReconciliationFormat
{
    public static byte[] ToCsv(BankReconciliation bank) => ToTable(bank).ToCsv();

    public static PlainTable ToTable(BankReconciliation bank)
    {
        var table = new PlainTable(
            "account",
            "currency",
            "statement_minor",
            "deposits_in_transit_minor",
            "outstanding_checks_minor",
            "adjusted_bank_minor",
            "book_minor",
            "unrecorded_receipts_minor",
            "unrecorded_charges_minor",
            "adjusted_book_minor",
            "variance_minor",
            PlainColumn.Date("statement_date"),
            "after_statement_minor",
            "bank_errors_minor"
        );
        foreach (var row in bank.Rows)
            table.Row([
                PlainCell.Free(row.Account),
                $"{row.Currency}",
                .. (
                    (Int128[])
                        [
                            row.StatementMinor,
                            row.DepositsInTransitMinor,
                            row.OutstandingChecksMinor,
                            row.AdjustedBankMinor,
                            row.BookMinor,
                            row.UnrecordedReceiptsMinor,
                            row.UnrecordedChargesMinor,
                            row.AdjustedBookMinor,
                            row.VarianceMinor,
                        ]
                ).Select(Figures.Number),
                row.StatementDate is { } date ? Values.Dates.Text(date) : "",
                Figures.Number(row.AfterStatementMinor),
                Figures.Number(row.BankErrorsMinor),
            ]);
        return table;
    }

    public static Document ToDocument(PeriodBooks books) =>
        new(
            books.Company.Name,
            "Bank reconciliation",
            $"As of {Figures.Day(books.LastDay)}",
            [
                .. books.Bank.Rows.SelectMany(row =>
                    (IEnumerable<DocumentTable>)[Table(books, row), .. BankMatchTables.Of(books.Bank, row)]
                ),
            ],
            []
        );

    private static DocumentTable Table(PeriodBooks books, BankRow row) =>
        new(
            $"{row.Account}, {row.Currency}",
            "",
            [new(row.Currency.ToString())],
            [
                Line(row, $"Balance per bank statement{Since(books, row)}", row.StatementMinor),
                .. row.AfterStatementMinor == 0
                    ? (DocumentRow[])[]
                    : [Line(row, "Transactions since then", row.AfterStatementMinor)],
                .. Items(books, row, item => item.NetMinor > 0, "Deposits in transit"),
                .. Items(books, row, item => item.NetMinor < 0, "Outstanding checks and payments"),
                .. Errors(books, row),
                DocumentRow.Subtotal("Adjusted bank balance", 0, Figures.Amount(row.AdjustedBankMinor, row.Currency)),
                Line(row, "Balance per books", row.BookMinor),
                Line(row, "Unrecorded receipts", row.UnrecordedReceiptsMinor),
                Line(row, "Unrecorded charges", -row.UnrecordedChargesMinor),
                DocumentRow.Subtotal("Adjusted book balance", 0, Figures.Amount(row.AdjustedBookMinor, row.Currency)),
                DocumentRow.Total("Difference", Figures.Amount(row.VarianceMinor, row.Currency)),
            ]
        );

    /// <summary>The statement's day, where it is not the period's last.</summary>
    private static string Since(PeriodBooks books, BankRow row) =>
        row.StatementDate is { } date && date != books.LastDay ? $" of {Figures.Day(date)}" : "";

    private static IEnumerable<DocumentRow> Errors(PeriodBooks books, BankRow row)
    {
        var errors = books
            .Bank.Errors.Where(error => error.Account == row.Account && error.Currency == row.Currency)
            .Select(error =>
                DocumentRow.Line(BankMatchTables.Label(error), 1, Figures.Amount(error.DifferenceMinor, row.Currency))
            )
            .ToList();
        return errors.Count == 0 ? [] : errors.Prepend(DocumentRow.Heading("Errors of the bank"));
    }

    private static DocumentRow Line(BankRow row, string label, Int128 minor) =>
        DocumentRow.Line(label, 0, Figures.Amount(minor, row.Currency));

    private static IEnumerable<DocumentRow> Items(
        PeriodBooks books,
        BankRow row,
        Func<SubledgerItem, bool> wanted,
        string heading
    )
    {
        var items = books
            .Bank.Outstanding.Where(item => item.Entity == row.Account && item.Currency == row.Currency && wanted(item))
            .ToList();
        return items.Count == 0
            ? []
            : items
                .Select(item =>
                    DocumentRow.Line(
                        $"{item.Reference}  {Values.Dates.Text(item.Date)}  {item.Description}"
                            + $"  ({books.LastDay.DayNumber - item.Date.DayNumber} days)",
                        1,
                        Figures.Amount(item.NetMinor, item.Currency)
                    )
                )
                .Prepend(DocumentRow.Heading(heading));
    }
}
