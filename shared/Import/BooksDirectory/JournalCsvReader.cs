using Bookseal.Books.Accounts;
using Bookseal.Books.Ledger;
using Bookseal.Books.Values;
using Bookseal.Import.Csv;

namespace Bookseal.Import.BooksDirectory;

/// <summary>journal.csv: one line of an entry a row, the rows of one entry adjacent.</summary>
internal static class JournalCsvReader
{
    private static readonly string[] Header =
    [
        "entry_id",
        "date",
        "description",
        "account",
        "debit",
        "credit",
        "currency",
        "subledger",
        "entity",
        "reference",
        "job",
        "kind",
    ];

    /// <summary>Columns that came later, or that few sources have.</summary>
    private static readonly string[] Optional = ["journal", "created_by", "created_at", "approved_by"];

    /// <summary>What all rows of an entry say alike.</summary>
    private static readonly string[] OfEntry = ["date", "description", "kind", .. Optional];

    /// <summary>The same, of the line and not of its entry.</summary>
    private static readonly string[] OptionalOfLines = ["due_date", "applies_to"];

    public static IEnumerable<PlacedEntry> Read(
        string file,
        Stream stream,
        ChartOfAccounts chart,
        PersonId postedBy,
        ImportFaults faults
    )
    {
        List<CsvRow> rows = [];
        foreach (var row in CsvFile.Read(file, stream, Header, faults, optional: [.. Optional, .. OptionalOfLines]))
        {
            if (rows.Count > 0 && !IsSameEntry(rows[0], row))
            {
                yield return new(Entry(rows, chart, postedBy, faults), rows[0].Start);
                rows.Clear();
            }

            rows.Add(row);
        }

        if (rows.Count > 0)
            yield return new(Entry(rows, chart, postedBy, faults), rows[0].Start);
    }

    private static bool IsSameEntry(CsvRow first, CsvRow row) =>
        first["entry_id"] == row["entry_id"] && first.Optional("journal") == row.Optional("journal");

    private static Entry Entry(List<CsvRow> rows, ChartOfAccounts chart, PersonId postedBy, ImportFaults faults)
    {
        var first = rows[0];
        foreach (var row in rows.Skip(1))
        foreach (var column in OfEntry)
            if (row.Optional(column) != first.Optional(column))
                faults.Add(
                    row.Where(column),
                    "ENTRY_INCONSISTENT",
                    $"the rows of entry {first["entry_id"]} disagree on {column}"
                );
        var id = first.Take("entry_id", EntryId.Parse, faults);
        var date = first.Take("date", Dates.Parse, faults);
        var kind = first["kind"].Length == 0 ? EntryKind.Standard : first.Take("kind", EntryKinds.Parse, faults);
        return new(id, date, kind, first["description"], postedBy, [.. rows.Select(row => Line(row, chart, faults))])
        {
            Journal = RowParsing.Optional(first, "journal", JournalName.Parse, faults),
            Origin = Origin(first, faults),
        };
    }

    private static EntryOrigin? Origin(CsvRow row, ImportFaults faults) =>
        EntryOrigin.Of(
            Name(row, "created_by", faults),
            RowParsing.Optional(row, "created_at", RowParsing.Instant, faults),
            Name(row, "approved_by", faults)
        );

    private static string? Name(CsvRow row, string column, ImportFaults faults) =>
        row.Optional(column) is null ? null : row.Take(column, EntryOrigin.ParseName, faults);

    private static EntryLine Line(CsvRow row, ChartOfAccounts chart, ImportFaults faults)
    {
        var account = RowParsing.Account(row, chart, faults);
        var currency = row.Take("currency", Currency.Parse, faults);
        var (debit, credit) = RowParsing.Sides(row, currency, faults);
        return new(account, currency, debit, credit)
        {
            Subledger = row["subledger"].Length == 0 ? null : row.Take("subledger", SubledgerName.Parse, faults),
            Entity = RowParsing.Optional(row["entity"]),
            Reference = RowParsing.Optional(row["reference"]),
            Job = RowParsing.Optional(row["job"]),
            DueDate = RowParsing.Optional(row, "due_date", Dates.Parse, faults),
            AppliesTo = row.Optional("applies_to"),
        };
    }
}
