using Bookseal.Books.Ledger;
using Bookseal.Books.Runs;
using Bookseal.Books.Values;

namespace Bookseal.Closing.Views;

/// <summary>A run as scripts read it.</summary>
public static class RunJson
{
    public static JsonObject Of(CloseRun run) =>
        JsonObject.Of(
            ("attempt", run.Attempt),
            ("attestation", run.Certification?.Attestation),
            ("certified_at", run.CertifiedAt is { } at ? Dates.Text(at) : null),
            ("certified_by", run.Certification?.By.ToString()),
            ("close_hash", run.Package?.CloseHash.ToString()),
            ("direct", run.IsDirect ? (JsonValue)true : null),
            ("ledger_hash", run.Package?.LedgerHash.ToString()),
            ("period", run.Period.ToString()),
            ("period_id", run.PeriodId.ToString()),
            ("period_status", run.PeriodStatus.Text()),
            ("phase", run.Phase),
            ("proof_id", run.Proof?.ProofId.ToString("D")),
            ("run_id", run.Attempt == 0 ? null : run.Id.ToString()),
            ("status", run.Status.Text()),
            ("tasks_completed", run.Tasks.Count),
            ("tasks_total", run.Template.Tasks.Count),
            ("tenant_id", run.Tenant.ToString()),
            ("version", run.Attempt == 0 ? null : (JsonValue)run.Version)
        );
}
