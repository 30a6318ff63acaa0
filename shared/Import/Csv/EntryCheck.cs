using Bookseal.Books.Ledger;
using Bookseal.Books.Values;

namespace Bookseal.Import.Csv;

/// <summary>
/// Checks what only a whole entry or the whole journal shows: balance, size, order of rows, unique ids. Of an entry it
/// keeps the 16 bytes that its id is known by.
/// </summary>
internal sealed class EntryCheck(DateOnly booksStart, ImportFaults faults, string unbalancedHint = "")
{
    private readonly HashSet<ShortDigest> _ids = [];
    private int _knownFaults = faults.Faults.Count;

    /// <summary>How many were checked.</summary>
    public int Count { get; private set; }

    public void Add(Entry entry, string where)
    {
        Check(entry, where, faults.Faults.Count == _knownFaults);
        _knownFaults = faults.Faults.Count;
        Count++;
    }

    /// <param name="isReadable">Nothing was wrong in the entry's own rows: only then its sum means something.</param>
    private void Check(Entry entry, string where, bool isReadable)
    {
        if (!faults.IsEmpty && entry.Id == default)
            return; // unreadable, and said so
        if (!_ids.Add(ShortDigest.Of(entry.Id.ToString())))
            faults.Add(
                where,
                "ENTRY_DUPLICATE",
                $"entry {entry.Id} stands twice; the rows of one entry must be adjacent"
            );
        if (entry.Date < booksStart && entry.Date != default)
            faults.Add(
                where,
                "BEFORE_BOOKS_START",
                $"entry {entry.Id} is dated before the books start on {Dates.Text(booksStart)}"
            );
        if (entry.Lines.Count > Limits.EntryLines || EntryCodec.Encode(entry).Length > Limits.EntryBytes)
            faults.Add(
                where,
                "ENTRY_TOO_LARGE",
                $"entry {entry.Id} is over the limit of {Limits.EntryLines} lines or {Limits.EntryBytes} bytes"
            );
        if (isReadable)
            foreach (var (currency, net) in entry.Imbalances)
                faults.Add(
                    where,
                    "ENTRY_UNBALANCED",
                    $"entry {entry.Id} is off by {Money.Display(net, currency)} {currency}{unbalancedHint}"
                );
    }
}
