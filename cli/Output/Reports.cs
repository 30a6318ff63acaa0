using Bookseal.Books.Ledger;
using Bookseal.Books.Periods;
using Bookseal.Books.Statements;
using Bookseal.Closing.Reading;
using Bookseal.Documents;
using Bookseal.Documents.Tables;

namespace Bookseal.Cli.Output;

/// <summary>The reports by the names that the command takes.</summary>
internal static class Reports
{
    public const string GeneralLedger = "general-ledger";

    public static IReadOnlyList<string> Names { get; } =
    ["trial-balance", "income-statement", "balance-sheet", GeneralLedger, "roll-forward", "ageing", "bank"];

    public static async Task<Report> MakeAsync(string name, ReportBooks source, CancellationToken cancel)
    {
        var books = source.Books;
        if (name == GeneralLedger)
            return Ledger(books, await source.ReadEntries(cancel).ToListAsync(cancel)).Marked(source.Status);
        var income = IncomeStatement.Of(books);
        var sheets = BalanceSheet.Of(books.Chart, books.TrialBalance);
        PlainTable Table() => ReportTable.Of(name, books)!;
        Report report = name switch
        {
            "trial-balance" => new(
                () => TrialBalanceFormat.ToJson(books),
                Table,
                () => TrialBalanceFormat.ToDocument(books)
            ),
            "income-statement" => new(
                () => IncomeStatementFormat.ToJson(books, income),
                Table,
                () => IncomeStatementFormat.ToDocument(books, income)
            ),
            "balance-sheet" => new(
                () => BalanceSheetFormat.ToJson(books, sheets),
                Table,
                () => BalanceSheetFormat.ToDocument(books, sheets)
            ),
            "roll-forward" => new(
                () => RollForwardFormat.ToJson(books),
                Table,
                () => RollForwardFormat.ToDocument(books)
            ),
            "ageing" => new(() => AgeingFormat.ToJson(books), Table, () => AgeingFormat.ToDocument(books)),
            "bank" => new(books.Bank.ToBytes, Table, () => BankReconciliationFormat.ToDocument(books)),
            _ => throw new ArgumentOutOfRangeException(nameof(name)),
        };
        return report.Marked(source.Status);
    }

    private static Report Ledger(PeriodBooks books, IReadOnlyList<Entry> entries) =>
        new(
            () => GeneralLedgerFormat.ToJson(books, entries),
            () => GeneralLedgerFormat.ToTable(books, entries),
            () => GeneralLedgerFormat.ToDocument(books, entries)
        );
}

/// <summary>A statement in each of its forms, made when asked for.</summary>
/// <param name="Table">With decimals, for CSV and workbooks.</param>
internal sealed record Report(Func<byte[]> Json, Func<PlainTable> Table, Func<Document> Document)
{
    /// <summary>The report saying what it rests on; a table has no place for it.</summary>
    public Report Marked(ReportStatus status) => new(() => status.Mark(Json()), Table, () => status.Mark(Document()));
}
