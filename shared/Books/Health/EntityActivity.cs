using Bookseal.Books.Company;
using Bookseal.Books.Exceptions;
using Bookseal.Books.Ledger;
using Bookseal.Books.Periods;
using Bookseal.Books.Subledgers;
using Bookseal.Books.Values;

namespace Bookseal.Books.Health;

/// <summary>
/// Where a subledger and its control accounts part: what each customer, vendor or item did in the period, by the
/// general ledger's lines and by the subledger's items. Made only when a variance has to be explained, since it looks
/// at every line once more.
/// </summary>
public sealed class EntityActivity(PeriodBooks books)
{
    private readonly Dictionary<AccountCode, SubledgerName> _controls = books
        .Chart.Subledgers.SelectMany(pair => pair.ControlAccounts.Select(account => (account, pair.Subledger)))
        .DistinctBy(pair => pair.account)
        .ToDictionary(pair => pair.account, pair => pair.Subledger);

    private readonly Dictionary<(SubledgerName Subledger, Currency Currency, string Entity), Int128> _differences = [];

    public void Add(Entry entry)
    {
        foreach (var line in entry.Lines)
            if (_controls.TryGetValue(line.Account, out var subledger) && !IsDerived(subledger))
                Add((subledger, line.Currency, line.Entity ?? ""), -line.NetMinor);
    }

    public void Add(SubledgerItem item)
    {
        if (!IsDerived(item.Subledger) && item.CountsFrom >= books.FirstDay && item.CountsFrom <= books.LastDay)
            Add((item.Subledger, item.Currency, item.Entity), item.NetMinor);
    }

    /// <summary>
    /// The entities whose period does not agree, the largest difference first. The amount is subledger less general
    /// ledger.
    /// </summary>
    public IReadOnlyList<CloseException> Exceptions =>
        [
            .. _differences
                .Where(pair => pair.Value != 0)
                .OrderByDescending(pair => Int128.Abs(pair.Value))
                .ThenBy(pair => pair.Key.Subledger)
                .ThenBy(pair => pair.Key.Entity, StringComparer.Ordinal)
                .Select(pair => new CloseException(
                    "entity_variance",
                    pair.Key.Entity.Length == 0
                        ? "lines of the control account name no entity"
                        : "the period's items and the control account's lines differ",
                    false
                )
                {
                    Subledger = pair.Key.Subledger,
                    Entity = pair.Key.Entity,
                    AmountMinor = pair.Value,
                    Currency = pair.Key.Currency,
                }),
        ];

    /// <summary>Made of the very lines: there is nothing to compare.</summary>
    private bool IsDerived(SubledgerName subledger) =>
        books.Company.Subledgers.Of(subledger).Source == ItemSource.Journal;

    private void Add((SubledgerName, Currency, string) key, Int128 minor) =>
        _differences[key] = checked(_differences.GetValueOrDefault(key) + minor);
}
