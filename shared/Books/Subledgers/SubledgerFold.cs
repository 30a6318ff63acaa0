using Bookseal.Books.Values;

namespace Bookseal.Books.Subledgers;

/// <summary>
/// Subledger positions as of a date: every item that counts up to it, summed by subledger and currency, and what is
/// still open. A late item counts from the period that took it in.
/// </summary>
/// <param name="openedOn">Items before this day make up the position that the period opened with.</param>
/// <param name="keep">The subledgers whose items are kept one by one, for the bank reconciliation.</param>
public sealed class SubledgerFold(DateOnly asOf, DateOnly openedOn = default, IReadOnlySet<SubledgerName>? keep = null)
{
    private readonly Dictionary<(SubledgerName, Currency), Int128> _openings = [];
    private readonly List<SubledgerItem> _kept = [];
    private readonly List<SubledgerItem> _late = [];
    private readonly Dictionary<(SubledgerName, Currency), Int128> _totals = [];
    private readonly Dictionary<(SubledgerName, Currency, string Entity, string Reference), OpenSum> _open = [];

    /// <summary>Items of any date, by subledger.</summary>
    public Dictionary<SubledgerName, long> Items { get; } = [];

    public List<Fault> Faults { get; } = [];

    public IReadOnlyDictionary<(SubledgerName Subledger, Currency Currency), Int128> Totals => _totals;

    /// <summary>Positions on the eve of the opening day.</summary>
    public IReadOnlyDictionary<(SubledgerName Subledger, Currency Currency), Int128> OpeningTotals => _openings;

    /// <summary>The subledgers whose items fall due: they count money that is owed, and not things.</summary>
    public HashSet<SubledgerName> WithDueDates { get; } = [];

    /// <summary>
    /// The first items that the period took in although they are dated before it; <see cref="LateCount"/> counts them
    /// all.
    /// </summary>
    public IReadOnlyList<SubledgerItem> LateItems => _late;

    public long LateCount { get; private set; }

    /// <summary>The items, up to the date, of the subledgers that are kept.</summary>
    public IReadOnlyList<SubledgerItem> Kept => _kept;

    /// <summary>In order of subledger, entity, reference and currency.</summary>
    public IReadOnlyList<OpenItem> OpenItems =>
        [
            .. _open
                .Where(pair => pair.Value.Net != 0)
                .Select(pair => new OpenItem(
                    pair.Key.Item1,
                    pair.Key.Item2,
                    pair.Key.Entity,
                    pair.Key.Reference,
                    pair.Value.Since,
                    pair.Value.Net
                )
                {
                    Due = pair.Value.Due ?? pair.Value.Since,
                    IsBilledTwice = pair.Value.IsBilledTwice,
                })
                .OrderBy(item => item.Subledger)
                .ThenBy(item => item.Entity, StringComparer.Ordinal)
                .ThenBy(item => item.Reference, StringComparer.Ordinal)
                .ThenBy(item => item.Currency),
        ];

    public void Add(ReadOnlySpan<byte> line)
    {
        if (!SubledgerItem.Decode(line).TryGet(out var item, out var fault))
            Faults.Add(fault);
        else
            Add(item);
    }

    public void Add(SubledgerItem item)
    {
        Items[item.Subledger] = Items.GetValueOrDefault(item.Subledger) + 1;
        if (item.DueDate is not null)
            WithDueDates.Add(item.Subledger);
        if (item.CountsFrom > asOf)
            return;
        if (item.IsLate && item.CountsFrom >= openedOn)
            AddLate(item);
        var key = (item.Subledger, item.Currency);
        _totals[key] = checked(_totals.GetValueOrDefault(key) + item.NetMinor);
        if (item.CountsFrom < openedOn)
            _openings[key] = checked(_openings.GetValueOrDefault(key) + item.NetMinor);
        if (keep?.Contains(item.Subledger) == true)
            _kept.Add(item);
        var openKey = (item.Subledger, item.Currency, item.Entity, item.AppliesTo ?? item.Reference);
        var known = _open.GetValueOrDefault(openKey, new(item.Date, null, 0, 0, false));
        // What is due is the item itself; payments that apply to it have no say in that.
        var due =
            item.AppliesTo is null && item.DueDate is { } date && (known.Due is not { } earlier || date < earlier)
                ? date
                : known.Due;
        var isBill = item is { AppliesTo: null, DueDate: not null, AmountMinor: > 0 };
        _open[openKey] = new(
            item.Date < known.Since ? item.Date : known.Since,
            due,
            checked(known.Net + item.NetMinor),
            isBill ? item.NetMinor : known.LastBillMinor,
            known.IsBilledTwice || isBill && item.NetMinor == known.LastBillMinor
        );
    }

    private void AddLate(SubledgerItem item)
    {
        LateCount++;
        if (_late.Count < Limits.JournalFaults)
            _late.Add(item);
    }

    /// <param name="LastBillMinor">Of the last item with a due date of its own, debit positive; 0 before it.</param>
    private readonly record struct OpenSum(
        DateOnly Since,
        DateOnly? Due,
        Int128 Net,
        long LastBillMinor,
        bool IsBilledTwice
    );
}
