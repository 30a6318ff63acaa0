using Bookseal.Books.Ledger;

namespace Bookseal.Books.Guards;

/// <summary>Which guards stand at the end of which phase. Pure: the verifier runs the same code on the inputs in the bag.</summary>
public static class GuardSet
{
    /// <summary>Phase 5 repeats every guard at the fenced positions, and adds that the prior period is closed.</summary>
    public static IReadOnlyList<GuardOutcome> Evaluate(int phase, PeriodBooks books) => phase switch
    {
        1 => [AllSubledgersClosed(books)],
        2 or 3 => Ledger(books),
        5 => [AllSubledgersClosed(books), .. Ledger(books), PriorPeriodClosed(books)],
        _ => [],
    };

    private static GuardOutcome[] Ledger(PeriodBooks books) =>
        [JournalReadable(books), BatchesComplete(books), NoUnbalancedEntries(books), KnownAccounts(books), EntriesInPeriod(books), OpeningsBalanced(books), TrialBalanceBalanced(books)];

    private static GuardOutcome AllSubledgersClosed(PeriodBooks books)
    {
        if (books.Chart.Subledgers.Count == 0 && books.Reconciliation.Exceptions.Count == 0)
            return new(GuardCode.AllSubledgersClosed, [new("no_subledgers", "no account is tagged control:<subledger>, so there is nothing to reconcile", false)]);
        return new(GuardCode.AllSubledgersClosed, [.. books.Reconciliation.Exceptions]);
    }

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
        var isInside = books.Fold.DateRange is not { } dates || (books.Period.Contains(dates.First) && books.Period.Contains(dates.Last));
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
            : [new("prior_period_open", $"{books.Period.Previous} is not closed; close it first", true)]);
}
