using Bookseal.Books.Ledger;
using Bookseal.Books.Values;
using Bookseal.Books.YearEnd;
using Bookseal.Import;
using Bookseal.Import.BooksDirectory;

namespace Bookseal.Closing.Imports;

/// <summary>
/// What became of an import's year-end candidates: those with another kind, those set aside, what to tell.
/// </summary>
internal sealed class SortedYearEnds(ImportedBooks books)
{
    private readonly Dictionary<EntryKey, EntryKind> _kinds = [];
    private readonly HashSet<EntryKey> _setAside = [];
    private readonly HashSet<EntryKey> _retained = [];
    private readonly List<Fault> _notices = [];

    /// <summary>The books as they are to be imported.</summary>
    public ImportedBooks Books =>
        _kinds.Count == 0 && _setAside.Count == 0
            ? books
            : books with
            {
                Entries = new SortedEntries(this, books.Entries),
            };

    /// <summary>Entries of kind closing that are let in.</summary>
    public IReadOnlySet<EntryKey> Retained => _retained;

    public IReadOnlyList<Fault> Notices => _notices;

    /// <summary>An entry that is posted already keeps its kind.</summary>
    public void Keep(EntryKey key, EntryKind kind) => _kinds[key] = kind;

    public void SetAside(CarriedForward carried, IReadOnlyList<Entry> candidates)
    {
        foreach (var entry in candidates.Where(entry => carried.Entries.Contains(entry.Key)))
            SetAside(
                entry,
                "CARRY_FORWARD_SET_ASIDE",
                "carries balances over a year's end, which they do by themselves"
            );
        foreach (var difference in carried.Differences)
            _notices.Add(
                new(
                    "CARRY_FORWARD_DIFFERS",
                    $"{difference.Account} is carried with "
                        + $"{Money.Display(difference.CarriedMinor, difference.Currency)} {difference.Currency}; the "
                        + $"entries that were set aside say {Money.Display(difference.SaidMinor, difference.Currency)}"
                )
            );
    }

    /// <param name="isClosed">Their fiscal year is closed: its own closing entries stand.</param>
    public void Retain(IReadOnlySet<EntryKey> retain, IReadOnlyList<Entry> candidates, bool isClosed)
    {
        foreach (var entry in candidates.Where(entry => retain.Contains(entry.Key)))
        {
            if (isClosed)
            {
                SetAside(entry, "CLOSING_ENTRY_SET_ASIDE", "closes a year that is closed: its closing entries stand");
                continue;
            }

            _retained.Add(entry.Key);
            _kinds[entry.Key] = EntryKind.Closing;
            _notices.Add(new("CLOSING_ENTRY_TAKEN", $"{Named(entry)} is taken as a closing entry of its year"));
        }
    }

    /// <summary>The entry as it is to be imported; null where it is set aside.</summary>
    public Entry? Sort(Entry entry)
    {
        if (_setAside.Contains(entry.Key))
            return null;
        return _kinds.TryGetValue(entry.Key, out var kind) ? entry with { Kind = kind } : entry;
    }

    private void SetAside(Entry entry, string code, string why)
    {
        _setAside.Add(entry.Key);
        _notices.Add(new(code, $"{Named(entry)} {why}; it is not posted"));
    }

    private static string Named(Entry entry) =>
        $"entry {entry.Id} of {Dates.Text(entry.Date)}, {new JsonString(entry.Description)},";

    private sealed class SortedEntries(SortedYearEnds sorted, EntrySource entries) : EntrySource
    {
        public override int Count => entries.Count - sorted._setAside.Count;

        public override IEnumerable<Entry> Read() => entries.Read().Select(sorted.Sort).OfType<Entry>();
    }
}
