using Bookseal.Books.Ledger;
using Bookseal.Books.Values;

namespace Bookseal.Import.Csv;

/// <summary>
/// Checks what only a whole entry or the whole journal shows: balance, size, dates, order of rows, unique ids. Of an
/// entry it keeps the 16 bytes that its id is known by.
/// </summary>
/// <param name="takesPast">Entries before the books start make up the openings.</param>
internal sealed class EntryCheck(
    EntryDates dates,
    ImportFaults faults,
    string unbalancedHint = "",
    bool takesPast = false
)
{
    public const string Duplicate = "ENTRY_DUPLICATE";

    private readonly HashSet<ShortDigest> _ids = [];
    private int _knownFaults = faults.Faults.Count;

    public int Count { get; private set; }

    public void Add(Entry entry, string where)
    {
        Check(entry, where, faults.Faults.Count == _knownFaults);
        _knownFaults = faults.Faults.Count;
        Count++;
    }

    /// <param name="isReadable">
    /// Nothing was wrong in the entry's own rows: only then its sum means something, and the first day of year 1 is
    /// its date and no stand-in for one.
    /// </param>
    private void Check(Entry entry, string where, bool isReadable)
    {
        if (!faults.IsEmpty && entry.Id == default)
            return; // unreadable, and said so
        if (!_ids.Add(ShortDigest.Of(entry.Key.Text)))
            faults.Add(where, Duplicate, $"entry {entry.Key} stands twice; the rows of one entry must be adjacent");
        if ((isReadable || entry.Date != default) && dates.Check(entry, takesPast) is { } outside)
            faults.Add(outside with { Where = where });
        if (entry.Lines.Count > Limits.EntryLines || EntryCodec.Encode(entry).Length > Limits.EntryBytes)
            faults.Add(
                where,
                "ENTRY_TOO_LARGE",
                $"entry {entry.Id} is over the limit of {Limits.EntryLines} lines or {Limits.EntryBytes} bytes"
            );
        if (isReadable)
            CheckBalance(entry, where);
    }

    private void CheckBalance(Entry entry, string where)
    {
        foreach (var (currency, net) in entry.Imbalances)
            faults.Add(
                where,
                "ENTRY_UNBALANCED",
                $"entry {entry.Id} is off by {Money.Display(net, currency)} {currency}{unbalancedHint}"
            );
    }
}
