using Bookseal.Books.Banking;
using Bookseal.Books.Ledger;
using Bookseal.Books.Periods;
using Bookseal.Books.Subledgers;
using Bookseal.Documents;
using Bookseal.Documents.Csv;

namespace Bookseal.Books.Statements;

/// <summary>
/// The bank reconciliation as CSV and as a document; its JSON is <see cref="BankReconciliation.ToBytes"/>.
/// </summary>
public static class BankReconciliationFormat
{
    public static byte[] ToCsv(BankReconciliation bank)
    {
        var csv = new CsvText(
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
            "variance_minor"
        );
        foreach (var row in bank.Rows)
            csv.Row([
                CsvText.Text(row.Account),
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
            ]);
        return csv.ToBytes();
    }

    public static Document ToDocument(PeriodBooks books) =>
        new(
            books.Company.Name,
            "Bank reconciliation",
            $"As of {Figures.Day(books.LastDay)}",
            [.. books.Bank.Rows.Select(row => Table(books, row))],
            []
        );

    private static DocumentTable Table(PeriodBooks books, BankRow row) =>
        new(
            $"{row.Account}, {row.Currency}",
            "",
            [new(row.Currency.ToString())],
            [
                Line(row, "Balance per bank statement", row.StatementMinor),
                .. Items(books, row, item => item.NetMinor > 0, "Deposits in transit"),
                .. Items(books, row, item => item.NetMinor < 0, "Outstanding checks and payments"),
                DocumentRow.Subtotal("Adjusted bank balance", 0, Figures.Amount(row.AdjustedBankMinor, row.Currency)),
                Line(row, "Balance per books", row.BookMinor),
                Line(row, "Unrecorded receipts", row.UnrecordedReceiptsMinor),
                Line(row, "Unrecorded charges", -row.UnrecordedChargesMinor),
                DocumentRow.Subtotal("Adjusted book balance", 0, Figures.Amount(row.AdjustedBookMinor, row.Currency)),
                DocumentRow.Total("Difference", Figures.Amount(row.VarianceMinor, row.Currency)),
            ]
        );

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
                        $"{item.Reference}  {Values.Dates.Text(item.Date)}  {item.Description}",
                        1,
                        Figures.Amount(item.NetMinor, item.Currency)
                    )
                )
                .Prepend(DocumentRow.Heading(heading));
    }
}
