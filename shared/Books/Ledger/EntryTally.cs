using Bookseal.Books.Values;

namespace Bookseal.Books.Ledger;

/// <summary>How many entries were so, and the latest of them: what a suggestion rests on.</summary>
internal sealed class EntryTally
{
    private const int MostEntries = 3;
    private readonly Queue<EntryId> _latest = new();

    public int Times { get; private set; }

    public IEnumerable<EntryId> Latest => _latest.Reverse();

    public void Add(Entry entry)
    {
        Times++;
        _latest.Enqueue(entry.Id);
        if (_latest.Count > MostEntries)
            _latest.Dequeue();
    }
}
