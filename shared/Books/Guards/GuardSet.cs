using Bookseal.Books.Ledger;
using Bookseal.Books.Periods;
using static Bookseal.Books.Guards.CostGuards;
using static Bookseal.Books.Guards.LedgerGuards;
using static Bookseal.Books.Guards.PeriodGuards;
using static Bookseal.Books.Guards.ResultGuards;
using static Bookseal.Books.Guards.SubledgerGuards;

namespace Bookseal.Books.Guards;

/// <summary>
/// Which guards stand at the end of which phase. Pure: the verifier runs the same code on the inputs in the bag.
/// </summary>
public static class GuardSet
{
    /// <summary>
    /// Phase 5 repeats every guard at the fenced positions, and adds that the prior period is closed; at a year's end,
    /// that revenue and expense are closed; after a reopening, that the journal only grew.
    /// </summary>
    /// <param name="clashes">
    /// Ids that closed periods have too, as far as somebody looked: a bag does not hold other journals, so a verifier
    /// judges those of the period alone.
    /// </param>
    public static IReadOnlyList<GuardOutcome> Evaluate(
        int phase,
        PeriodBooks books,
        IReadOnlyList<IdClash>? clashes = null
    ) =>
        phase switch
        {
            1 => [AllSubledgersClosed(books), BankReconciled(books), .. CostsFinalized(books)],
            2 or 3 => Ledger(books, []),
            5 =>
            [
                AllSubledgersClosed(books),
                BankReconciled(books),
                .. CostsFinalized(books),
                .. Ledger(books, clashes ?? []),
                PriorPeriodClosed(books),
                .. YearEndClosed(books),
                .. Reopened(books),
            ],
            _ => [],
        };

    private static GuardOutcome[] Ledger(PeriodBooks books, IReadOnlyList<IdClash> clashes) =>
        [
            JournalReadable(books),
            BatchesComplete(books),
            NoUnbalancedEntries(books),
            KnownAccounts(books),
            EntriesInPeriod(books),
            OpeningsBalanced(books),
            OpeningsAgree(books),
            TrialBalanceBalanced(books),
            .. NetIncomeAgrees(books),
            .. EntryIdsUnique(books, clashes),
            .. EditsMirrored(books),
        ];
}
