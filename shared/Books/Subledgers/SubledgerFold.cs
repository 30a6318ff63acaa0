using Bookseal.Books.Company;
using Bookseal.Books.Values;

namespace Bookseal.Books.Subledgers;

/// <summary>
/// Subledger positions as of a date: every item that counts up to it, summed by subledger and currency, and what is
/// still open. A late item counts from the period that took it in. Subledgers that the journal keeps begin with what
/// the period before left open (in the first period, with the items of their files before it) and go on with the
/// journal's lines; those of both sources have a second position, which is compared with the first.
/// </summary>
/// <param name="openedOn">Items before this day make up the position that the period opened with.</param>
/// <param name="keep">The subledgers whose items are kept one by one, for the bank reconciliation.</param>
public sealed class SubledgerFold(DateOnly asOf, DateOnly openedOn = default, IReadOnlySet<SubledgerName>? keep = null)
{
    private readonly ItemPositions _positions = new(asOf, openedOn);
    private readonly ItemPositions _compared = new(asOf, openedOn);
    private readonly List<SubledgerItem> _kept = [];
    private readonly List<SubledgerItem> _late = [];
    private readonly List<UnnamedLine> _unnamed = [];
    private readonly HashSet<PersonId> _appliers = [];
    private bool _isCarried;

    /// <summary>Where the items come from.</summary>
    public SubledgerRules Rules { get; init; } = SubledgerRules.None;

    /// <summary>Whether what was carried counts as billed; under rules 3 it did not.</summary>
    public bool CountsCarriedBills { get; init; } = true;

    /// <summary>The account that an item of a subledger belongs to where nothing says which.</summary>
    public IReadOnlyDictionary<SubledgerName, AccountCode> Controls { get; init; } =
        new Dictionary<SubledgerName, AccountCode>();

    /// <summary>
    /// The first lines of control accounts that cannot be items; <see cref="UnnamedCount"/> counts them all.
    /// </summary>
    public IReadOnlyList<UnnamedLine> Unnamed => _unnamed;

    public long UnnamedCount { get; private set; }

    /// <summary>Items of any date, by subledger.</summary>
    public Dictionary<SubledgerName, long> Items { get; } = [];

    /// <summary>Of all subledgers.</summary>
    public long ItemCount { get; private set; }

    /// <summary>The first lines that cannot be read.</summary>
    public List<Fault> Faults { get; } = [];

    public IReadOnlyDictionary<(SubledgerName Subledger, Currency Currency), Int128> Totals => _positions.Totals;

    /// <summary>Positions on the eve of the opening day.</summary>
    public IReadOnlyDictionary<(SubledgerName Subledger, Currency Currency), Int128> OpeningTotals =>
        _positions.OpeningTotals;

    /// <summary>The subledgers whose items fall due: they count money that is owed, and not things.</summary>
    public IReadOnlySet<SubledgerName> WithDueDates => _positions.WithDueDates;

    /// <summary>
    /// The first items that the period took in although they are dated before it; <see cref="LateCount"/> counts them
    /// all.
    /// </summary>
    public IReadOnlyList<SubledgerItem> LateItems => _late;

    public long LateCount { get; private set; }

    /// <summary>Who settled items of the period with each other.</summary>
    public IReadOnlyCollection<PersonId> Appliers => _appliers;

    /// <summary>How often the same amount stands under a reference, up to the date.</summary>
    public BillCount Bills => _positions.Bills;

    /// <summary>The items, up to the date, of the subledgers that are kept.</summary>
    public IReadOnlyList<SubledgerItem> Kept => _kept;

    /// <summary>In order of subledger, entity, reference, currency and account.</summary>
    public IReadOnlyList<OpenItem> OpenItems => _positions.OpenItems;

    /// <summary>
    /// Where file and journal say different things of an open item, for subledgers of both sources: file less journal.
    /// </summary>
    public IReadOnlyList<OpenItem> Differences
    {
        get
        {
            var journal = _compared.OpenItems.Select(item => item with { AmountMinor = -item.AmountMinor });
            return
            [
                .. OpenItems
                    .Where(item => Rules.Of(item.Subledger).Source == ItemSource.Both)
                    .Concat(journal)
                    .GroupBy(item => (item.Subledger, item.Currency, item.Entity, item.Reference))
                    .Select(group =>
                        group.First() with
                        {
                            AmountMinor = group.Aggregate((Int128)0, (sum, item) => checked(sum + item.AmountMinor)),
                        }
                    )
                    .Where(item => item.AmountMinor != 0)
                    .OrderBy(item => item.Subledger)
                    .ThenBy(item => item.Entity, StringComparer.Ordinal)
                    .ThenBy(item => item.Reference, StringComparer.Ordinal)
                    .ThenBy(item => item.Currency),
            ];
        }
    }

    /// <summary>
    /// What the period before left open: the journal's subledgers begin with it, and not with their files.
    /// </summary>
    public void Carry(IEnumerable<OpenItem> items)
    {
        _isCarried = true;
        foreach (var item in items)
            if (Rules.Of(item.Subledger).Source == ItemSource.Journal)
            {
                _positions.Begin(item with { Account = item.Account ?? ControlOf(item.Subledger) });
                if (CountsCarriedBills)
                    _positions.Bills.AddCarried(item);
            }
            else if (Rules.Of(item.Subledger).Source == ItemSource.Both)
                _compared.Begin(item with { Account = null });
    }

    public void Add(ReadOnlySpan<byte> line)
    {
        if (SubledgerItem.Decode(line).TryGet(out var item, out var fault))
            Add(item);
        else if (Faults.Count < Limits.JournalFaults)
            Faults.Add(fault);
    }

    public void Add(SubledgerItem item)
    {
        ItemCount++;
        Items[item.Subledger] = Items.GetValueOrDefault(item.Subledger) + 1;
        if (item.IsAllocation)
        {
            AddAllocation(item);
            return;
        }

        var source = Rules.Of(item.Subledger).Source;
        var isOpening = !_isCarried && item.CountsFrom < openedOn;
        if (source == ItemSource.Both && isOpening)
            _compared.Count(item, null);
        if (source != ItemSource.Journal || isOpening)
            _positions.Count(item, source == ItemSource.Journal ? ControlOf(item.Subledger) : null);
        if (source == ItemSource.Journal || item.CountsFrom > asOf)
            return;
        if (item.IsLate && item.CountsFrom >= openedOn)
            AddLate(item);
        if (keep?.Contains(item.Subledger) == true)
            _kept.Add(item);
    }

    /// <summary>One of before the period is in what was carried already.</summary>
    private void AddAllocation(SubledgerItem item)
    {
        if (item.By is { } by && item.CountsFrom >= openedOn && item.CountsFrom <= asOf)
            _appliers.Add(by);
        var source = Rules.Of(item.Subledger).Source;
        var isNew = !_isCarried || item.CountsFrom >= openedOn;
        if (source == ItemSource.Both && isNew)
            _compared.Count(item, null);
        if (source != ItemSource.Journal)
            _positions.Count(item, null);
        else if (isNew)
            _positions.Count(item, item.Account ?? ControlOf(item.Subledger));
    }

    /// <summary>An item that a line of the journal makes.</summary>
    public void AddDerived(SubledgerItem item, AccountCode account)
    {
        if (Rules.Of(item.Subledger).Source == ItemSource.Both)
            _compared.Count(item, null);
        else
            _positions.Count(item, account);
    }

    public void AddUnnamed(UnnamedLine line)
    {
        UnnamedCount++;
        if (_unnamed.Count < Limits.JournalFaults)
            _unnamed.Add(line);
    }

    private AccountCode? ControlOf(SubledgerName subledger) =>
        Controls.TryGetValue(subledger, out var account) ? account : null;

    private void AddLate(SubledgerItem item)
    {
        LateCount++;
        if (_late.Count < Limits.JournalFaults)
            _late.Add(item);
    }
}
