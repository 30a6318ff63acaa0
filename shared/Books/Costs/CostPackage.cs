using Bookseal.Books.Ledger;

namespace Bookseal.Books.Costs;

/// <summary>
/// The close package of costs: what the records of a range come to, what is wrong with them, and whether they are ready
/// to be signed off. A function of the records, costs.json, the named accruals and the ledgers.
/// </summary>
public sealed record CostPackage(
    CostRange Range,
    CostFilter Filter,
    CostView View,
    CostFinality Finality,
    IReadOnlyList<LedgerComparison>? Ledger,
    IReadOnlyList<CostDiscrepancy> Discrepancies
)
{
    public bool IsReady => !Discrepancies.Any(found => found.IsBlocking);

    /// <summary><c>COST_LINE_INVALID</c>, <c>COST_ORDER_UNKNOWN</c>, <c>AMOUNT_TOO_LARGE</c>.</summary>
    /// <param name="ledgers">
    /// Of the months of the range, in order; null where it is no whole months of these books.
    /// </param>
    /// <param name="prior">What the month before left preliminary; null where nothing is known of it.</param>
    /// <param name="tellsEqual">Rules before 7 did not.</param>
    public static Result<CostPackage> Of(
        CostFold fold,
        AccruedCosts accrued,
        IReadOnlyList<TrialBalance>? ledgers,
        OpenCosts? prior = null,
        bool tellsEqual = true
    )
    {
        if (!CostView.Of(fold).TryGet(out var view, out var fault))
            return fault;
        IReadOnlyList<LedgerComparison>? ledger = null;
        // A part of the providers is never all that an account has.
        if (ledgers is not null && fold.Filter.IsAll)
        {
            if (!CostLedgerCheck.Of(view, fold.Settings, ledgers).TryGet(out ledger, out fault))
                return fault;
        }

        var finality = CostFinality.Of(
            view,
            fold.Settings,
            accrued,
            prior,
            name => fold.Filter.Takes(name, null, fold.Settings)
        );
        return new CostPackage(
            fold.Range,
            fold.Filter,
            view,
            finality,
            ledger,
            CostReview.Of(view, fold, finality, ledger, tellsEqual)
        );
    }
}
