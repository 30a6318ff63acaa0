using System.Buffers;
using Bookseal.Books.Ledger;
using Bookseal.Books.Periods;
using Bookseal.Books.Statements;
using Bookseal.Closing.Reading;
using Bookseal.Documents;

namespace Bookseal.Cli.Output;

/// <summary>The reports by the names that the command takes.</summary>
internal static class Reports
{
    public static IReadOnlyList<string> Names { get; } =
    ["trial-balance", "income-statement", "balance-sheet", "general-ledger", "roll-forward", "ageing", "bank"];

    public static async Task<Report> MakeAsync(string name, ReportBooks source, CancellationToken cancel)
    {
        var books = source.Books;
        if (name == "general-ledger")
            return Ledger(books, await source.ReadEntries(cancel).ToListAsync(cancel)).Marked(source.Status);
        var income = IncomeStatement.Of(books);
        var sheets = BalanceSheet.Of(books.Chart, books.TrialBalance);
        Report report = name switch
        {
            "trial-balance" => new(
                () => TrialBalanceFormat.ToJson(books),
                books.TrialBalance.ToCsv,
                () => TrialBalanceFormat.ToDocument(books)
            ),
            "income-statement" => new(
                () => IncomeStatementFormat.ToJson(books, income),
                () => IncomeStatementFormat.ToCsv(income),
                () => IncomeStatementFormat.ToDocument(books, income)
            ),
            "balance-sheet" => new(
                () => BalanceSheetFormat.ToJson(books, sheets),
                () => BalanceSheetFormat.ToCsv(sheets),
                () => BalanceSheetFormat.ToDocument(books, sheets)
            ),
            "roll-forward" => new(
                () => RollForwardFormat.ToJson(books),
                () => RollForwardFormat.ToCsv(books.TrialBalance),
                () => RollForwardFormat.ToDocument(books)
            ),
            "ageing" => new(
                () => AgeingFormat.ToJson(books),
                () => AgeingFormat.ToCsv(books),
                () => AgeingFormat.ToDocument(books)
            ),
            "bank" => new(
                books.Bank.ToBytes,
                () => BankReconciliationFormat.ToCsv(books.Bank),
                () => BankReconciliationFormat.ToDocument(books)
            ),
            _ => throw new ArgumentOutOfRangeException(nameof(name)),
        };
        return report.Marked(source.Status);
    }

    private static Report Ledger(PeriodBooks books, IReadOnlyList<Entry> entries) =>
        new(
            () => GeneralLedgerFormat.ToJson(books, entries),
            () => LedgerCsv(books, entries),
            () => GeneralLedgerFormat.ToDocument(books, entries)
        );

    private static byte[] LedgerCsv(PeriodBooks books, IEnumerable<Entry> entries)
    {
        var csv = new ArrayBufferWriter<byte>();
        var ledger = new GeneralLedger(books.Openings, books.FirstDay, bytes => csv.Write(bytes));
        foreach (var entry in entries)
            ledger.Add(EntryCodec.Encode(entry));
        return csv.WrittenSpan.ToArray();
    }
}

/// <summary>A statement in each of its forms, made when asked for.</summary>
internal sealed record Report(Func<byte[]> Json, Func<byte[]> Csv, Func<Document> Document)
{
    /// <summary>The report saying what it rests on; CSV has no place for it.</summary>
    public Report Marked(ReportStatus status) => new(() => status.Mark(Json()), Csv, () => status.Mark(Document()));
}
