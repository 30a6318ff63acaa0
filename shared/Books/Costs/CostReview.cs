using Bookseal.Books.Ledger;
using Bookseal.Books.Values;

namespace Bookseal.Books.Costs;

/// <summary>Looks for what is wrong or odd in a view of costs.</summary>
internal static class CostReview
{
    /// <param name="ledger">Null where no ledger can be laid beside it.</param>
    public static IReadOnlyList<CostDiscrepancy> Of(
        CostView view,
        CostFold fold,
        CostFinality finality,
        IReadOnlyList<LedgerComparison>? ledger,
        bool tellsEqual
    ) =>
        [
            .. Nothing(view),
            .. finality.Findings,
            .. finality.Small,
            .. Ledger(view, fold.Settings, ledger),
            .. view
                .Charges.Where(total => total.Billed.IsNegative)
                .Select(total => Of(total, CostCode.NegativeTotal, true, $"the total billed is {total.Billed}")),
            .. Days(view, fold),
            .. Gaps(view, fold.KnownSequences),
            .. Currencies(view, fold.Settings),
            .. view.Invoices.Where(tie => !tie.Ties).Select(Differs),
            .. Repeated(view),
            .. tellsEqual ? Equal(view) : [],
            .. LeftOut(view),
            .. view
                .AfterClose.Where(total => !total.Billed.IsZero || !total.Effective.IsZero)
                .Select(total =>
                    Of(
                        total,
                        CostCode.RestatedAfterClose,
                        false,
                        $"records of closed months change by {total.Billed} billed, {total.Effective} effective"
                    )
                ),
        ];

    private static IEnumerable<CostDiscrepancy> Nothing(CostView view)
    {
        if (view.IsEmpty)
            yield return new(CostCode.NoCosts, true, "there is no cost record of these days");
    }

    private static IEnumerable<CostDiscrepancy> Repeated(CostView view)
    {
        if (view.Repeated > 0)
            yield return new(
                CostCode.Repeated,
                false,
                $"{view.Repeated} records were delivered more than once; each counts once"
            );
    }

    /// <summary>Rules 6 said nothing of them.</summary>
    private static IEnumerable<CostDiscrepancy> Equal(CostView view)
    {
        if (view.Equal > 0)
            yield return new(
                CostCode.Equal,
                false,
                $"{view.Equal} record(s) say in every column what another one says, and each counts: were rows of a "
                    + "source doubled?"
            );
    }

    private static IEnumerable<CostDiscrepancy> Ledger(
        CostView view,
        CostSettings settings,
        IReadOnlyList<LedgerComparison>? ledger
    )
    {
        var unmapped = view
            .Charges.Select(total => total.Provider)
            .Distinct(StringComparer.Ordinal)
            .Where(name =>
                settings.Find(name) is not { } known || known is { ExpenseAccount: null, PayablesAccount: null }
            );
        foreach (var name in unmapped)
            yield return new(CostCode.LedgerNotCompared, false, "costs.json maps it to no account") { Provider = name };
        if (ledger is null && !view.IsEmpty)
            yield return new(CostCode.LedgerNotCompared, false, "the days are no whole months of these books");
        foreach (var item in ledger ?? [])
            if (item.DifferenceMinor != 0)
                yield return new(
                    CostCode.LedgerDiffers,
                    true,
                    $"{item.Measure} account {item.Account} has {Money.Plain(item.LedgerMinor, item.Currency)}, and "
                        + $"the costs are {Money.Plain(item.CostMinor, item.Currency)}"
                )
                {
                    Currency = item.Currency,
                };
    }

    private static IEnumerable<CostDiscrepancy> Days(CostView view, CostFold fold)
    {
        var daily = fold.Settings.Providers.Where(provider =>
            provider.ReportsDaily && fold.Filter.Takes(provider.Name, null, fold.Settings)
        );
        foreach (var provider in daily)
        {
            var days = view.Days.GetValueOrDefault(provider.Name);
            var missing = Enumerable
                .Range(0, fold.Range.Days)
                .Select(at => fold.Range.From.AddDays(at))
                .Where(day => days?.Contains(day) is not true)
                .ToList();
            if (missing.Count > 0)
                yield return new(
                    CostCode.DaysMissing,
                    true,
                    $"{missing.Count} days without a record: {Some(missing.Select(Dates.Text))}"
                )
                {
                    Provider = provider.Name,
                };
        }
    }

    /// <param name="known">Where null, a batch that seems to be missing may be another month's.</param>
    private static IEnumerable<CostDiscrepancy> Gaps(CostView view, IReadOnlySet<long>? known)
    {
        foreach (var (provider, own) in view.Sequences.OrderBy(pair => pair.Key, StringComparer.Ordinal))
        {
            var between = (known ?? new HashSet<long>()).Where(number => number > own.First() && number < own.Last());
            var sequences = own.Union(between).Order().ToList();
            var gaps = sequences
                .Zip(sequences.Skip(1))
                .Where(pair => pair.Second - pair.First > 1)
                .Select(pair =>
                    pair.Second - pair.First == 2 ? $"{pair.First + 1}" : $"{pair.First + 1} to {pair.Second - 1}"
                )
                .ToList();
            if (gaps.Count > 0)
                yield return new(CostCode.BatchGap, known is not null, $"no record of batch sequence {Some(gaps)}")
                {
                    Provider = provider,
                };
        }
    }

    private static IEnumerable<CostDiscrepancy> LeftOut(CostView view)
    {
        if (view.InvoicesLeftOut > 0)
            yield return new(
                CostCode.InvoicesNotCompared,
                false,
                $"{view.InvoicesLeftOut} lines of invoices are not compared: the days are no whole months"
            );
        if (view.ChangesLeftOut > 0)
            yield return new(
                CostCode.ChangesLeftOut,
                false,
                $"{view.ChangesLeftOut} changes of closed months are left out: the days are no whole months"
            );
    }

    private static IEnumerable<CostDiscrepancy> Currencies(CostView view, CostSettings settings)
    {
        foreach (var group in view.Charges.GroupBy(total => total.Provider, StringComparer.Ordinal))
        {
            foreach (var total in group)
                if (settings.Find(group.Key)?.Currency is { } expected && total.Currency != expected)
                    yield return Of(total, CostCode.CurrencyDiffers, true, $"it bills in {expected}, says costs.json");
            if (group.Count() > 1)
                yield return new(
                    CostCode.CurrenciesSeveral,
                    false,
                    $"it bills in {string.Join(", ", group.Select(total => total.Currency))}; nothing is added across "
                        + "them"
                )
                {
                    Provider = group.Key,
                };
        }
    }

    private static CostDiscrepancy Differs(InvoiceTie tie) =>
        new(
            CostCode.InvoiceDiffers,
            true,
            $"invoice {tie.Invoice} of {tie.Issuer} has {tie.Lines}, the charges that name it {tie.Charges}"
        )
        {
            Currency = tie.Currency,
        };

    private static CostDiscrepancy Of(CostTotal total, string code, bool isBlocking, string text) =>
        new(code, isBlocking, text) { Provider = total.Provider, Currency = total.Currency };

    private static string Some(IEnumerable<string> items)
    {
        var all = items.ToList();
        return all.Count <= 10
            ? string.Join(", ", all)
            : $"{string.Join(", ", all.Take(10))} and {all.Count - 10} more";
    }
}
