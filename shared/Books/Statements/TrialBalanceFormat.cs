using Bookseal.Books.Ledger;
using Bookseal.Books.Periods;
using Bookseal.Books.Values;
using Bookseal.Documents;

namespace Bookseal.Books.Statements;

/// <summary>The trial balance as a document; its CSV is <see cref="TrialBalance.ToCsv"/>.</summary>
public static class TrialBalanceFormat
{
    public static byte[] ToJson(PeriodBooks books) =>
        CanonicalJson.ToBytes(
            JsonObject.Of(
                ("period", books.Period.ToString()),
                ("rows", new JsonArray(books.TrialBalance.Rows.Select(row => RowJson(books, row)))),
                ("totals", new JsonArray(books.TrialBalance.Totals.Select(totals => totals.ToJson())))
            )
        );

    public static Document ToDocument(PeriodBooks books) =>
        new(
            books.Company.Name,
            "Trial balance",
            $"For the period from {Figures.Day(books.FirstDay)} to {Figures.Day(books.LastDay)}",
            [
                .. books
                    .TrialBalance.Rows.GroupBy(row => row.Currency)
                    .InReadingOrder(books, group => group.Key)
                    .Select(group => Table(books, group.Key, [.. group])),
            ],
            ["Balances are debit positive; credits stand in parentheses."]
        );

    public static JsonObject RowJson(PeriodBooks books, TrialBalanceRow row) =>
        JsonObject.Of(
            ("account", row.Account.ToString()),
            ("change_minor", Figures.Number(row.DebitMinor - row.CreditMinor)),
            ("closing_minor", Figures.Number(row.ClosingMinor)),
            ("credit_minor", Figures.Number(row.CreditMinor)),
            ("currency", row.Currency.ToString()),
            ("debit_minor", Figures.Number(row.DebitMinor)),
            ("name", books.Chart.Find(row.Account)?.Name ?? ""),
            ("opening_minor", Figures.Number(row.OpeningMinor)),
            ("replaced_minor", books.TrialBalance.IsEffective ? Figures.Number(row.ReplacedMinor) : null)
        );

    private static DocumentTable Table(PeriodBooks books, Currency currency, List<TrialBalanceRow> rows)
    {
        var totals = books.TrialBalance.Totals.Single(item => item.Currency == currency);
        var hasReplaced = rows.Exists(row => row.ReplacedMinor != 0);
        var lines = rows.Select(row =>
            Figures.Line(
                row.Account,
                books.Chart.Find(row.Account),
                0,
                [
                    Figures.Amount(row.OpeningMinor, currency),
                    Figures.Amount(row.DebitMinor, currency),
                    Figures.Amount(row.CreditMinor, currency),
                    .. Replaced(row.ReplacedMinor),
                    Figures.Amount(row.ClosingMinor, currency),
                ]
            )
        );
        var (opening, closing) = (Sum(rows, row => row.OpeningMinor), Sum(rows, row => row.ClosingMinor));
        string[] Replaced(Int128 minor) => hasReplaced ? [Figures.Amount(minor, currency)] : [];
        return new(
            $"{currency}",
            "Account",
            [
                new("Opening"),
                new("Debits"),
                new("Credits"),
                .. hasReplaced ? (DocumentColumn[])[new("Replaced")] : [],
                new("Closing"),
            ],
            [
                .. lines,
                DocumentRow.Total(
                    "Total",
                    [
                        Figures.Amount(opening, currency),
                        Figures.Amount(totals.DebitsMinor, currency),
                        Figures.Amount(totals.CreditsMinor, currency),
                        .. Replaced(Sum(rows, row => row.ReplacedMinor)),
                        Figures.Amount(closing, currency),
                    ]
                ),
            ]
        );
    }

    private static Int128 Sum(IEnumerable<TrialBalanceRow> rows, Func<TrialBalanceRow, Int128> minor) =>
        rows.Aggregate((Int128)0, (sum, row) => checked(sum + minor(row)));
}
