using Bookseal.Books.Accounts;
using Bookseal.Books.Ledger;
using Bookseal.Books.Values;

namespace Bookseal.Import.BooksDirectory;

/// <summary>journal.ndjson: one entry a line, as in a journal (docs/formats.md), amounts in minor units, without who posted it and in which batch.</summary>
internal static class JournalNdjsonReader
{
    public static void Read(string file, byte[] bytes, ChartOfAccounts chart, PersonId postedBy, EntryCollector entries, ImportFaults faults)
    {
        var rest = bytes.AsSpan();
        for (var line = 1; !rest.IsEmpty && !faults.IsFull; line++)
        {
            var end = rest.IndexOf((byte)'\n');
            var text = end < 0 ? rest : rest[..end];
            rest = end < 0 ? [] : rest[(end + 1)..];
            if (text.Trim(" \t\r"u8).IsEmpty) continue;
            var where = $"{file}:{line}:1";
            if (JsonText.ParseObject(text).Then(source => EntryCodec.FromSource(source, postedBy)).TryGet(out var entry, out var fault)) Accept(entry, where, chart, entries, faults);
            else faults.Add(fault with { Where = where });
        }
    }

    private static void Accept(Entry entry, string where, ChartOfAccounts chart, EntryCollector entries, ImportFaults faults)
    {
        foreach (var line in entry.Lines.Where(line => chart.Find(line.Account) is null))
            faults.Add(where, "ACCOUNT_UNKNOWN", $"account {line.Account} is not in accounts.csv");
        entries.Add(entry, where);
    }
}
