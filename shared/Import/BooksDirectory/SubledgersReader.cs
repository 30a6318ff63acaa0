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
            var due = row["due_date"].Length == 0 ? (DateOnly?)null : row.Take("due_date", Dates.Parse, faults);
            if (row["reference"].Length == 0)
                faults.Add(row.Where("reference"), "REFERENCE_MISSING", "an item needs a reference");
            items.Add(
                new(
                    row.Take("subledger", SubledgerName.Parse, faults),
                    row["entity"],
                    row["reference"],
                    row.Take("date", Dates.Parse, faults),
                    due,
                    row.Take("side", SubledgerItem.ParseSide, faults),
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
