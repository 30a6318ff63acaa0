using Bookseal.Books.Runs.Events;

namespace Bookseal.Books.Proof;

/// <summary>The files of a proof package (docs/formats.md).</summary>
public static class BagLayout
{
    public const string Certificate = "data/close_certificate.json";
    public const string Reconciliation = "data/reconciliation_report.json";
    public const string Guards = "data/guards.json";
    public const string Tasks = "data/tasks.json";
    public const string TrialBalance = "data/trial_balance.csv";
    public const string GeneralLedger = "data/general_ledger.csv";
    public const string ReplacedEntries = "data/replaced_entries.csv";
    public const string RollForward = "data/roll_forward.csv";
    public const string OpenItems = "data/open_items.json";
    public const string Ageing = "data/ageing.csv";
    public const string BankReconciliation = "data/bank_reconciliation.json";
    public const string IncomeStatementJson = "data/income_statement.json";
    public const string IncomeStatementCsv = "data/income_statement.csv";
    public const string IncomeStatementPdf = "data/income_statement.pdf";
    public const string BalanceSheetJson = "data/balance_sheet.json";
    public const string BalanceSheetCsv = "data/balance_sheet.csv";
    public const string BalanceSheetPdf = "data/balance_sheet.pdf";
    public const string PeriodResult = "data/period_result.json";
    public const string ClosingEntries = "data/closing_entries.json";
    public const string ClosingBalances = "data/closing_balances.json";
    public const string Audit = "data/audit.ndjson";
    public const string Journal = "data/inputs/journal.ndjson";
    public const string Accounts = "data/inputs/accounts.json";
    public const string OpeningBalances = "data/inputs/opening_balances.json";
    public const string Subledgers = "data/inputs/subledgers.ndjson";
    public const string Bank = "data/inputs/bank.ndjson";
    public const string Costs = "data/inputs/costs.ndjson";
    public const string CostSettings = "data/inputs/costs.json";
    public const string CostPackageJson = "data/close_package.json";
    public const string CostPackageCsv = "data/close_package.csv";
    public const string Restatements = "data/restatements.csv";
    public const string OpenCosts = "data/open_costs.json";
    public const string PriorOpenCosts = "data/inputs/prior_open_costs.json";
    public const string PreviousOpenItems = "data/inputs/previous_open_items.json";
    public const string PriorResult = "data/inputs/prior_result.json";
    public const string PriorClosingEntries = "data/inputs/prior_closing_entries.json";
    public const string AdjustmentCertificate = "data/inputs/adjustment/close_certificate.json";
    public const string AdjustmentOpenings = "data/inputs/adjustment/opening_balances.json";
    public const string AdjustmentClosing = "data/inputs/adjustment/closing_balances.json";
    public const string AdjustmentResult = "data/inputs/adjustment/period_result.json";
    public const string AdjustmentPackage = "data/inputs/adjustment/proof_package.json";
    public const string DecertifiedPackage = "data/inputs/withdrawn_proof_package.json";
    public const string DecertifiedClose = "data/inputs/withdrawn_certificate.json";
    public const string Checklist = "data/inputs/checklist.json";

    /// <summary>The folder of what agents found and people attached.</summary>
    public const string TaskEvidence = "data/inputs/task_evidence/";
    public const string Policy = "data/inputs/policy.json";
    public const string PreviousAccounts = "data/inputs/previous_accounts.json";
    public const string PreviousCertificate = "data/inputs/previous_certificate.json";
    public const string PreviousPackage = "data/inputs/previous_proof_package.json";
    public const string Envelope = "proof_package.json";
    public const string Checkpoint = "audit/checkpoint";
    public const string Consistency = "audit/consistency";

    private static readonly HashSet<string> Lists = new(StringComparer.Ordinal)
    {
        Accounts,
        PreviousAccounts,
        OpeningBalances,
        PreviousOpenItems,
        PriorResult,
        PriorClosingEntries,
        AdjustmentOpenings,
        AdjustmentClosing,
        AdjustmentResult,
    };

    /// <summary>True of a file that grows with charts, balances and open items.</summary>
    public static bool IsList(string path) => Lists.Contains(path);

    public const string PredicateType = "https://bookseal.dev/close-certificate/v1";
}
