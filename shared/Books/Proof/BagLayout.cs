namespace Bookseal.Books.Proof;

/// <summary>The files of a proof package (docs/formats.md).</summary>
public static class BagLayout
{
    public const string Certificate = "data/close_certificate.json";
    public const string Reconciliation = "data/reconciliation_report.json";
    public const string Guards = "data/guards.json";
    public const string Tasks = "data/tasks.json";
    public const string TrialBalance = "data/trial_balance.csv";
    public const string ClosingBalances = "data/closing_balances.json";
    public const string Audit = "data/audit.ndjson";
    public const string Journal = "data/inputs/journal.ndjson";
    public const string Accounts = "data/inputs/accounts.json";
    public const string OpeningBalances = "data/inputs/opening_balances.json";
    public const string Subledgers = "data/inputs/subledgers.ndjson";
    public const string Policy = "data/inputs/policy.json";
    public const string PreviousCertificate = "data/inputs/previous_certificate.json";
    public const string Envelope = "proof_package.json";
    public const string Checkpoint = "audit/checkpoint";
    public const string Consistency = "audit/consistency";

    public const string PredicateType = "https://bookseal.dev/close-certificate/v1";
}
