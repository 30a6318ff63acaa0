using Bookseal.Books.Accounts;
using Bookseal.Books.Banking;
using Bookseal.Books.Certificates;
using Bookseal.Books.Company;
using Bookseal.Books.Costs;
using Bookseal.Books.Ledger;
using Bookseal.Books.Subledgers;
using Bookseal.Books.Values;

namespace Bookseal.Books.Periods;

/// <summary>
/// A period's books as they stand at some position: everything that guards, health and reports look at.
/// </summary>
public sealed class PeriodBooks
{
    private readonly Dictionary<SubledgerName, bool> _isOwed;

    public PeriodBooks(
        PeriodCode period,
        ClosePolicy company,
        ChartOfAccounts chart,
        OpeningPosition opening,
        PeriodFold fold,
        SubledgerFold subledgers,
        BankFold bank,
        RuleSet rules
    )
    {
        (Period, Company, Chart, Opening, Fold, Subledgers, Rules) = (
            period,
            company,
            chart,
            opening,
            fold,
            subledgers,
            rules
        );
        _isOwed = chart.Subledgers.ToDictionary(
            pair => pair.Subledger,
            pair => chart.Find(pair.ControlAccounts[0])!.Type is AccountType.Asset or AccountType.Expense
        );
        TrialBalance = TrialBalance.Of(opening.Balances, fold.Activity, isEffective: rules >= RuleSet.V3);
        Reconciliation = SubledgerReconciliation.Of(chart, TrialBalance, subledgers);
        Bank = BankReconciliation.Of(bank, subledgers.Kept, LastDay);
    }

    public PeriodCode Period { get; }

    /// <summary>What the figures follow from: those of the run, or the current ones before it.</summary>
    public RuleSet Rules { get; }

    public ClosePolicy Company { get; }

    public DateOnly FirstDay => Company.Calendar.FirstDayOf(Period);

    public DateOnly LastDay => Company.Calendar.LastDayOf(Period);

    public bool IsYearEnd => Company.Calendar.IsYearEnd(Period);

    /// <summary>
    /// The first period that the company closes here: its openings come from the company, not from a certificate.
    /// </summary>
    public bool IsFirstPeriod => Period == Company.FirstPeriod;

    public ChartOfAccounts Chart { get; }

    public OpeningPosition Opening { get; }

    public BalanceList Openings => Opening.Balances;

    public PeriodFold Fold { get; }

    public SubledgerFold Subledgers { get; }

    /// <summary>What edits in the source took back; under rules 3 they were counted, and not listed.</summary>
    public ReplacedEntries Edits { get; init; } = new();

    public TrialBalance TrialBalance { get; }

    public SubledgerReconciliation Reconciliation { get; }

    public BankReconciliation Bank { get; }

    /// <summary>
    /// Moves from or to this period that stopped half-way, as far as somebody looked: a bag does not hold the other
    /// months' journals.
    /// </summary>
    public IReadOnlyList<HalfMove> HalfMoves { get; init; } = [];

    /// <summary>The costs that the period has to do with; null where there are none, and before rules 6.</summary>
    public PeriodCosts? Costs { get; init; }

    /// <summary>The close package of the costs; null as they are.</summary>
    public Result<CostPackage>? CostPackage => Costs?.PackageBeside(TrialBalance);

    /// <summary>
    /// What of the costs is preliminary at the period's end; null where nothing is, and where that cannot be said: the
    /// guards say why.
    /// </summary>
    public OpenCosts? OpenCosts =>
        Costs is not null && Costs.OpenBeside(TrialBalance).TryGet(out var open, out _) && !open.IsEmpty ? open : null;

    /// <summary>
    /// The certificate of this period that was decertified before this close; null in a period that was closed once.
    /// </summary>
    public DecertifiedCertificate? Decertified { get; init; }

    /// <summary>
    /// What the period did to revenue and expense accounts before closing entries: the next period's comparison.
    /// </summary>
    public BalanceList Result => TrialBalance.ResultOf(Chart);

    /// <summary>
    /// What the closing entries of the fiscal year have done up to the period's end, by account: what the result of
    /// the year is without.
    /// </summary>
    public BalanceList ClosingEntries =>
        (Opening.PriorClosingEntries ?? BalanceList.Empty).Plus(TrialBalance.ClosingEntries);

    /// <summary>
    /// The periods that stand beside this one for comparison: the one before, and where that ended a fiscal year the
    /// year's adjustment period, if it is part of the openings.
    /// </summary>
    public IReadOnlyList<PeriodCode> ComparedPeriods =>
        ComparedAdjustment is { } adjustment ? [Previous, adjustment.Adjustment] : [Previous];

    /// <summary>The result of the compared periods; null in the first period.</summary>
    public BalanceList? ComparedResult =>
        ComparedAdjustment is { Result: { } result } ? Opening.PriorResult?.Plus(result) : Opening.PriorResult;

    private PeriodCode Previous => Company.Calendar.Previous(Period);

    private OpeningsRestatement? ComparedAdjustment =>
        Rules >= RuleSet.V3
        && Opening.Restatement is { } restatement
        && Company.Calendar.LastMonthOf(restatement.Adjustment.Year) == Previous
            ? restatement
            : null;

    /// <summary>Open items by age; what a bank account has open is the bank reconciliation's.</summary>
    public IReadOnlyList<AgeingRow> Ageing
    {
        get
        {
            var banks = Chart.BankSubledgers;
            return Books.Subledgers.Ageing.Of(
                Subledgers.OpenItems.Where(item => !banks.Contains(item.Subledger)),
                LastDay,
                Rules >= RuleSet.V3 ? IsUnapplied : _ => false
            );
        }
    }

    /// <summary>What every subledger and bank account has open at the period's end.</summary>
    public OpenItemsFile OpenItems => OpenItemsFile.Of(this);

    /// <summary>True of a subledger of what is owed to the company; unknown ones count as the other.</summary>
    public bool IsOwed(SubledgerName subledger) => _isOwed.GetValueOrDefault(subledger);

    /// <summary>
    /// Money without a bill: a credit of what is owed to the company, a debit of what it owes. The type of the
    /// subledger's first control account says which of the two it is.
    /// </summary>
    private bool IsUnapplied(OpenItem item) =>
        _isOwed.TryGetValue(item.Subledger, out var isOwed) && (item.AmountMinor < 0) == isOwed;

    /// <summary>
    /// Who prepared the period, in order: posted an entry of it, and since rules 4 also whoever matched its bank lines
    /// or settled its items by hand.
    /// </summary>
    public IReadOnlyCollection<PersonId> Preparers =>
        Rules >= RuleSet.V4
            ? [.. Fold.Posters.Union(Bank.DecidersBetween(FirstDay, LastDay)).Union(Subledgers.Appliers).Order()]
            : Fold.Posters;

    /// <summary>The bytes of the prior period's close certificate; null while that period is not closed.</summary>
    public byte[]? PreviousCertificate => Opening.PreviousCertificate;
}
