using Bookseal.Books.Certificates;
using Bookseal.Books.Exceptions;
using Bookseal.Books.Ledger;
using Bookseal.Books.Periods;

namespace Bookseal.Books.Guards;

/// <summary>What the journal and its balances have to be.</summary>
internal static class LedgerGuards
{
    public static GuardOutcome JournalReadable(PeriodBooks books) =>
        new(
            GuardCode.JournalReadable,
            [
                .. books.Fold.Faults.Select(fault => new CloseException(
                    "unreadable_line",
                    $"journal line {fault.Index + 1}: {fault.Message}",
                    true
                )),
            ]
        );

    public static GuardOutcome BatchesComplete(PeriodBooks books) =>
        new(
            GuardCode.BatchesComplete,
            [
                .. books.Fold.IncompleteBatches.Select(batch => new CloseException(
                    "INCOMPLETE_BATCH",
                    $"of import {batch.Manifest} {batch.Missing.Count} of {batch.Of} batches are missing; "
                        + "'bookseal repair' rolls it forward",
                    true
                )),
                .. books.HalfMoves.Select(move => new CloseException(
                    "INCOMPLETE_MOVE",
                    $"entries moved from one month to another are posted in {string.Join(", ", move.Posted)} and not "
                        + $"in {string.Join(", ", move.Missing)}; 'bookseal repair' rolls it forward",
                    true
                )),
            ]
        );

    public static GuardOutcome NoUnbalancedEntries(PeriodBooks books) =>
        new(
            GuardCode.NoUnbalancedEntries,
            [
                .. books.Fold.Unbalanced.Select(entry => new CloseException(
                    "unbalanced_entry",
                    $"entry {entry.Entry} does not balance",
                    true
                )
                {
                    AmountMinor = entry.NetMinor,
                    Currency = entry.Currency,
                }),
            ]
        );

    public static IEnumerable<GuardOutcome> EntryIdsUnique(PeriodBooks books, IReadOnlyList<IdClash> clashes)
    {
        if (books.Rules < RuleSet.V3)
            yield break;
        var twice = books.Fold.Duplicates.Select(key => $"entry {key} stands twice in {books.Period}");
        var elsewhere = clashes.Select(clash => $"entry {clash.Entry} stands in {clash.StandsIn} too, which is closed");
        yield return new(
            GuardCode.EntryIdDuplicate,
            [.. twice.Concat(elsewhere).Select(what => new CloseException("entry_id_duplicate", what, true))]
        );
    }

    /// <summary>
    /// What an edit says that it takes back is shown as if it had never been: so it has to be exactly that.
    /// </summary>
    public static IEnumerable<GuardOutcome> EditsMirrored(PeriodBooks books)
    {
        if (books.Rules < RuleSet.V4)
            yield break;
        yield return new(
            GuardCode.EditsMirrored,
            [
                .. books
                    .Edits.Faults.Take(Limits.JournalFaults)
                    .Select(fault => new CloseException(fault.Category, Text(fault), true)),
            ]
        );
    }

    private static string Text(EditFault fault) =>
        fault.Category switch
        {
            "edit_without_original" => $"{fault.Edit} takes back {fault.Standing}, which is not in the journal",
            "edit_repeated" => $"{fault.Edit} takes back {fault.Standing}, which was taken back before",
            _ => $"{fault.Edit} does not take back {fault.Standing} as it stands",
        };

    public static GuardOutcome KnownAccounts(PeriodBooks books) =>
        new(
            GuardCode.KnownAccounts,
            [
                .. books
                    .TrialBalance.Rows.Where(row => books.Chart.Find(row.Account) is null)
                    .Select(row => new CloseException(
                        "unknown_account",
                        $"account {row.Account} is posted to and not in the chart of accounts",
                        true
                    )
                    {
                        Account = row.Account,
                        Currency = row.Currency,
                    }),
            ]
        );

    public static GuardOutcome EntriesInPeriod(PeriodBooks books)
    {
        var isInside =
            books.Fold.DateRange is not { } dates
            || (
                books.Company.Calendar.Contains(books.Period, dates.First)
                && books.Company.Calendar.Contains(books.Period, dates.Last)
            );
        return new(
            GuardCode.EntriesInPeriod,
            isInside ? [] : [new("entry_outside_period", $"the journal has entries dated outside {books.Period}", true)]
        );
    }

    public static GuardOutcome OpeningsBalanced(PeriodBooks books) =>
        new(
            GuardCode.OpeningsBalanced,
            [
                .. books.Openings.Imbalances.Select(pair => new CloseException(
                    "opening_unbalanced",
                    $"opening balances in {pair.Currency} do not net to zero",
                    true
                )
                {
                    AmountMinor = pair.NetMinor,
                    Currency = pair.Currency,
                }),
            ]
        );

    public static GuardOutcome TrialBalanceBalanced(PeriodBooks books) =>
        new(
            GuardCode.TrialBalanceBalanced,
            [
                .. books
                    .TrialBalance.Totals.Where(totals => !totals.IsBalanced)
                    .Select(totals => new CloseException(
                        "trial_balance",
                        $"debits and credits in {totals.Currency} differ",
                        true
                    )
                    {
                        AmountMinor = totals.DebitsMinor - totals.CreditsMinor,
                        Currency = totals.Currency,
                    }),
            ]
        );
}
