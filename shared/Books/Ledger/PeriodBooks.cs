using Bookseal.Books.Accounts;
using Bookseal.Books.Subledgers;
using Bookseal.Books.Values;

namespace Bookseal.Books.Ledger;

/// <summary>A period's books as they stand at some position: everything that guards, health and reports look at.</summary>
public sealed class PeriodBooks
{
    public PeriodBooks(PeriodCode period, bool isFirstPeriod, ChartOfAccounts chart, BalanceList openings, PeriodFold fold, SubledgerFold subledgers, byte[]? previousCertificate)
    {
        (Period, IsFirstPeriod, Chart, Openings, Fold, PreviousCertificate) = (period, isFirstPeriod, chart, openings, fold, previousCertificate);
        TrialBalance = TrialBalance.Of(openings, fold.Activity);
        Reconciliation = SubledgerReconciliation.Of(chart, TrialBalance, subledgers);
    }

    public PeriodCode Period { get; }

    /// <summary>The first period that the company closes here: its openings come from the company, not from a certificate.</summary>
    public bool IsFirstPeriod { get; }

    public ChartOfAccounts Chart { get; }

    public BalanceList Openings { get; }

    public PeriodFold Fold { get; }

    public TrialBalance TrialBalance { get; }

    public SubledgerReconciliation Reconciliation { get; }

    /// <summary>The bytes of the prior period's close certificate; null while that period is not closed.</summary>
    public byte[]? PreviousCertificate { get; }
}
