using Bookseal.Books.Ledger;
using Bookseal.Books.Periods;
using Bookseal.Documents;
using Bookseal.Documents.Tables;

namespace Bookseal.Books.Statements;

/// <summary>balance_sheet.json, .csv and the document behind .pdf.</summary>
public static class BalanceSheetFormat
{
    private const string Earnings = "Current-year earnings";

    public static byte[] ToJson(PeriodBooks books, IReadOnlyList<BalanceSheet> sheets) =>
        CanonicalJson.ToBytes(
            JsonObject.Of(
                ("as_of", Values.Dates.Text(books.LastDay)),
                ("period", books.Period.ToString()),
                ("presented_anew", PresentationChange.ToJson(PresentationChange.Of(books))),
                (
                    "statements",
                    new JsonArray(
                        sheets.Select(sheet =>
                            JsonObject.Of(
                                ("assets", new JsonArray(sheet.Assets.Select(line => line.ToJson()))),
                                ("currency", sheet.Currency.ToString()),
                                ("current_year_earnings", sheet.CurrentYearEarnings.ToJson()),
                                ("equity", new JsonArray(sheet.Equity.Select(line => line.ToJson()))),
                                ("liabilities", new JsonArray(sheet.Liabilities.Select(line => line.ToJson()))),
                                ("total_assets", sheet.TotalAssets.ToJson()),
                                ("total_equity", sheet.TotalEquity.ToJson()),
                                ("total_liabilities", sheet.TotalLiabilities.ToJson())
                            )
                        )
                    )
                )
            )
        );

    public static byte[] ToCsv(IReadOnlyList<BalanceSheet> sheets) => ToTable(sheets).ToCsv();

    public static PlainTable ToTable(IReadOnlyList<BalanceSheet> sheets)
    {
        var table = new PlainTable("currency", "section", "account", "name", "closing_minor", "opening_minor");
        foreach (var sheet in sheets)
        {
            Rows(table, sheet, "assets", sheet.Assets);
            table.Total([.. Plain(sheet, "total_assets", "", "", sheet.TotalAssets)]);
            Rows(table, sheet, "liabilities", sheet.Liabilities);
            table.Total([.. Plain(sheet, "total_liabilities", "", "", sheet.TotalLiabilities)]);
            Rows(table, sheet, "equity", sheet.Equity);
            table.Row([.. Plain(sheet, "current_year_earnings", "", "", sheet.CurrentYearEarnings)]);
            table.Total([.. Plain(sheet, "total_equity", "", "", sheet.TotalEquity)]);
        }

        return table;
    }

    public static Document ToDocument(PeriodBooks books, IReadOnlyList<BalanceSheet> sheets) =>
        new(
            books.Company.Name,
            "Balance sheet",
            $"As of {Figures.Day(books.LastDay)}",
            [.. sheets.InReadingOrder(books, sheet => sheet.Currency).Select(sheet => Table(books, sheet))],
            [
                $"{Earnings} are revenue less expense of the fiscal year, not yet closed into retained earnings. "
                    + "Amounts stand in their own currencies; nothing is translated.",
                .. PresentationChange.Of(books).Where(change => !change.New.IsResult).Select(change => $"{change}"),
            ]
        );

    private static void Rows(PlainTable table, BalanceSheet sheet, string section, IEnumerable<BalanceSheetLine> lines)
    {
        foreach (var line in lines)
            table.Row([
                .. Plain(
                    sheet,
                    section,
                    PlainCell.Free($"{line.Account.Code}"),
                    PlainCell.Free(line.Account.Name),
                    line.Amounts
                ),
            ]);
    }

    private static PlainCell[] Plain(
        BalanceSheet sheet,
        string section,
        PlainCell account,
        PlainCell name,
        BalanceSheetAmounts amounts
    ) =>
        [
            $"{sheet.Currency}",
            section,
            account,
            name,
            Figures.Number(amounts.ClosingMinor),
            Figures.Number(amounts.OpeningMinor),
        ];

    private static DocumentTable Table(PeriodBooks books, BalanceSheet sheet)
    {
        List<DocumentRow> equity = [.. sheet.Equity.Select(line => Line(sheet, line))];
        if (sheet.CurrentYearEarnings != new BalanceSheetAmounts(0, 0))
            equity.Add(DocumentRow.Line(Earnings, 1, Cells(sheet, sheet.CurrentYearEarnings)));
        return new(
            $"{sheet.Currency}",
            "",
            [new(Values.Dates.Text(books.LastDay)), new(Values.Dates.Text(books.FirstDay.AddDays(-1)))],
            [
                DocumentRow.Heading("Assets"),
                .. Section(sheet, "assets", sheet.Assets),
                DocumentRow.Total("Total assets", Cells(sheet, sheet.TotalAssets)),
                .. sheet.Liabilities.Count == 0
                    ? []
                    : (DocumentRow[])
                        [
                            DocumentRow.Heading("Liabilities"),
                            .. Section(sheet, "liabilities", sheet.Liabilities),
                            DocumentRow.Subtotal("Total liabilities", 0, Cells(sheet, sheet.TotalLiabilities)),
                        ],
                DocumentRow.Heading("Equity"),
                .. equity,
                DocumentRow.Subtotal("Total equity", 0, Cells(sheet, sheet.TotalEquity)),
                DocumentRow.Total(
                    "Total liabilities and equity",
                    Cells(sheet, sheet.TotalLiabilities.Plus(sheet.TotalEquity))
                ),
            ]
        );
    }

    /// <summary>Current and non-current apart, where the chart of accounts says which is which.</summary>
    private static IEnumerable<DocumentRow> Section(
        BalanceSheet sheet,
        string what,
        IReadOnlyList<BalanceSheetLine> lines
    )
    {
        if (lines.All(line => line.Account.IsCurrent) || !lines.Any(line => line.Account.IsCurrent))
            return lines.Select(line => Line(sheet, line));
        return lines
            .GroupBy(line => line.Account.IsCurrent)
            .OrderByDescending(group => group.Key)
            .SelectMany(group =>
                group
                    .Select(line => Line(sheet, line))
                    .Append(
                        DocumentRow.Subtotal(
                            group.Key ? $"Current {what}" : $"Non-current {what}",
                            1,
                            Cells(sheet, BalanceSheetAmounts.Sum(group))
                        )
                    )
            );
    }

    private static DocumentRow Line(BalanceSheet sheet, BalanceSheetLine line) =>
        Figures.Line(line.Account.Code, line.Account, 1, Cells(sheet, line.Amounts));

    private static string[] Cells(BalanceSheet sheet, BalanceSheetAmounts amounts) =>
        [Figures.Amount(amounts.ClosingMinor, sheet.Currency), Figures.Amount(amounts.OpeningMinor, sheet.Currency)];
}
