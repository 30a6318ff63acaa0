using Bookseal.Books.Certificates;
using Bookseal.Books.Ledger;
using Bookseal.Books.Periods;
using Bookseal.Books.Subledgers;
using Bookseal.Documents;
using Bookseal.Documents.Tables;

namespace Bookseal.Books.Statements;

/// <summary>ageing.csv and its document: what is open, by entity and by how long it is overdue.</summary>
public static class AgeingFormat
{
    /// <summary>Under rules 2 what is unapplied has no column: it stands in the buckets.</summary>
    private static bool HasUnapplied(PeriodBooks books) => books.Rules >= RuleSet.V3;

    public static byte[] ToJson(PeriodBooks books) =>
        CanonicalJson.ToBytes(
            JsonObject.Of(
                ("as_of", Values.Dates.Text(books.LastDay)),
                (
                    "rows",
                    new JsonArray(
                        books.Ageing.Select(row =>
                            JsonObject.Of(
                                ("buckets_minor", JsonArray.OfTexts(row.BucketsMinor.Select(Figures.Number))),
                                ("currency", row.Currency.ToString()),
                                ("entity", row.Entity),
                                ("subledger", row.Subledger.ToString()),
                                ("total_minor", Figures.Number(row.TotalMinor)),
                                ("unapplied_minor", HasUnapplied(books) ? Figures.Number(row.UnappliedMinor) : null)
                            )
                        )
                    )
                )
            )
        );

    public static byte[] ToCsv(PeriodBooks books) => ToTable(books).ToCsv();

    public static PlainTable ToTable(PeriodBooks books)
    {
        var hasUnapplied = HasUnapplied(books);
        var table = new PlainTable([
            "subledger",
            "currency",
            "entity",
            "current_minor",
            "days_1_30_minor",
            "days_31_60_minor",
            "days_61_90_minor",
            "over_90_minor",
            .. hasUnapplied ? (PlainColumn[])["unapplied_minor"] : [],
            "total_minor",
        ]);
        foreach (var row in books.Ageing)
            table.Row([
                $"{row.Subledger}",
                $"{row.Currency}",
                PlainCell.Free(row.Entity),
                .. Columns(row, hasUnapplied).Append(row.TotalMinor).Select(Figures.Number),
            ]);
        return table;
    }

    public static Document ToDocument(PeriodBooks books) =>
        new(
            books.Company.Name,
            "Ageing of open items",
            $"As of {Figures.Day(books.LastDay)}, by due date",
            [
                .. books
                    .Ageing.GroupBy(row => (row.Subledger, row.Currency))
                    .Select(group => Table([.. group], HasUnapplied(books))),
            ],
            [
                "Receivables are debit positive; payables, and other credits, stand in parentheses. "
                    + "Each total is the subledger's position and its control account's balance.",
            ]
        );

    private static DocumentTable Table(List<AgeingRow> rows, bool hasUnapplied)
    {
        string[] names = [.. AgeingRow.BucketNames, .. hasUnapplied ? (string[])["Unapplied"] : []];
        var totals = names.Select(
            (_, column) =>
                rows.Aggregate((Int128)0, (sum, row) => checked(sum + Columns(row, hasUnapplied).ElementAt(column)))
        );
        return new(
            $"{rows[0].Subledger}, {rows[0].Currency}",
            "Entity",
            [.. names.Append("Total").Select(name => new DocumentColumn(name))],
            [
                .. rows.Select(row => DocumentRow.Line(row.Entity, 0, Cells(row, [.. Columns(row, hasUnapplied)]))),
                DocumentRow.Total("Total", Cells(rows[0], [.. totals])),
            ]
        );
    }

    private static IEnumerable<Int128> Columns(AgeingRow row, bool hasUnapplied) =>
        hasUnapplied ? row.BucketsMinor.Append(row.UnappliedMinor) : row.BucketsMinor;

    private static string[] Cells(AgeingRow row, IReadOnlyList<Int128> columns) =>
        [
            .. columns
                .Append(columns.Aggregate((Int128)0, (sum, minor) => checked(sum + minor)))
                .Select(minor => Figures.Amount(minor, row.Currency)),
        ];
}
