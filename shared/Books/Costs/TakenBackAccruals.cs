using Bookseal.Books.Values;

namespace Bookseal.Books.Costs;

/// <summary>
/// What has to be accrued again, since a month takes back what accrued it and it is preliminary still.
/// </summary>
/// <param name="Providers">All that the accruals are of.</param>
/// <param name="Entry">The first accrual that was taken back, in whole or part.</param>
internal sealed record AccruedAgain(
    IReadOnlyList<string> Providers,
    EntryId Entry,
    AccountCode Account,
    Currency Currency,
    Int128 AmountMinor
);

/// <summary>Looks at the accruals that a month begins with, those of providers that share an entry together.</summary>
internal static class TakenBackAccruals
{
    public static IReadOnlyList<AccruedAgain> Of(
        OpenCosts prior,
        CostView view,
        AccruedCosts accrued,
        Func<string, bool> isAskedFor
    )
    {
        var kept = prior
            .Preliminary.Where(rest => isAskedFor(rest.Provider))
            .Select(rest => Kept(rest, view))
            .Where(rest => rest.Gross.RoundToMinor(rest.Currency) != 0)
            .ToDictionary(rest => (rest.Provider, rest.Currency));
        var accruals = prior.Accruals.Where(accrual =>
            accrual.Providers.Any(provider => kept.ContainsKey((provider, accrual.Currency)))
        );
        return
        [
            .. Connect(accruals)
                .Select(group => Again(group, kept, accrued))
                .OfType<AccruedAgain>()
                .OrderBy(again => again.Account)
                .ThenBy(again => again.Currency)
                .ThenBy(again => again.Providers[0], StringComparer.Ordinal),
        ];
    }

    /// <summary>What is final now needs no accrual; what was taken in anew is the month's own.</summary>
    private static OpenRest Kept(OpenRest rest, CostView view)
    {
        var change = view.OpenChanges.FirstOrDefault(one =>
            one.Change.Provider == rest.Provider && one.Change.Currency == rest.Currency
        );
        if (change is null)
            return rest;
        rest.Effective.TryAdd(-change.Finalized.Effective, out var effective); // a part of what is there
        rest.Gross.TryAdd(-change.Finalized.Gross, out var gross);
        return rest with { Effective = effective, Gross = gross };
    }

    /// <summary>
    /// Never more than was taken back, and none where what stands is enough: an accrual may stand for costs that are
    /// final and not billed.
    /// </summary>
    private static AccruedAgain? Again(
        List<OpenAccrual> group,
        Dictionary<(string Provider, Currency Currency), OpenRest> kept,
        AccruedCosts accrued
    )
    {
        var takenBack = Sum(group.Select(accrual => accrual.TakenBack(accrued)));
        var first = group.Where(accrual => accrual.TakenBack(accrued) != 0).MinBy(accrual => accrual.Entry);
        if (takenBack == 0 || first is null)
            return null;
        string[] providers =
        [
            .. group
                .SelectMany(accrual => accrual.Providers)
                .Distinct(StringComparer.Ordinal)
                .Order(StringComparer.Ordinal),
        ];
        var wanted = Sum(
            providers
                .Select(provider => kept.GetValueOrDefault((provider, first.Currency)))
                .OfType<OpenRest>()
                .Select(rest => rest.Effective.RoundToMinor(rest.Currency))
        );
        var missing = wanted - Sum(group.Select(accrual => accrual.Standing(accrued).AmountMinor));
        var again = Int128.Clamp(missing, Int128.Min(takenBack, 0), Int128.Max(takenBack, 0));
        return again == 0 ? null : new(providers, first.Entry, first.Account, first.Currency, again);
    }

    private static IEnumerable<List<OpenAccrual>> Connect(IEnumerable<OpenAccrual> accruals)
    {
        var groups = new Dictionary<(string Provider, AccountCode Account, Currency Currency), List<OpenAccrual>>();
        foreach (var accrual in accruals)
        {
            List<OpenAccrual>[] touched =
            [
                .. KeysOf(accrual).Select(groups.GetValueOrDefault).OfType<List<OpenAccrual>>().Distinct(),
            ];
            var group = touched.MaxBy(one => one.Count) ?? []; // the others move, so that each moves seldom
            List<OpenAccrual> moved = [accrual, .. touched.Where(one => one != group).SelectMany(one => one)];
            group.AddRange(moved);
            foreach (var key in moved.SelectMany(KeysOf))
                groups[key] = group;
        }

        return groups.Values.Distinct();
    }

    private static IEnumerable<(string, AccountCode, Currency)> KeysOf(OpenAccrual accrual) =>
        accrual.Providers.Select(provider => (provider, accrual.Account, accrual.Currency));

    private static Int128 Sum(IEnumerable<Int128> amounts) =>
        amounts.Aggregate((Int128)0, (sum, amount) => checked(sum + amount));
}
