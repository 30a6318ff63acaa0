using Bookseal.Books.Certificates;
using Bookseal.Books.Costs;
using Bookseal.Books.Ledger;

namespace Bookseal.Books.Periods;

/// <summary>
/// The costs that a period took in, what months before it left preliminary, and the entries that accrue what is not
/// final.
/// </summary>
/// <param name="fold">Null where the period took none in.</param>
public sealed class PeriodCosts(CostFold? fold, AccruedCosts accrued, OpenCosts prior, RuleSet rules)
{
    private Result<CostPackage>? _package;

    public CostFold? Fold => fold;

    public AccruedCosts Accrued => accrued;

    public OpenCosts Prior => prior;

    /// <summary>Null where there is nothing to keep in view.</summary>
    public static PeriodCosts? Of(CostFold? fold, AccruedCosts accrued, OpenCosts? prior, RuleSet rules) =>
        fold is null && prior is null ? null : new(fold, accrued, prior ?? OpenCosts.None, rules);

    /// <inheritdoc cref="CostPackage.Of"/>
    /// <returns>Null where the period took no costs in.</returns>
    public Result<CostPackage>? PackageBeside(TrialBalance ledger)
    {
        if (fold is not null)
            _package ??= CostPackage.Of(fold, accrued, [ledger], prior, rules >= RuleSet.V7);
        return _package;
    }

    /// <summary>As <see cref="PackageBeside"/>.</summary>
    public Result<CostFinality> FinalityBeside(TrialBalance ledger) =>
        PackageBeside(ledger) is { } package
            ? package.Map(made => made.Finality)
            : CostFinality.Of(CostView.Nothing, CostSettings.Empty, accrued, prior);

    /// <summary>What the next month begins with; as <see cref="PackageBeside"/>.</summary>
    public Result<OpenCosts> OpenBeside(TrialBalance ledger)
    {
        if (!FinalityBeside(ledger).TryGet(out var finality, out var fault))
            return fault;
        var view = PackageBeside(ledger) is { } package ? package.Value.View : CostView.Nothing;
        return prior.After(view, finality, accrued);
    }
}
