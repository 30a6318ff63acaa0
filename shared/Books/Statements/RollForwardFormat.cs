using Bookseal.Books.Ledger;
using Bookseal.Books.Periods;
using Bookseal.Books.Values;
using Bookseal.Documents;
using Bookseal.Documents.Tables;

namespace Bookseal.Books.Statements;

/// <summary>
/// roll_forward.csv and its document: opening + activity + adjustments + closing entries = closing, for every account
/// and currency.
/// </summary>
public static class RollForwardFormat
{
    public static byte[] ToJson(PeriodBooks books) =>
        CanonicalJson.ToBytes(
            JsonObject.Of(
                ("period", books.Period.ToString()),
                (
                    "rows",
                    new JsonArray(
                        books.TrialBalance.Rows.Select(row =>
                            JsonObject.Of(
                                ("account", row.Account.ToString()),
                                ("activity_minor", Figures.Number(row.RoutineMinor)),
                                ("adjustments_minor", Figures.Number(row.AdjustmentsMinor)),
                                ("closing_entries_minor", Figures.Number(row.ClosingEntriesMinor)),
                                ("closing_minor", Figures.Number(row.ClosingMinor)),
                                ("currency", row.Currency.ToString()),
                                ("opening_minor", Figures.Number(row.OpeningMinor))
                            )
                        )
                    )
                )
            )
        );

    public static byte[] ToCsv(TrialBalance trialBalance) => ToTable(trialBalance).ToCsv();

    public static PlainTable ToTable(TrialBalance trialBalance)
    {
        var table = new PlainTable(
            "account",
            "currency",
            "opening_minor",
            "activity_minor",
            "adjustments_minor",
            "closing_entries_minor",
            "closing_minor"
        );
        foreach (var row in trialBalance.Rows)
            table.Row([PlainCell.Free($"{row.Account}"), $"{row.Currency}", .. Columns(row).Select(Figures.Number)]);
        return table;
    }

    public static Document ToDocument(PeriodBooks books) =>
        new(
            books.Company.Name,
            "Roll-forward",
            $"From {Figures.Day(books.FirstDay)} to {Figures.Day(books.LastDay)}",
            [
                .. books
                    .TrialBalance.Rows.GroupBy(row => row.Currency)
                    .InReadingOrder(books, group => group.Key)
                    .Select(group => Table(books, group.Key, group)),
            ],
            ["Balances are debit positive; credits stand in parentheses."]
        );

    private static DocumentTable Table(PeriodBooks books, Currency currency, IEnumerable<TrialBalanceRow> rows) =>
        new(
            $"{currency}",
            "Account",
            [new("Opening"), new("Activity"), new("Adjustments"), new("Closing entries"), new("Closing")],
            [
                .. rows.Select(row =>
                    Figures.Line(
                        row.Account,
                        books.Chart.Find(row.Account),
                        0,
                        [.. Columns(row).Select(minor => Figures.Amount(minor, currency))]
                    )
                ),
            ]
        );

    private static Int128[] Columns(TrialBalanceRow row) =>
        [row.OpeningMinor, row.RoutineMinor, row.AdjustmentsMinor, row.ClosingEntriesMinor, row.ClosingMinor];
}
