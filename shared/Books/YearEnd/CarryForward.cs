using Bookseal.Books.Ledger;
using Bookseal.Books.Values;

namespace Bookseal.Books.YearEnd;

/// <summary>
/// Entries of other programs that take the balances out on a fiscal year's last day and in again on the next, both or
/// one of them. Here balances carry forward by themselves: such entries are set aside, and what they say is compared.
/// </summary>
public sealed class CarryForward
{
    private static readonly string[] Descriptions = ["opening balance", "closing balance", "opening/closing balance"];

    private readonly YearEndRules _rules;
    private readonly IReadOnlyList<Entry> _candidates;
    private readonly BalanceList _balances;

    private CarryForward(YearEndRules rules, IReadOnlyList<Entry> candidates, BalanceList balances) =>
        (_rules, _candidates, _balances) = (rules, candidates, balances);

    /// <summary>
    /// Sets aside what is said to carry balances (kind <c>opening</c>, or a description as hledger gives), and of the
    /// rest what carries them to the minor unit: as a pair of mirrored entries, or all assets and liabilities together.
    /// </summary>
    /// <param name="candidates">Entries of one year's end, of its last day and of the next.</param>
    /// <param name="balances">The balances at the year's end, of all other entries.</param>
    public static CarriedForward Find(YearEndRules rules, IReadOnlyList<Entry> candidates, BalanceList balances) =>
        new CarryForward(rules, candidates, balances).Sort();

    private CarriedForward Sort()
    {
        List<Entry> closing = [.. _candidates.Where(entry => IsClosing(entry) && _rules.Carries(entry))];
        List<Entry> opening = [.. _candidates.Where(entry => !IsClosing(entry) && _rules.Carries(entry))];
        closing.RemoveAll(entry => !Lessens(entry) || !IsFound(entry, Without([entry, .. closing.Where(IsSaid)])));
        var carried = Without(closing);
        opening.RemoveAll(entry => !IsFound(entry, carried));
        List<Entry> found = [.. closing.Concat(opening)];
        found.RemoveAll(entry => !IsSaid(entry) && !IsWhole(entry, found, carried));
        carried = Without(found);
        return new(
            [.. found.Select(entry => entry.Key)],
            [
                .. Differences(found.Where(IsClosing), -1, carried),
                .. Differences(found.Where(entry => !IsClosing(entry)), 1, carried),
            ]
        );
    }

    /// <summary>The year's last balances without these entries, its result in retained earnings.</summary>
    private Dictionary<(AccountCode Account, Currency Currency), Int128> Without(IEnumerable<Entry> setAside) =>
        BalanceList
            .Of(
                _balances
                    .Balances.Concat(_candidates.Where(IsClosing).Except(setAside).SelectMany(BalancesOf))
                    .Select(balance =>
                        _rules.IsResult(balance.Account) ? balance with { Account = _rules.RetainedEarnings } : balance
                    )
            )
            .ToDictionary();

    /// <summary>To take a balance out is to move it towards zero; what moves it away is part of it.</summary>
    private bool Lessens(Entry entry)
    {
        var before = _balances.ToDictionary();
        return IsSaid(entry)
            || PositionsOf(entry)
                .All(said =>
                    Int128.Sign(before.GetValueOrDefault((said.Account, said.Currency)))
                    != Int128.Sign(said.BalanceMinor)
                );
    }

    private bool IsFound(Entry entry, Dictionary<(AccountCode, Currency), Int128> carried) =>
        IsSaid(entry)
            ? PositionsOf(entry).Any(said => carried.ContainsKey((said.Account, said.Currency)))
            : Agrees(entry, carried);

    /// <summary>
    /// By its kind or description. Where it speaks of no account that has a balance it carries none: that is a new
    /// account, whose first balance is an everyday entry.
    /// </summary>
    private static bool IsSaid(Entry entry) =>
        entry.Kind == EntryKind.Opening
        || Descriptions.Any(start => entry.Description.Trim().StartsWith(start, StringComparison.OrdinalIgnoreCase));

    /// <summary>Every asset and liability in it is just what was carried, and so all equity but one account.</summary>
    private bool Agrees(Entry entry, Dictionary<(AccountCode, Currency), Int128> carried)
    {
        var others = BalancesOf(entry)
            .Where(said => !IsCarried(said, IsClosing(entry) ? -1 : 1, carried))
            .Select(said => said.Account)
            .Distinct()
            .ToList();
        return others.Count <= 1 && others.All(_rules.IsEquity);
    }

    private bool IsWhole(
        Entry entry,
        IReadOnlyList<Entry> found,
        Dictionary<(AccountCode Account, Currency Currency), Int128> carried
    )
    {
        var half = found.Where(other => IsClosing(other) == IsClosing(entry)).SelectMany(PositionsOf).ToList();
        return carried
                .Keys.Where(key => _rules.IsPosition(key.Account))
                .All(key => half.Exists(said => (said.Account, said.Currency) == key))
            || found.Any(other =>
                IsClosing(other) != IsClosing(entry)
                && BalanceList.Of(BalancesOf(entry).Concat(BalancesOf(other))).Balances.Count == 0
            );
    }

    private IEnumerable<CarriedDifference> Differences(
        IEnumerable<Entry> found,
        int sign,
        Dictionary<(AccountCode, Currency), Int128> carried
    ) =>
        from said in BalanceList.Of(found.SelectMany(PositionsOf)).Balances
        where !IsCarried(said, sign, carried)
        select new CarriedDifference(
            said.Account,
            said.Currency,
            sign * said.BalanceMinor,
            carried.GetValueOrDefault((said.Account, said.Currency))
        );

    private static bool IsCarried(Balance said, int sign, Dictionary<(AccountCode, Currency), Int128> carried) =>
        carried.GetValueOrDefault((said.Account, said.Currency)) == sign * said.BalanceMinor;

    private bool IsClosing(Entry entry) => _rules.IsLastDay(entry.Date);

    private IEnumerable<Balance> PositionsOf(Entry entry) =>
        BalancesOf(entry).Where(said => _rules.IsPosition(said.Account));

    private static IReadOnlyList<Balance> BalancesOf(Entry entry) =>
        BalanceList.Of(entry.Lines.Select(line => new Balance(line.Account, line.Currency, line.NetMinor))).Balances;
}

/// <summary>Carry-forward entries around one year's end.</summary>
/// <param name="Differences">Where they disagree with the balances that are carried.</param>
public sealed record CarriedForward(IReadOnlyList<EntryKey> Entries, IReadOnlyList<CarriedDifference> Differences);

/// <summary>An account's balance at a year's end, as the entry has it and as the books do; debit positive.</summary>
public sealed record CarriedDifference(AccountCode Account, Currency Currency, Int128 SaidMinor, Int128 CarriedMinor);
