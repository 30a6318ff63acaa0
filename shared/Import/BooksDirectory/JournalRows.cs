using Bookseal.Books.Accounts;
using Bookseal.Books.Ledger;
using Bookseal.Books.Values;
using Bookseal.Import.Csv;
using Bookseal.Import.DirectoryTables;

namespace Bookseal.Import.BooksDirectory;

/// <summary>Makes entries of rows, and says of each cell that is not good what is wrong with it.</summary>
internal sealed class JournalRows(ChartOfAccounts chart, PersonId postedBy, ImportFaults faults)
{
    public IEnumerable<PlacedEntry> Read(IEnumerable<CsvRow> source)
    {
        List<CsvRow> rows = [];
        foreach (var row in source)
        {
            if (rows.Count > 0 && !IsSameEntry(rows[0], row))
            {
                yield return new(EntryOf(rows), rows[0].Start);
                rows.Clear();
            }

            rows.Add(row);
        }

        if (rows.Count > 0)
            yield return new(EntryOf(rows), rows[0].Start);
    }

    private static bool IsSameEntry(CsvRow first, CsvRow row) =>
        first["entry_id"] == row["entry_id"] && first.Optional("journal") == row.Optional("journal");

    private Entry EntryOf(List<CsvRow> rows)
    {
        var first = rows[0];
        foreach (var row in rows.Skip(1))
        foreach (var column in JournalColumns.OfEntry)
            if (row.Optional(column) != first.Optional(column))
                faults.Add(
                    row.Where(column),
                    "ENTRY_INCONSISTENT",
                    $"the rows of entry {first["entry_id"]} disagree on {column}"
                );
        var id = first.Take("entry_id", EntryId.Parse, faults);
        var date = first.Take("date", DateHint.Parse, faults);
        var kind = first["kind"].Length == 0 ? EntryKind.Standard : first.Take("kind", EntryKinds.Parse, faults);
        return new(id, date, kind, first["description"], postedBy, [.. rows.Select(LineOf)])
        {
            Journal = RowParsing.Optional(first, "journal", JournalName.Parse, faults),
            Origin = OriginOf(first),
        };
    }

    private EntryOrigin? OriginOf(CsvRow row) =>
        EntryOrigin.Of(
            NameOf(row, "created_by"),
            RowParsing.Optional(row, "created_at", RowParsing.Instant, faults),
            NameOf(row, "approved_by")
        );

    private string? NameOf(CsvRow row, string column) =>
        row.Optional(column) is null ? null : row.Take(column, EntryOrigin.ParseName, faults);

    private EntryLine LineOf(CsvRow row)
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
            DueDate = RowParsing.Optional(row, "due_date", DateHint.Parse, faults),
            AppliesTo = row.Optional("applies_to"),
        };
    }
}
