using Bookseal.Books.Accounts;
using Bookseal.Books.Ledger;
using Bookseal.Books.Values;
using Bookseal.Import.Csv;

namespace Bookseal.Import.BooksDirectory;

/// <summary>
/// journal.ndjson: one entry a line, as in a journal (docs/formats.md), amounts in minor units, without who posted it
/// and in which batch.
/// </summary>
internal static class JournalNdjsonReader
{
    public static IEnumerable<PlacedEntry> Read(
        string file,
        Stream stream,
        ChartOfAccounts chart,
        PersonId postedBy,
        ImportFaults faults
    )
    {
        var lines = new LineReader(stream);
        while (!faults.IsFull && lines.TryRead(out var line))
        {
            if (line.Trim(" \t\r"u8).IsEmpty)
                continue;
            var where = new SourceLine(file, lines.Number);
            if (
                JsonText
                    .ParseObject(line)
                    .Then(source => EntryCodec.FromSource(source, postedBy))
                    .TryGet(out var entry, out var fault)
            )
                yield return new(Checked(entry, where, chart, faults), where);
            else
                faults.Add(fault with { Where = where.ToString() });
        }

        if (lines.IsTooLong)
            faults.Add(
                $"{file}:{lines.Number}:1",
                "LINE_TOO_LONG",
                $"a line is at most {Limits.ImportLineBytes} bytes, and what follows this one was not read"
            );
    }

    private static Entry Checked(Entry entry, SourceLine where, ChartOfAccounts chart, ImportFaults faults)
    {
        var names = entry
            .Lines.SelectMany(line => new[] { line.Entity, line.Reference, line.AppliesTo, line.Job })
            .OfType<string>()
            .Prepend($"{entry.Id}");
        if (
            names.Select(name => CellText.Check(name, isProse: false)).FirstOrDefault(odd => odd is not null) is
            { } fault
        )
            faults.Add(fault with { Where = where.ToString() });
        foreach (var line in entry.Lines.Where(line => chart.Find(line.Account) is null))
            faults.Add(where.ToString(), "ACCOUNT_UNKNOWN", $"account {line.Account} is not in accounts.csv");
        return entry;
    }
}
