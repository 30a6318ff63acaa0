using Bookseal.Books.Audit;
using Bookseal.Books.Company;
using Bookseal.Books.Runs;
using Bookseal.Import.Payouts;
using Bookseal.Storage;

namespace Bookseal.Closing.Imports;

/// <summary>
/// Takes in what providers reported of payouts. The chain says so first; what is appended is what is missing, so that
/// the same file again, or after a crash, adds nothing twice.
/// </summary>
public sealed class PayoutImporter(Workspace workspace)
{
    public const string EventType = "payouts_imported/1";

    /// <summary>How many payouts were new; <c>CLOSE_AUTHORITY_DENIED</c>.</summary>
    /// <param name="sha256">Of the file.</param>
    public async Task<Result<int>> ImportAsync(PayoutFile file, Digest sha256, Actor actor, CancellationToken cancel)
    {
        if (actor.Role < Acts.Import.Role)
            return new Fault(Refusal.AuthorityDenied, $"{actor.Id} is {actor.Role.Text()}; importing needs preparer");
        var missing = await workspace.Payouts.CountMissingAsync(workspace.Tenant, file.Payouts, cancel);
        if (missing == 0)
            return 0;
        var data = JsonObject.Of(
            ("file_sha256", sha256),
            ("payouts", missing),
            ("provider", file.Provider),
            ("unpaid", file.Unpaid)
        );
        await workspace.RecordAsync(
            [new AuditDraft(actor.Id, actor.Kind, EventType, null, null, sha256.ToString(), data)],
            () => Task.FromResult<IReadOnlyList<TableWrite>>([]),
            cancel
        );
        return await workspace.Payouts.AppendMissingAsync(workspace.Tenant, file.Payouts, cancel);
    }
}
