using Bookseal.Books.Ledger;
using Bookseal.Books.Values;

namespace Bookseal.Import.Csv;

/// <summary>
/// Checks what only a whole entry or the whole journal shows: balance, size, dates, order of rows, unique ids. Of an
/// entry it keeps the 16 bytes that its id is known by, whatever its case, and a hash of the id as it stands.
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
    public const string Twin = "ENTRY_ID_TWIN";

    private readonly Dictionary<ShortDigest, int> _ids = [];
    private int _knownFaults = faults.Faults.Count;

    public int Count { get; private set; }

    public void Add(Entry entry, SourceLine where) => Add(entry, EntryCodec.LengthOf(entry), where);

    /// <param name="lineBytes">The length of its line.</param>
    public void Add(Entry entry, int lineBytes, SourceLine where)
    {
        Check(entry, lineBytes, where, faults.Faults.Count == _knownFaults);
        _knownFaults = faults.Faults.Count;
        Count++;
    }

    /// <summary>An entry that was checked elsewhere, whose id the others may not have.</summary>
    public void Know(EntryKey key) => _ids.TryAdd(ShortDigest.Of(Lookalikes.Skeleton(key.Text)), AsWritten(key));

    /// <param name="isReadable">
    /// Nothing was wrong in the entry's own rows: only then its sum means something, and the first day of year 1 is
    /// its date and no stand-in for one.
    /// </param>
    private void Check(Entry entry, int lineBytes, SourceLine where, bool isReadable)
    {
        if (!faults.IsEmpty && entry.Id == default)
            return; // unreadable, and said so
        CheckId(entry.Key, where);
        if ((isReadable || entry.Date != default) && dates.Check(entry, takesPast) is { } outside)
            faults.Add(outside with { Where = where.ToString() });
        if (entry.Lines.Count > Limits.EntryLines || lineBytes > Limits.EntryBytes)
            faults.Add(
                where,
                "ENTRY_TOO_LARGE",
                $"entry {entry.Id} is over the limit of {Limits.EntryLines} lines or {Limits.EntryBytes} bytes"
            );
        if (isReadable && !entry.IsBalanced)
            CheckBalance(entry, where);
    }

    /// <summary>
    /// Two ids that differ in case alone, or in letters of another alphabet that look the same, are one to people.
    /// </summary>
    private void CheckId(EntryKey key, SourceLine where)
    {
        var (folded, asWritten) = (ShortDigest.Of(Lookalikes.Skeleton(key.Text)), AsWritten(key));
        if (_ids.TryAdd(folded, asWritten))
            return;
        if (_ids[folded] == asWritten)
            faults.Add(where, Duplicate, $"entry {key} stands twice; the rows of one entry must be adjacent");
        else
            faults.Add(
                where,
                Twin,
                $"entry {key} differs from an earlier one by case, or by letters that look the same, alone; "
                    + "write the same id as there, or another one"
            );
    }

    /// <summary>Only tells one kind of clash from the other.</summary>
    private static int AsWritten(EntryKey key) => string.GetHashCode(key.Text, StringComparison.Ordinal);

    private void CheckBalance(Entry entry, SourceLine where)
    {
        foreach (var (currency, net) in entry.Imbalances)
            faults.Add(
                where,
                "ENTRY_UNBALANCED",
                $"entry {entry.Id} is off by {Money.Display(net, currency)} {currency}{unbalancedHint}"
            );
    }
}
