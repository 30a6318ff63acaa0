using Bookseal.Books.Subledgers;
using Bookseal.Books.Values;
using Bookseal.Import.Csv;
using Bookseal.Import.DirectoryTables;

namespace Bookseal.Import.BooksDirectory;

/// <summary>subledgers.csv: a list of transactions.</summary>
internal static class SubledgersReader
{
    public static IReadOnlyList<SubledgerItem> Read(byte[] bytes, KnownUnits units, TableSet tables)
    {
        var faults = tables.Faults;
        var items = new List<SubledgerItem>();
        foreach (var row in tables.Rows(DirectoryForms.Subledgers, bytes))
        {
            var currency = RowParsing.Unit(row, units, faults);
            var due = row["due_date"].Length == 0 ? (DateOnly?)null : row.Take("due_date", DateHint.Parse, faults);
            if (row["reference"].Length == 0)
                faults.Add(row.Where("reference"), "REFERENCE_MISSING", "an item needs a reference");
            items.Add(
                new(
                    row.Take("subledger", SubledgerName.Parse, faults),
                    row["entity"],
                    row["reference"],
                    row.Take("date", DateHint.Parse, faults),
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
