using Bookseal.Books.Ledger;
using Bookseal.Books.Values;

namespace Bookseal.Import.BooksDirectory;

/// <summary>Takes entries in, and checks what only a whole entry or the whole journal shows: balance, size, order of rows, unique ids.</summary>
internal sealed class EntryCollector(DateOnly booksStart, ImportFaults faults)
{
    private readonly HashSet<EntryId> _ids = [];
    private readonly List<Entry> _entries = [];

    public IReadOnlyList<Entry> Entries => _entries;

    public void Add(Entry entry, string where)
    {
        if (!faults.IsEmpty && entry.Id == default) return; // unreadable, and said so
        if (!_ids.Add(entry.Id)) faults.Add(where, "ENTRY_DUPLICATE", $"entry {entry.Id} stands twice; the rows of one entry must be adjacent");
        if (entry.Date < booksStart && entry.Date != default) faults.Add(where, "BEFORE_BOOKS_START", $"entry {entry.Id} is dated before the books start on {Dates.Text(booksStart)}");
        if (entry.Lines.Count > Entry.MaxLines) faults.Add(where, "ENTRY_TOO_LARGE", $"entry {entry.Id} has {entry.Lines.Count} lines; the limit is {Entry.MaxLines}");
        if (faults.IsEmpty)
            foreach (var (currency, net) in entry.Imbalances)
                faults.Add(where, "ENTRY_UNBALANCED", $"entry {entry.Id} is off by {Money.Display(net, currency)} {currency}");
        _entries.Add(entry);
    }
}
