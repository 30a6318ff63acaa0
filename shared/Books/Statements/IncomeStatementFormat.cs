using Bookseal.Books.Ledger;
using Bookseal.Books.Periods;
using Bookseal.Documents;
using Bookseal.Documents.Tables;

namespace Bookseal.Books.Statements;

/// <summary>income_statement.json, .csv and the document behind .pdf.</summary>
public static class IncomeStatementFormat
{
    public static byte[] ToJson(PeriodBooks books, IReadOnlyList<IncomeStatement> statements) =>
        CanonicalJson.ToBytes(
            JsonObject.Of(
                ("period", books.Period.ToString()),
                ("presented_anew", PresentationChange.ToJson(PresentationChange.Of(books))),
                (
                    "statements",
                    new JsonArray(
                        statements.Select(statement =>
                            JsonObject.Of(
                                (
                                    "cost_of_goods_sold",
                                    new JsonArray(statement.CostOfGoodsSold.Select(line => line.ToJson()))
                                ),
                                ("currency", statement.Currency.ToString()),
                                ("expenses", new JsonArray(statement.Expenses.Select(line => line.ToJson()))),
                                ("gross_profit", statement.GrossProfit.ToJson()),
                                ("net_income", statement.NetIncome.ToJson()),
                                ("revenue", new JsonArray(statement.Revenue.Select(line => line.ToJson()))),
                                ("total_expenses", statement.TotalExpenses.ToJson()),
                                ("total_revenue", statement.TotalRevenue.ToJson())
                            )
                        )
                    )
                )
            )
        );

    public static byte[] ToCsv(IReadOnlyList<IncomeStatement> statements) => ToTable(statements).ToCsv();

    public static PlainTable ToTable(IReadOnlyList<IncomeStatement> statements)
    {
        var table = new PlainTable(
            "currency",
            "section",
            "account",
            "name",
            "period_minor",
            "year_to_date_minor",
            "prior_period_minor"
        );
        foreach (var statement in statements)
        {
            Rows(table, statement, "revenue", statement.Revenue);
            Rows(table, statement, "cost_of_goods_sold", statement.CostOfGoodsSold);
            Total(table, statement, "gross_profit", statement.GrossProfit);
            Rows(table, statement, "expenses", statement.Expenses);
            Total(table, statement, "net_income", statement.NetIncome);
        }

        return table;
    }

    public static Document ToDocument(PeriodBooks books, IReadOnlyList<IncomeStatement> statements) =>
        new(
            books.Company.Name,
            "Income statement",
            $"For the period from {Figures.Day(books.FirstDay)} to {Figures.Day(books.LastDay)}",
            [
                .. statements
                    .InReadingOrder(books, statement => statement.Currency)
                    .Select(statement => Table(books, statement)),
            ],
            [
                "Amounts stand in their own currencies; nothing is translated. Year-end closing entries are left out.",
                .. PresentationChange.Of(books).Where(change => change.New.IsResult).Select(change => $"{change}"),
            ]
        );

    private static void Rows(
        PlainTable table,
        IncomeStatement statement,
        string section,
        IEnumerable<StatementLine> lines
    )
    {
        foreach (var line in lines)
            table.Row([
                $"{statement.Currency}",
                section,
                PlainCell.Free($"{line.Account.Code}"),
                PlainCell.Free(line.Account.Name),
                .. Numbers(line.Amounts),
            ]);
    }

    private static void Total(PlainTable table, IncomeStatement statement, string section, StatementAmounts amounts) =>
        table.Total([$"{statement.Currency}", section, "", "", .. Numbers(amounts)]);

    private static string[] Numbers(StatementAmounts amounts) =>
        [
            Figures.Number(amounts.PeriodMinor),
            Figures.Number(amounts.YearToDateMinor),
            amounts.PriorMinor is { } prior ? Figures.Number(prior) : "",
        ];

    private static DocumentTable Table(PeriodBooks books, IncomeStatement statement)
    {
        List<DocumentRow> rows =
        [
            .. Section(statement, "Revenue", statement.Revenue, "Total revenue", statement.TotalRevenue),
            .. Section(
                statement,
                "Cost of goods sold",
                statement.CostOfGoodsSold,
                "Total cost of goods sold",
                statement.TotalCostOfGoodsSold
            ),
        ];
        if (statement.CostOfGoodsSold.Count > 0)
            rows.Add(DocumentRow.Subtotal("Gross profit", 0, Cells(statement, statement.GrossProfit)));
        rows.AddRange(Section(statement, "Expenses", statement.Expenses, "Total expenses", statement.TotalExpenses));
        rows.Add(
            DocumentRow.Total(
                statement.NetIncome.PeriodMinor < 0 ? "Net loss" : "Net income",
                Cells(statement, statement.NetIncome)
            )
        );
        List<DocumentColumn> columns = [new($"{books.Period}"), new("Year to date")];
        if (statement.HasPrior)
            columns.Add(new(string.Join(" + ", books.ComparedPeriods)));
        return new($"{statement.Currency}", "", columns, rows);
    }

    private static IEnumerable<DocumentRow> Section(
        IncomeStatement statement,
        string heading,
        IReadOnlyList<StatementLine> lines,
        string total,
        StatementAmounts amounts
    )
    {
        if (lines.Count == 0)
            return [];
        return lines
            .Select(line => Figures.Line(line.Account.Code, line.Account, 1, Cells(statement, line.Amounts)))
            .Prepend(DocumentRow.Heading(heading))
            .Append(DocumentRow.Subtotal(total, 0, Cells(statement, amounts)));
    }

    private static string[] Cells(IncomeStatement statement, StatementAmounts amounts)
    {
        string[] cells =
        [
            Figures.Amount(amounts.PeriodMinor, statement.Currency),
            Figures.Amount(amounts.YearToDateMinor, statement.Currency),
        ];
        return statement.HasPrior ? [.. cells, Figures.Amount(amounts.PriorMinor ?? 0, statement.Currency)] : cells;
    }
}
