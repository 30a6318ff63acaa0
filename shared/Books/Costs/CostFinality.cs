using Bookseal.Books.Values;

namespace Bookseal.Books.Costs;

/// <summary>
/// Whether what providers may still change is accrued: in each account that costs.json maps providers to, the named
/// entries have to be the preliminary rest of these providers, each rounded to the minor unit.
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

    public static CostFinality Of(CostView view, CostSettings settings, AccruedCosts accrued)
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
);
