using Bookseal.Books.Audit;
using Bookseal.Books.Company;
using Bookseal.Books.Reconciliation;
using Bookseal.Books.Values;
using Bookseal.Storage.Company;

namespace Bookseal.Closing.Exports;

/// <summary>Reconciles an interval, and keeps the report with its digest in the audit chain.</summary>
public sealed class ReconciliationDesk(Workspace workspace, IntervalReader reader)
{
    public const string EventType = "reconciliation_reported/1";

    /// <summary>The report as the books are now; nothing is written. As <see cref="IntervalReader"/>.</summary>
    public async Task<Result<ReconciliationReport>> ReadAsync(
        Interval interval,
        ReconciliationRules rules,
        MasterData master,
        CancellationToken cancel
    ) => (await reader.ReadAsync(interval, rules, master, cancel)).Map(reading => reading.Payload.Report);

    /// <summary>Stores the report under its digest first, then says so in the chain.</summary>
    public async Task<Digest> KeepAsync(ReconciliationReport report, Actor actor, CancellationToken cancel)
    {
        var digest = await workspace.Retention.WriteReportAsync(workspace.Tenant, report.ToJson(), cancel);
        var data = JsonObject.Of(
            ("from", Dates.Text(report.Interval.From)),
            ("report", digest),
            ("to", Dates.Text(report.Interval.To)),
            ("verdict", ReconciledPair.TextOf(report.Verdict))
        );
        await workspace.RecordAsync(
            [new AuditDraft(actor.Id, actor.Kind, EventType, null, null, digest.ToString(), data)],
            () => Task.FromResult<IReadOnlyList<Storage.TableWrite>>([]),
            cancel
        );
        return digest;
    }
}
