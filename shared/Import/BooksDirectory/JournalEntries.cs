using Bookseal.Books.Accounts;
using Bookseal.Books.Ledger;
using Bookseal.Books.Values;

namespace Bookseal.Import.BooksDirectory;

/// <summary>The entries of a directory's journal files, behind those that another program's journal gave.</summary>
internal sealed class JournalEntries(
    IReadOnlyList<Entry> first,
    IReadOnlyList<JournalFile> files,
    ChartOfAccounts chart,
    PersonId postedBy,
    int count
) : EntrySource
{
    public override int Count => first.Count + count;

    public override IEnumerable<Entry> Read(ImportFaults faults)
    {
        foreach (var entry in first)
            yield return entry;
        foreach (var file in files)
        {
            // They were good when they were checked: whatever is wrong now, is a change.
            var changes = new ImportFaults();
            foreach (var placed in file.Read(chart, postedBy, changes))
            {
                if (!changes.IsEmpty)
                    break;
                yield return placed.Entry;
            }

            if (changes.IsEmpty)
                continue;
            faults.Add(file.Changed);
            yield break;
        }
    }
}
