using Bookseal.Books.Ledger;
using Bookseal.Books.Periods;
using Bookseal.Books.Values;
using Bookseal.Documents;
using Bookseal.Documents.Tables;

namespace Bookseal.Books.Statements;

/// <summary>
/// The general ledger by account, for reading; the file in a bag is in order of posting (<see cref="GeneralLedger"/>).
/// </summary>
public static class GeneralLedgerFormat
{
    public static byte[] ToJson(PeriodBooks books, IReadOnlyList<Entry> entries)
    {
        var lines = Lines(entries);
        return CanonicalJson.ToBytes(
            JsonObject.Of(
                (
                    "accounts",
                    new JsonArray(
                        books.TrialBalance.Rows.Select(row =>
                            JsonObject.Of(
                                ("account", row.Account.ToString()),
                                ("closing_minor", Figures.Number(row.ClosingMinor)),
                                ("currency", row.Currency.ToString()),
                                (
                                    "lines",
                                    new JsonArray(
                                        lines[(row.Account, row.Currency)]
                                            .Select(pair =>
                                                JsonObject.Of(
                                                    ("credit_minor", pair.Line.CreditMinor),
                                                    ("date", Dates.Text(pair.Entry.Date)),
                                                    ("debit_minor", pair.Line.DebitMinor),
                                                    ("description", pair.Entry.Description),
                                                    ("entry", pair.Entry.Id.ToString()),
                                                    ("reference", pair.Line.Reference)
                                                )
                                            )
                                    )
                                ),
                                ("opening_minor", Figures.Number(row.OpeningMinor))
                            )
                        )
                    )
                ),
                ("period", books.Period.ToString())
            )
        );
    }

    /// <summary>The rows of <see cref="GeneralLedgerRows"/>, held: for a sheet.</summary>
    public static PlainTable ToTable(PeriodBooks books, IEnumerable<Entry> entries)
    {
        var (table, rows) = (new PlainTable([.. GeneralLedgerRows.Columns]), new GeneralLedgerRows(books));
        foreach (var row in rows.BroughtForward().Concat(entries.SelectMany(rows.Of)))
            table.Add(row);
        return table;
    }

    public static Document ToDocument(PeriodBooks books, IReadOnlyList<Entry> entries)
    {
        var lines = Lines(entries);
        return new(
            books.Company.Name,
            "General ledger",
            $"From {Figures.Day(books.FirstDay)} to {Figures.Day(books.LastDay)}",
            [.. books.TrialBalance.Rows.Select(row => Table(books, row, [.. lines[(row.Account, row.Currency)]]))],
            ["Balances are debit positive; credits stand in parentheses."]
        );
    }

    private static ILookup<(AccountCode, Currency), (Entry Entry, EntryLine Line)> Lines(
        IReadOnlyList<Entry> entries
    ) =>
        entries
            .SelectMany(entry => entry.Lines.Select(line => (Entry: entry, Line: line)))
            .OrderBy(pair => pair.Entry.Date)
            .ToLookup(pair => (pair.Line.Account, pair.Line.Currency));

    private static DocumentTable Table(
        PeriodBooks books,
        TrialBalanceRow row,
        List<(Entry Entry, EntryLine Line)> lines
    )
    {
        var balance = row.OpeningMinor;
        List<DocumentRow> rows =
        [
            DocumentRow.Line("Brought forward", 0, "", "", "", Figures.Amount(balance, row.Currency)),
        ];
        foreach (var (entry, line) in lines)
        {
            balance = checked(balance + line.NetMinor);
            rows.Add(
                DocumentRow.Line(
                    $"{Dates.Text(entry.Date)}  {entry.Description}",
                    0,
                    entry.Id.ToString(),
                    Side(line.DebitMinor, row.Currency),
                    Side(line.CreditMinor, row.Currency),
                    Figures.Amount(balance, row.Currency)
                )
            );
        }

        rows.Add(
            DocumentRow.Total(
                "Carried forward",
                "",
                Figures.Amount(row.DebitMinor, row.Currency),
                Figures.Amount(row.CreditMinor, row.Currency),
                Figures.Amount(row.ClosingMinor, row.Currency)
            )
        );
        return new(
            $"{Figures.Label(row.Account, books.Chart.Find(row.Account))}, {row.Currency}",
            "",
            [new("Entry", IsAmount: false), new("Debit"), new("Credit"), new("Balance")],
            rows
        );
    }

    private static string Side(long minor, Currency currency) => minor == 0 ? "" : Money.Display(minor, currency);
}
