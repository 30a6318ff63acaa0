using Bookseal.Books.Values;

namespace Bookseal.Books.Costs;

/// <summary>
/// Whether what providers may still change is accrued: in each account that costs.json maps providers to, the named
/// entries have to be the preliminary rest of these providers, each rounded to the minor unit, and what has to be
/// accrued again of earlier months.
/// </summary>
/// <param name="Findings">What a close has to wait for.</param>
/// <param name="Small">
/// What is preliminary and below half a minor unit in all: not final, but nothing that an entry could accrue.
/// </param>
public sealed record CostFinality(
    IReadOnlyList<CostDiscrepancy> Findings,
    IReadOnlyList<CostDiscrepancy> Small,
    IReadOnlyList<AccruedRest> Accrued
)
{
    public bool Passes => !Findings.Any(finding => finding.IsBlocking);

    /// <param name="prior">What the months before left preliminary.</param>
    /// <param name="isAskedFor">Of a provider's name; null: all are.</param>
    public static CostFinality Of(
        CostView view,
        CostSettings settings,
        AccruedCosts accrued,
        OpenCosts? prior = null,
        Func<string, bool>? isAskedFor = null
    )
    {
        var (findings, small) = (new List<CostDiscrepancy>(), new List<CostDiscrepancy>());
        var rests = new List<AccruedRest>();
        foreach (var total in view.PreliminaryRest)
        {
            var restMinor = total.PreliminaryEffective.RoundToMinor(total.Currency);
            var entries = accrued.Named.Where(accrual => accrual.Provider == total.Provider).ToList();
            if (total.PreliminaryGross.RoundToMinor(total.Currency) == 0)
                small.Add(Preliminary(total));
            else if (entries.Count == 0)
                findings.Add(Preliminary(total));
            else if (!accrued.Has(entries[0].Entry))
                findings.Add(Differs(total, $"entry {entries[0].Entry} is not in the journal of the month"));
            else if (settings.Find(total.Provider)?.ExpenseAccount is { } account)
                rests.Add(new(total.Provider, entries[0].Entry, account, total.Currency, restMinor));
            else
                findings.Add(
                    Differs(total, $"costs.json maps {total.Provider} to no expense_account to look for its accrual in")
                );
        }

        foreach (var again in TakenBackAccruals.Of(prior ?? OpenCosts.None, view, accrued, isAskedFor ?? (_ => true)))
        {
            var named = accrued.Named.Where(accrual => again.Providers.Contains(accrual.Provider)).ToList();
            if (named.Count == 0)
                findings.Add(Forgotten(again));
            // One has the amount, and the entries of the others count beside it.
            rests.AddRange(
                named.Select(
                    (accrual, at) =>
                        new AccruedRest(
                            accrual.Provider,
                            accrual.Entry,
                            again.Account,
                            again.Currency,
                            at == 0 ? again.AmountMinor : 0
                        )
                        {
                            InPlaceOf = again.Entry,
                        }
                )
            );
        }

        findings.AddRange(Unequal(rests, accrued));
        return new(findings, small, rests);
    }

    private static IEnumerable<CostDiscrepancy> Unequal(List<AccruedRest> rests, AccruedCosts accrued)
    {
        foreach (var group in rests.GroupBy(rest => (rest.Account, rest.Currency)))
        {
            var providers = group.Select(rest => rest.Provider).ToHashSet(StringComparer.Ordinal);
            var wanted = group.Aggregate((Int128)0, (sum, rest) => checked(sum + rest.AmountMinor));
            var booked = accrued
                .Named.Where(accrual => providers.Contains(accrual.Provider))
                .Select(accrual => accrual.Entry)
                .Distinct()
                .Aggregate(
                    (Int128)0,
                    (sum, entry) => checked(sum + accrued.NetOf(entry, group.Key.Account, group.Key.Currency))
                );
            if (booked != wanted)
                yield return new(
                    CostCode.AccrualDiffers,
                    true,
                    $"the preliminary rest of {string.Join(", ", providers)} is "
                        + $"{Money.Display(wanted, group.Key.Currency)} {group.Key.Currency}, and the named entries "
                        + $"have {Money.Display(booked, group.Key.Currency)} on account {group.Key.Account}"
                )
                {
                    Provider = providers.Count == 1 ? providers.First() : null,
                    Currency = group.Key.Currency,
                };
        }
    }

    private static CostDiscrepancy Preliminary(CostTotal total) =>
        new(
            CostCode.NotFinalized,
            true,
            $"{total.Open} records of {total.Provider} are preliminary, {total.PreliminaryEffective} effective and "
                + $"{total.PreliminaryGross} without signs, in {total.Currency}; import what is final, or name the "
                + "entry that accrues it: begin the close without --yes first, then bookseal costs accrued"
        )
        {
            Provider = total.Provider,
            Currency = total.Currency,
        };

    private static CostDiscrepancy Forgotten(AccruedAgain again) =>
        new(
            CostCode.NotFinalized,
            true,
            $"entry {again.Entry} accrued costs of {string.Join(", ", again.Providers)} of earlier months, the month "
                + "takes it back, and they are preliminary still: import what is final, or accrue "
                + $"{Money.Display(again.AmountMinor, again.Currency)} {again.Currency} again on account "
                + $"{again.Account} and name the entry: begin the close without --yes first, then bookseal costs "
                + "accrued"
        )
        {
            Provider = again.Providers.Count == 1 ? again.Providers[0] : null,
            Currency = again.Currency,
        };

    private static CostDiscrepancy Differs(CostTotal total, string text) =>
        new(CostCode.AccrualDiffers, true, text) { Provider = total.Provider, Currency = total.Currency };
}

/// <summary>What of a provider's cost is preliminary and has an entry named for it.</summary>
/// <param name="AmountMinor">The rest, rounded.</param>
public sealed record AccruedRest(
    string Provider,
    EntryId Entry,
    AccountCode Account,
    Currency Currency,
    Int128 AmountMinor
)
{
    /// <summary>The accrual of an earlier month that was taken back; null of what the month itself took in.</summary>
    public EntryId? InPlaceOf { get; init; }
}
