using Bookseal.Books.Subledgers;
using Bookseal.Books.Values;
using Bookseal.Import.Csv;

namespace Bookseal.Import.BooksDirectory;

/// <summary>subledgers.csv: a list of transactions.</summary>
internal static class SubledgersReader
{
    private static readonly string[] Header =
    [
        "subledger",
        "entity",
        "reference",
        "date",
        "due_date",
        "side",
        "amount",
        "currency",
        "applies_to",
        "description",
    ];

    public static IReadOnlyList<SubledgerItem> Read(string file, byte[] bytes, KnownUnits units, ImportFaults faults)
    {
        var items = new List<SubledgerItem>();
        foreach (var row in CsvFile.Read(file, bytes, Header, faults))
        {
            var currency = RowParsing.Unit(row, units, faults);
            var due =
                row["due_date"].Length == 0
                    ? (DateOnly?)null
                    : faults.Take(Dates.Parse(row["due_date"]), row.Where("due_date"));
            if (row["reference"].Length == 0)
                faults.Add(row.Where("reference"), "REFERENCE_MISSING", "an item needs a reference");
            items.Add(
                new(
                    faults.Take(SubledgerName.Parse(row["subledger"]), row.Where("subledger")),
                    row["entity"],
                    row["reference"],
                    faults.Take(Dates.Parse(row["date"]), row.Where("date")),
                    due,
                    faults.Take(SubledgerItem.ParseSide(row["side"]), row.Where("side")),
                    RowParsing.Amount(row, "amount", currency, faults),
                    currency,
                    RowParsing.Optional(row["applies_to"]),
                    row["description"]
                )
            );
        }

        return items;
    }
}
