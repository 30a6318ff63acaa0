using Bookseal.Books.Ledger;
using Bookseal.Books.Values;
using Bookseal.Books.YearEnd;

namespace Bookseal.Closing.Posting;

/// <summary>
/// What the journals and one import make of each fiscal year, but for the import's own year-end candidates: its result
/// by the entries' own dates, as the other program sees it, and its balances by where they stand.
/// </summary>
/// <param name="scope">Entries of one id in other journals or years are others.</param>
internal sealed class YearEndLedger(
    YearEndRules rules,
    BalanceList openings,
    IdScope scope,
    IEnumerable<Entry> candidates
)
{
    private readonly HashSet<EntryKey> _candidates = [.. candidates.Select(entry => KeyOf(entry, scope))];
    private readonly Dictionary<EntryKey, EntryKind> _kinds = [];
    private readonly HashSet<EntryKey> _posted = [];
    private readonly Totals _result = [];
    private readonly Totals _balances = [];

    /// <summary>The kind that a candidate is posted with; null for one that is not.</summary>
    public EntryKind? KindOf(Entry entry) => _kinds.TryGetValue(KeyOf(entry, scope), out var kind) ? kind : null;

    public void AddPosted(Entry entry, PeriodCode period)
    {
        var key = KeyOf(entry, scope);
        _posted.Add(key);
        if (_candidates.Contains(key))
            _kinds[key] = entry.Kind;
        Add(entry, rules.Calendar.YearOf(period));
    }

    /// <summary>An entry of the import, which may be posted already.</summary>
    public void AddNew(Entry entry)
    {
        var key = KeyOf(entry, scope);
        if (!_posted.Contains(key) && !_candidates.Contains(key))
            Add(entry, rules.Calendar.YearOf(PeriodCode.Of(entry.Date)));
    }

    /// <summary>A candidate that is to be imported: the years after its own have it in their balances.</summary>
    public void AddSorted(Entry entry) => Add(entry, rules.Calendar.YearOf(PeriodCode.Of(entry.Date)));

    /// <summary>Revenue and expense of the year before closing entries.</summary>
    public BalanceList ResultOf(int year)
    {
        var opened = year == rules.Calendar.YearOf(PeriodCode.Of(rules.BooksStart)) ? openings : BalanceList.Empty;
        return BalanceList.Of(
            _result.Of(year).Concat(opened.Balances).Where(balance => rules.IsResult(balance.Account))
        );
    }

    /// <summary>The balances with which the year ends.</summary>
    public BalanceList BalancesAtEndOf(int year) =>
        BalanceList.Of(
            _balances.Keys.Where(earlier => earlier <= year).SelectMany(_balances.Of).Concat(openings.Balances)
        );

    /// <summary>What was posted while ids were the whole company's is in the scope of its date and journal.</summary>
    private static EntryKey KeyOf(Entry entry, IdScope scope) => new(entry.Scope ?? scope.Of(entry), entry.Id);

    private void Add(Entry entry, int postedIn)
    {
        var dated = rules.Calendar.YearOf(PeriodCode.Of(entry.OriginalDate ?? entry.Date));
        foreach (var line in entry.Lines)
        {
            _balances.Add(postedIn, line);
            if (entry.Kind != EntryKind.Closing)
                _result.Add(dated, line);
        }
    }

    private sealed class Totals : Dictionary<int, Dictionary<(AccountCode, Currency), Int128>>
    {
        public void Add(int year, EntryLine line)
        {
            if (!TryGetValue(year, out var totals))
                Add(year, totals = []);
            var key = (line.Account, line.Currency);
            totals[key] = checked(totals.GetValueOrDefault(key) + line.NetMinor);
        }

        public IEnumerable<Balance> Of(int year) =>
            TryGetValue(year, out var totals)
                ? totals.Select(total => new Balance(total.Key.Item1, total.Key.Item2, total.Value))
                : [];
    }
}
