using System.Globalization;
using Bookseal.Books.Statements;
using Bookseal.Books.Values;
using Bookseal.Documents;
using Bookseal.Documents.Csv;
using Bookseal.Documents.Tables;

namespace Bookseal.Books.Tests.Statements;

/// <summary>What a statement says in CSV and in JSON is the same.</summary>
public sealed class StatementFormatTests
{
    [Fact]
    public void BalanceSheet_AsCsvAndAsJson_SaysTheSame() =>
        Property.Holds(
            Months.Any,
            month =>
            {
                var sheets = BalanceSheet.Of(Month.Chart, month.Books.TrialBalance);
                var json = Json.Of(BalanceSheetFormat.ToJson(month.Books, sheets))
                    .Objects("statements")
                    .SelectMany(sheet =>
                        (string[])
                            [
                                .. Lines(sheet, "assets"),
                                Row(sheet, "total_assets"),
                                .. Lines(sheet, "liabilities"),
                                Row(sheet, "total_liabilities"),
                                .. Lines(sheet, "equity"),
                                Row(sheet, "current_year_earnings"),
                                Row(sheet, "total_equity"),
                            ]
                    );
                return Csv(BalanceSheetFormat.ToCsv(sheets)).SequenceEqual(json);

                static string Row(JsonObject sheet, string section) =>
                    Line(sheet, section, "", "", sheet.Object(section));

                static IEnumerable<string> Lines(JsonObject sheet, string section) =>
                    sheet
                        .Objects(section)
                        .Select(line =>
                            Line(sheet, section, line.Text("account"), line.Text("name"), line.Object("amounts"))
                        );

                static string Line(JsonObject sheet, string section, string account, string name, JsonObject amounts) =>
                    string.Join(
                        '|',
                        sheet.Text("currency"),
                        section,
                        CsvText.Text(account),
                        CsvText.Text(name),
                        amounts.Text("closing_minor"),
                        amounts.Text("opening_minor")
                    );
            }
        );

    [Fact]
    public void IncomeStatement_AsCsvAndAsJson_SaysTheSame() =>
        Property.Holds(
            Months.Any,
            month =>
            {
                var statements = IncomeStatement.Of(month.Books);
                var json = Json.Of(IncomeStatementFormat.ToJson(month.Books, statements))
                    .Objects("statements")
                    .SelectMany(statement =>
                        (string[])
                            [
                                .. Lines(statement, "revenue"),
                                .. Lines(statement, "cost_of_goods_sold"),
                                Line(statement, "gross_profit", "", "", statement.Object("gross_profit")),
                                .. Lines(statement, "expenses"),
                                Line(statement, "net_income", "", "", statement.Object("net_income")),
                            ]
                    );
                return Csv(IncomeStatementFormat.ToCsv(statements)).SequenceEqual(json);

                static IEnumerable<string> Lines(JsonObject statement, string section) =>
                    statement
                        .Objects(section)
                        .Select(line =>
                            Line(statement, section, line.Text("account"), line.Text("name"), line.Object("amounts"))
                        );

                static string Line(
                    JsonObject statement,
                    string section,
                    string account,
                    string name,
                    JsonObject amounts
                ) =>
                    string.Join(
                        '|',
                        statement.Text("currency"),
                        section,
                        CsvText.Text(account),
                        CsvText.Text(name),
                        amounts.Text("period_minor"),
                        amounts.Text("year_to_date_minor"),
                        amounts.Text("prior_period_minor")
                    );
            }
        );

    [Fact]
    public void RollForward_AsCsvAndAsJson_SaysTheSameAndTies() =>
        Property.Holds(
            Months.Any,
            month =>
            {
                string[] columns =
                [
                    "opening_minor",
                    "activity_minor",
                    "adjustments_minor",
                    "closing_entries_minor",
                    "closing_minor",
                ];
                var rows = Json.Of(RollForwardFormat.ToJson(month.Books)).Objects("rows").ToList();
                return Csv(RollForwardFormat.ToCsv(month.Books.TrialBalance))
                        .SequenceEqual(
                            rows.Select(row =>
                                string.Join(
                                    '|',
                                    [
                                        CsvText.Text(row.Text("account")),
                                        row.Text("currency"),
                                        .. columns.Select(row.Text),
                                    ]
                                )
                            )
                        )
                    && rows.All(row =>
                        row.Minor("opening_minor")
                            + row.Minor("activity_minor")
                            + row.Minor("adjustments_minor")
                            + row.Minor("closing_entries_minor")
                        == row.Minor("closing_minor")
                    );
            }
        );

    [Fact]
    public void TrialBalance_AsCsvAndAsJson_SaysTheSameAndAddsUp() =>
        Property.Holds(
            Months.Any,
            month =>
            {
                var json = Json.Of(TrialBalanceFormat.ToJson(month.Books));
                var rows = json.Objects("rows").ToList();
                return Csv(month.Books.TrialBalance.ToCsv())
                        .SequenceEqual(
                            rows.Select(row =>
                                string.Join(
                                    '|',
                                    CsvText.Text(row.Text("account")),
                                    row.Text("currency"),
                                    row.Text("opening_minor"),
                                    row.Text("debit_minor"),
                                    row.Text("credit_minor"),
                                    row.Text("closing_minor"),
                                    row.Text("replaced_minor")
                                )
                            )
                        )
                    && rows.All(row =>
                        row.Minor("opening_minor") + row.Minor("change_minor") == row.Minor("closing_minor")
                    )
                    && json.Objects("totals")
                        .All(total =>
                            rows.Where(row => row.Text("currency") == total.Text("currency"))
                                .Aggregate((Int128)0, (sum, row) => sum + row.Minor("debit_minor"))
                            == total.Minor("debits_minor")
                        );
            }
        );

    [Fact]
    public void Ageing_AsCsvAndAsJson_SaysTheSame() =>
        Property.Holds(
            Months.Any,
            month =>
                Csv(AgeingFormat.ToCsv(month.Books))
                    .SequenceEqual(
                        Json.Of(AgeingFormat.ToJson(month.Books))
                            .Objects("rows")
                            .Select(row =>
                                string.Join(
                                    '|',
                                    [
                                        row.Text("subledger"),
                                        row.Text("currency"),
                                        CsvText.Text(row.Text("entity")),
                                        .. ((JsonArray)row["buckets_minor"]!)
                                            .Items.Cast<JsonString>()
                                            .Select(bucket => bucket.Value),
                                        row.Text("unapplied_minor"),
                                        row.Text("total_minor"),
                                    ]
                                )
                            )
                    )
        );

    [Fact]
    public void GeneralLedger_ByAccount_RunsFromOpeningToClosing() =>
        Property.Holds(
            Months.Any,
            month =>
                Json.Of(GeneralLedgerFormat.ToJson(month.Books, month.Entries))
                    .Objects("accounts")
                    .All(account =>
                        account
                            .Objects("lines")
                            .Aggregate(
                                account.Minor("opening_minor"),
                                (sum, line) => sum + Integer(line, "debit_minor") - Integer(line, "credit_minor")
                            ) == account.Minor("closing_minor")
                        && account
                            .Objects("lines")
                            .Select(line => line.Text("date"))
                            .Order(StringComparer.Ordinal)
                            .SequenceEqual(account.Objects("lines").Select(line => line.Text("date")))
                    )
        );

    [Fact]
    public void GeneralLedgerRows_OfAnyMonth_EndWithTheClosingBalances() =>
        Property.Holds(
            Months.Any,
            month =>
            {
                var ledger = new GeneralLedgerRows(month.Books);
                List<PlainRow> rows = [.. ledger.BroughtForward(), .. month.Entries.SelectMany(ledger.Of)];
                var last = rows.GroupBy(row => (row.Cells[0].Text, row.Cells[1].Text))
                    .ToDictionary(account => account.Key, account => account.Last().Cells[8].Text);
                return rows.Count == ledger.Count
                    && month.Books.TrialBalance.Rows.All(row =>
                        last.GetValueOrDefault(($"{row.Account}", $"{row.Currency}"))
                        == Money.Plain(row.ClosingMinor, row.Currency)
                    );
            }
        );

    [Fact]
    public void Documents_OfAnyMonth_ArePrintedInFull() =>
        Property.Holds(
            Months.Any,
            month =>
            {
                var (books, chart) = (month.Books, Month.Chart);
                Document[] documents =
                [
                    BalanceSheetFormat.ToDocument(books, BalanceSheet.Of(chart, books.TrialBalance)),
                    IncomeStatementFormat.ToDocument(books, IncomeStatement.Of(books)),
                    RollForwardFormat.ToDocument(books),
                    TrialBalanceFormat.ToDocument(books),
                    AgeingFormat.ToDocument(books),
                    GeneralLedgerFormat.ToDocument(books, month.Entries),
                ];
                return documents.All(document =>
                    document.Tables.All(table =>
                        table.Rows.All(row => row.Cells.Count == 0 || row.Cells.Count == table.Columns.Count)
                    )
                );
            }
        );

    private static IEnumerable<string> Csv(byte[] csv) => CsvRows.Of(csv).Skip(1).Select(row => string.Join('|', row));

    private static Int128 Integer(JsonObject line, string name) =>
        Int128.Parse(line[name]!.ToString(), CultureInfo.InvariantCulture);
}
