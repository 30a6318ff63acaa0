using Bookseal.Books.Ledger;
using Bookseal.Books.Values;
using Bookseal.Books.YearEnd;

namespace Bookseal.Closing.Posting;

/// <summary>
/// What the journals and one import make of each fiscal year, but for the import's own year-end candidates: its result
/// by the entries' own dates, as the other program sees it, and its balances by where they stand.
/// </summary>
internal sealed class YearEndLedger(YearEndRules rules, BalanceList openings, IEnumerable<EntryId> candidates)
{
    private readonly HashSet<EntryId> _candidates = [.. candidates];
    private readonly Dictionary<EntryId, EntryKind> _kinds = [];
    private readonly HashSet<EntryId> _posted = [];
    private readonly Totals _result = [];
    private readonly Totals _balances = [];

    /// <summary>The kind that a candidate is posted with; null for one that is not.</summary>
    public EntryKind? KindOf(EntryId id) => _kinds.TryGetValue(id, out var kind) ? kind : null;

    public void AddPosted(Entry entry, PeriodCode period)
    {
        _posted.Add(entry.Id);
        if (_candidates.Contains(entry.Id))
            _kinds[entry.Id] = entry.Kind;
        Add(entry, rules.Calendar.YearOf(period));
    }

    /// <summary>An entry of the import, which may be posted already.</summary>
    public void AddNew(Entry entry)
    {
        if (!_posted.Contains(entry.Id) && !_candidates.Contains(entry.Id))
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
