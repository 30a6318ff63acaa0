using Bookseal.Books.Values;

namespace Bookseal.Books.Subledgers;

/// <summary>Subledger positions as of a date: every item up to it, summed by subledger and currency, and what is still open.</summary>
public sealed class SubledgerFold(DateOnly asOf)
{
    private readonly Dictionary<(SubledgerName, Currency), Int128> _totals = [];
    private readonly Dictionary<(SubledgerName, Currency, string Entity, string Reference), (DateOnly Since, Int128 Net)> _open = [];

    /// <summary>Items of any date, by subledger.</summary>
    public Dictionary<SubledgerName, long> Items { get; } = [];

    public List<Fault> Faults { get; } = [];

    public IReadOnlyDictionary<(SubledgerName Subledger, Currency Currency), Int128> Totals => _totals;

    /// <summary>In order of subledger, entity, reference and currency.</summary>
    public IReadOnlyList<OpenItem> OpenItems =>
    [
        .. _open.Where(pair => pair.Value.Net != 0)
            .Select(pair => new OpenItem(pair.Key.Item1, pair.Key.Item2, pair.Key.Entity, pair.Key.Reference, pair.Value.Since, pair.Value.Net))
            .OrderBy(item => item.Subledger).ThenBy(item => item.Entity, StringComparer.Ordinal)
            .ThenBy(item => item.Reference, StringComparer.Ordinal).ThenBy(item => item.Currency),
    ];

    public void Add(ReadOnlySpan<byte> line)
    {
        if (!SubledgerItem.Decode(line).TryGet(out var item, out var fault)) Faults.Add(fault);
        else Add(item);
    }

    public void Add(SubledgerItem item)
    {
        Items[item.Subledger] = Items.GetValueOrDefault(item.Subledger) + 1;
        if (item.Date > asOf) return;
        var key = (item.Subledger, item.Currency);
        _totals[key] = checked(_totals.GetValueOrDefault(key) + item.NetMinor);
        var openKey = (item.Subledger, item.Currency, item.Entity, item.AppliesTo ?? item.Reference);
        var (since, net) = _open.GetValueOrDefault(openKey, (item.Date, 0));
        _open[openKey] = (item.Date < since ? item.Date : since, checked(net + item.NetMinor));
    }
}
