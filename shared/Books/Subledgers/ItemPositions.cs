using Bookseal.Books.Values;

namespace Bookseal.Books.Subledgers;

/// <summary>Items summed: by subledger and currency, and by the reference that they are or apply to.</summary>
internal sealed class ItemPositions(DateOnly asOf, DateOnly openedOn)
{
    private readonly Dictionary<(SubledgerName, Currency), Int128> _openings = [];
    private readonly Dictionary<(SubledgerName, Currency), Int128> _totals = [];
    private readonly Dictionary<OpenKey, OpenSum> _open = [];

    public IReadOnlyDictionary<(SubledgerName Subledger, Currency Currency), Int128> Totals => _totals;

    public IReadOnlyDictionary<(SubledgerName Subledger, Currency Currency), Int128> OpeningTotals => _openings;

    public HashSet<SubledgerName> WithDueDates { get; } = [];

    /// <summary>How often the same amount stands under a reference, up to the date.</summary>
    public BillCount Bills { get; } = new();

    /// <summary>In order of subledger, entity, reference, currency and account.</summary>
    public IReadOnlyList<OpenItem> OpenItems =>
        [
            .. _open
                .Where(pair => pair.Value.Net != 0)
                .Select(pair => new OpenItem(
                    pair.Key.Subledger,
                    pair.Key.Currency,
                    pair.Key.Entity,
                    pair.Key.Reference,
                    pair.Value.Since,
                    pair.Value.Net
                )
                {
                    Account = pair.Key.Account,
                    Due = pair.Value.Due ?? pair.Value.Since,
                })
                .OrderBy(item => item.Subledger)
                .ThenBy(item => item.Entity, StringComparer.Ordinal)
                .ThenBy(item => item.Reference, StringComparer.Ordinal)
                .ThenBy(item => item.Currency)
                .ThenBy(item => item.Account),
        ];

    /// <summary>Takes over what the period before left open.</summary>
    public void Begin(OpenItem item)
    {
        var key = (item.Subledger, item.Currency);
        _totals[key] = checked(_totals.GetValueOrDefault(key) + item.AmountMinor);
        _openings[key] = checked(_openings.GetValueOrDefault(key) + item.AmountMinor);
        WithDueDates.Add(item.Subledger);
        var openKey = new OpenKey(item.Subledger, item.Currency, item.Entity, item.Reference, item.Account);
        var known = _open.GetValueOrDefault(openKey, new(item.Since, item.Due, 0));
        _open[openKey] = known with
        {
            Since = item.Since < known.Since ? item.Since : known.Since,
            Due = item.Due < known.Due ? item.Due : known.Due,
            Net = checked(known.Net + item.AmountMinor),
        };
    }

    /// <param name="account">Of a subledger that the journal keeps; files name none.</param>
    public void Count(SubledgerItem item, AccountCode? account)
    {
        if (item.DueDate is not null)
            WithDueDates.Add(item.Subledger);
        if (item.CountsFrom > asOf)
            return;
        var key = (item.Subledger, item.Currency);
        _totals[key] = checked(_totals.GetValueOrDefault(key) + item.NetMinor);
        if (item.CountsFrom < openedOn)
            _openings[key] = checked(_openings.GetValueOrDefault(key) + item.NetMinor);
        if (item.IsAllocation)
        {
            Move(item, item.Reference, -item.SignedMinor, account);
            Move(item, item.AppliesTo!, item.SignedMinor, account);
            return;
        }

        Bills.Add(item);
        var openKey = new OpenKey(
            item.Subledger,
            item.Currency,
            item.Entity,
            item.AppliesTo ?? item.Reference,
            account
        );
        var known = _open.GetValueOrDefault(openKey, new(item.Date, null, 0));
        // What is due is the item itself; payments that apply to it have no say in that.
        var due =
            item.AppliesTo is null && item.DueDate is { } date && (known.Due is not { } earlier || date < earlier)
                ? date
                : known.Due;
        _open[openKey] = new(
            item.Date < known.Since ? item.Date : known.Since,
            due,
            checked(known.Net + item.NetMinor)
        );
    }

    /// <summary>When something is open and due has nothing to do with when it was allocated.</summary>
    private void Move(SubledgerItem item, string reference, long minor, AccountCode? account)
    {
        var key = new OpenKey(item.Subledger, item.Currency, item.Entity, reference, account);
        var known = _open.GetValueOrDefault(key, new(item.Date, null, 0));
        _open[key] = known with { Net = checked(known.Net + minor) };
    }

    /// <param name="Account">Of a subledger that the journal keeps; files name none.</param>
    private readonly record struct OpenKey(
        SubledgerName Subledger,
        Currency Currency,
        string Entity,
        string Reference,
        AccountCode? Account
    );

    private readonly record struct OpenSum(DateOnly Since, DateOnly? Due, Int128 Net);
}
