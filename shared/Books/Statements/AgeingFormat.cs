using Bookseal.Books.Ledger;
using Bookseal.Books.Periods;
using Bookseal.Books.Subledgers;
using Bookseal.Documents;
using Bookseal.Documents.Csv;

namespace Bookseal.Books.Statements;

/// <summary>ageing.csv and its document: what is open, by entity and by how long it is overdue.</summary>
public static class AgeingFormat
{
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
                                ("total_minor", Figures.Number(row.TotalMinor))
                            )
                        )
                    )
                )
            )
        );

    public static byte[] ToCsv(IReadOnlyList<AgeingRow> rows)
    {
        var csv = new CsvText(
            "subledger",
            "currency",
            "entity",
            "current_minor",
            "days_1_30_minor",
            "days_31_60_minor",
            "days_61_90_minor",
            "over_90_minor",
            "total_minor"
        );
        foreach (var row in rows)
            csv.Row([
                $"{row.Subledger}",
                $"{row.Currency}",
                CsvText.Text(row.Entity),
                .. row.BucketsMinor.Append(row.TotalMinor).Select(Figures.Number),
            ]);
        return csv.ToBytes();
    }

    public static Document ToDocument(PeriodBooks books) =>
        new(
            books.Company.Name,
            "Ageing of open items",
            $"As of {Figures.Day(books.LastDay)}, by due date",
            [.. books.Ageing.GroupBy(row => (row.Subledger, row.Currency)).Select(group => Table([.. group]))],
            [
                "Receivables are debit positive; payables, and other credits, stand in parentheses. "
                    + "Each total is the subledger's position and its control account's balance.",
            ]
        );

    private static DocumentTable Table(List<AgeingRow> rows)
    {
        var totals = Enumerable
            .Range(0, AgeingRow.BucketNames.Count)
            .Select(bucket => rows.Aggregate((Int128)0, (sum, row) => checked(sum + row.BucketsMinor[bucket])));
        return new(
            $"{rows[0].Subledger}, {rows[0].Currency}",
            "Entity",
            [.. AgeingRow.BucketNames.Append("Total").Select(name => new DocumentColumn(name))],
            [
                .. rows.Select(row => DocumentRow.Line(row.Entity, 0, Cells(row, row.BucketsMinor))),
                DocumentRow.Total("Total", Cells(rows[0], [.. totals])),
            ]
        );
    }

    private static string[] Cells(AgeingRow row, IReadOnlyList<Int128> buckets) =>
        [
            .. buckets
                .Append(buckets.Aggregate((Int128)0, (sum, bucket) => checked(sum + bucket)))
                .Select(minor => Figures.Amount(minor, row.Currency)),
        ];
}
