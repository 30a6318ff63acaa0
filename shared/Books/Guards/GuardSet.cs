using Bookseal.Books.Ledger;

namespace Bookseal.Books.Guards;

/// <summary>Which guards stand at the end of which phase. Pure: the verifier runs the same code on the inputs in the bag.</summary>
public static class GuardSet
{
    /// <summary>
    /// Phase 5 repeats every guard at the fenced positions, and adds that the prior period is closed; at a year's end, that revenue and expense are closed; after a reopening, that
    /// the journal only grew.
    /// </summary>
    public static IReadOnlyList<GuardOutcome> Evaluate(int phase, PeriodBooks books) => phase switch
    {
        1 => [AllSubledgersClosed(books), BankReconciled(books)],
        2 or 3 => Ledger(books),
        5 => [AllSubledgersClosed(books), BankReconciled(books), .. Ledger(books), PriorPeriodClosed(books), .. YearEnd(books), .. Reopened(books)],
        _ => [],
    };

    private static GuardOutcome[] Ledger(PeriodBooks books) =>
        [JournalReadable(books), BatchesComplete(books), NoUnbalancedEntries(books), KnownAccounts(books), EntriesInPeriod(books), OpeningsBalanced(books), OpeningsAgree(books), TrialBalanceBalanced(books)];

    private static GuardOutcome AllSubledgersClosed(PeriodBooks books)
    {
        if (books.Chart.Subledgers.Count == 0 && books.Reconciliation.Exceptions.Count == 0)
            return new(GuardCode.AllSubledgersClosed, [new("no_subledgers", "no account is tagged control:<subledger>, so there is nothing to reconcile", false)]);
        return new(GuardCode.AllSubledgersClosed, [.. books.Reconciliation.Exceptions]);
    }

    private static GuardOutcome BankReconciled(PeriodBooks books) => new(GuardCode.BankReconciled, books.Bank.Exceptions);

    /// <summary>The company's own openings have to be what its subledgers opened with; later openings are a certificate's, which was reconciled.</summary>
    private static GuardOutcome OpeningsAgree(PeriodBooks books) => new(GuardCode.OpeningsAgree, books.IsFirstPeriod ? [.. OpeningVariances(books)] : []);

    private static IEnumerable<CloseException> OpeningVariances(PeriodBooks books)
    {
        foreach (var (subledger, accounts) in books.Chart.Subledgers)
        {
            var control = books.Openings.Balances.Where(balance => accounts.Contains(balance.Account)).ToLookup(balance => balance.Currency, balance => balance.BalanceMinor);
            var items = books.Subledgers.OpeningTotals.Where(pair => pair.Key.Subledger == subledger).ToDictionary(pair => pair.Key.Currency, pair => pair.Value);
            foreach (var currency in control.Select(group => group.Key).Union(items.Keys).Order())
            {
                var variance = checked(items.GetValueOrDefault(currency) - control[currency].Aggregate((Int128)0, (sum, minor) => checked(sum + minor)));
                if (variance != 0)
                    yield return new("opening_variance", $"the items of subledger {subledger} before the books start do not add up to the opening balance of its control account", true)
                    {
                        Subledger = subledger, Account = accounts[0], AmountMinor = variance, Currency = currency,
                    };
            }
        }
    }

    private static GuardOutcome[] YearEnd(PeriodBooks books) => !books.IsYearEnd ? [] :
    [
        new(GuardCode.YearEndEntriesPosted,
        [
            .. books.TrialBalance.Rows.Where(row => row.ClosingMinor != 0 && books.Chart.Find(row.Account) is { IsResult: true }).Select(row => new CloseException(
                "year_not_closed", $"account {row.Account} is not closed into retained earnings", true) { Account = row.Account, AmountMinor = row.ClosingMinor, Currency = row.Currency }),
        ]),
    ];

    private static GuardOutcome[] Reopened(PeriodBooks books) => books.Withdrawn is not { } withdrawn ? [] :
    [
        new(GuardCode.JournalExtended, withdrawn.IsExtended
            ? []
            : [new("journal_not_extended", "the journal does not begin with the entries that the withdrawn certificate covered", true)]),
    ];

    private static GuardOutcome JournalReadable(PeriodBooks books) => new(GuardCode.JournalReadable,
        [.. books.Fold.Faults.Select(fault => new CloseException("unreadable_line", $"journal line {fault.Index + 1}: {fault.Message}", true))]);

    private static GuardOutcome BatchesComplete(PeriodBooks books) => new(GuardCode.BatchesComplete,
    [
        .. books.Fold.IncompleteBatches.Select(batch => new CloseException(
            "INCOMPLETE_BATCH", $"of import {batch.Manifest} {batch.Missing.Count} of {batch.Of} batches are missing; 'bookseal repair' rolls it forward", true)),
    ]);

    private static GuardOutcome NoUnbalancedEntries(PeriodBooks books) => new(GuardCode.NoUnbalancedEntries,
    [
        .. books.Fold.Unbalanced.Select(entry => new CloseException("unbalanced_entry", $"entry {entry.Entry} does not balance", true)
        {
            AmountMinor = entry.NetMinor, Currency = entry.Currency,
        }),
    ]);

    private static GuardOutcome KnownAccounts(PeriodBooks books) => new(GuardCode.KnownAccounts,
    [
        .. books.TrialBalance.Rows.Where(row => books.Chart.Find(row.Account) is null).Select(row => new CloseException(
            "unknown_account", $"account {row.Account} is posted to and not in the chart of accounts", true) { Account = row.Account, Currency = row.Currency }),
    ]);

    private static GuardOutcome EntriesInPeriod(PeriodBooks books)
    {
        var isInside = books.Fold.DateRange is not { } dates || (books.Company.Calendar.Contains(books.Period, dates.First) && books.Company.Calendar.Contains(books.Period, dates.Last));
        return new(GuardCode.EntriesInPeriod, isInside ? [] : [new("entry_outside_period", $"the journal has entries dated outside {books.Period}", true)]);
    }

    private static GuardOutcome OpeningsBalanced(PeriodBooks books) => new(GuardCode.OpeningsBalanced,
    [
        .. books.Openings.Imbalances.Select(pair => new CloseException("opening_unbalanced", $"opening balances in {pair.Currency} do not net to zero", true)
        {
            AmountMinor = pair.NetMinor, Currency = pair.Currency,
        }),
    ]);

    private static GuardOutcome TrialBalanceBalanced(PeriodBooks books) => new(GuardCode.TrialBalanceBalanced,
    [
        .. books.TrialBalance.Totals.Where(totals => !totals.IsBalanced).Select(totals => new CloseException(
            "trial_balance", $"debits and credits in {totals.Currency} differ", true) { AmountMinor = totals.DebitsMinor - totals.CreditsMinor, Currency = totals.Currency }),
    ]);

    private static GuardOutcome PriorPeriodClosed(PeriodBooks books) => new(GuardCode.PriorPeriodClosed,
        books.IsFirstPeriod || books.PreviousCertificate is not null
            ? []
            : [new("prior_period_open", $"{books.Company.Calendar.Previous(books.Period)} is not closed; close it first", true)]);
}
