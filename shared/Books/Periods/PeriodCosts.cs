using Bookseal.Books.Costs;
using Bookseal.Books.Ledger;

namespace Bookseal.Books.Periods;

/// <summary>The costs that a period took in, and the entries that accrue what of them is not final.</summary>
public sealed class PeriodCosts(CostFold fold, AccruedCosts accrued)
{
    private Result<CostPackage>? _package;

    public CostFold Fold => fold;

    public AccruedCosts Accrued => accrued;

    /// <inheritdoc cref="CostPackage.Of"/>
    public Result<CostPackage> PackageBeside(TrialBalance ledger) =>
        _package ??= CostPackage.Of(fold, accrued, [ledger]);
}
