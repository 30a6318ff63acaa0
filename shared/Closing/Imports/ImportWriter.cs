using Bookseal.Books.Audit;
using Bookseal.Books.Company;
using Bookseal.Books.Teams;
using Bookseal.Books.Values;
using Bookseal.Closing.Runs;
using Bookseal.Closing.Signing;
using Bookseal.Closing.Teams;
using Bookseal.Import;
using Bookseal.Storage;

namespace Bookseal.Closing.Imports;

/// <summary>
/// Intention, effects, outcome. An intention that an earlier attempt left stands for this one: the chain tells of one
/// import, however often it was tried. One that other files left is superseded; what it posted before it noticed is
/// seen by checking again, once it can post no more.
/// </summary>
internal sealed class ImportWriter(
    Workspace workspace,
    RunStore runs,
    KeyEnrolment enrolment,
    CloseDoor door,
    int maxBatchBytes
)
{
    /// <summary>Null once it is recorded; <c>IMPORT_SUPERSEDED</c> where what was checked holds no longer.</summary>
    public async Task<Fault?> WriteAsync(
        PreparedImport import,
        Actor actor,
        IProgress<ImportProgress>? progress,
        CancellationToken cancel
    )
    {
        var (books, claim, plan) = (import.Books, import.Claim, import.Plan);
        if (import.Current is null)
            await enrolment.MakeFirstAsync(books.Profile, cancel);
        var pending = import.Pending;
        var intention = pending ?? import.Describe();
        if (pending is null && !await AnnounceAsync(claim, actor, intention, books.Profile.Approvers, cancel))
            return BooksImporter.Superseded(workspace.Tenant);
        await workspace.MasterData.WriteAsync(new(books.Profile, books.Chart, books.Openings), cancel);
        if (import.Schedules.Change is not null)
            await workspace.Schedules.WriteAsync(workspace.Tenant, import.Schedules.Register, cancel);
        if (import.Rules.Change is not null)
            await workspace.Rules.WriteAsync(workspace.Tenant, import.Rules.Rules, cancel);
        if (import.Costs.Change is not null)
            await workspace.CostSettings.WriteAsync(workspace.Tenant, import.Costs.Settings, cancel);
        if (import.Sources.Change is not null)
            await workspace.Sources.WriteAsync(workspace.Tenant, import.Sources.Settings, cancel);
        if (
            !plan.IsEmpty
            && await new ImportPoster(workspace, runs, plan, claim, door, progress).PostAsync(books.Entries, cancel)
                is { } refused
        )
            return refused;
        if (!await claim.HoldsAsync(cancel))
            return BooksImporter.Superseded(workspace.Tenant);
        if (await new MovePoster(workspace, runs, maxBatchBytes).PostAsync(plan.Moves, cancel) is { } unmoved)
            return unmoved;
        foreach (var group in import.Items.Items.GroupBy(item => item.Subledger))
            await workspace.Subledgers.AppendMissingAsync(workspace.Tenant, group.Key, [.. group], cancel);
        await workspace.Bank.AppendMissingAsync(workspace.Tenant, books.BankLines, cancel);
        var isRecorded = await CompleteAsync(import, actor, intention, cancel); // commit point
        return isRecorded ? null : BooksImporter.Superseded(workspace.Tenant);
    }

    /// <summary>False where somebody was first, or was superseded by this: then all is checked again.</summary>
    private async Task<bool> AnnounceAsync(
        ImportClaim claim,
        Actor actor,
        JsonObject intention,
        IReadOnlyList<PersonId> founders,
        CancellationToken cancel
    )
    {
        var isAlone = claim.Pending is null;
        var announced = await workspace.RecordAsync(
            [Draft(BooksImporter.Intended, actor, intention)],
            async _ => await claim.HoldsAsync(cancel) ? [claim.Announce(intention)] : null,
            cancel,
            founders
        );
        return announced && await claim.TakeAsync(intention, cancel) && isAlone;
    }

    private async Task<bool> CompleteAsync(
        PreparedImport import,
        Actor actor,
        JsonObject intention,
        CancellationToken cancel
    )
    {
        var changes = await new MasterDataRecord(workspace, runs).DraftAsync(
            import.Books,
            import.Current,
            actor,
            cancel
        );
        var begun = import.Current is null
            ? new TeamBootstrapped(actor.Id, Governance.Of(import.Books.Profile), false)
            : null;
        var draft = Draft(BooksImporter.Imported, actor, intention);
        AuditDraft[] team = begun is null
            ? []
            : [new(actor.Id, actor.Kind, begun.Type, null, null, draft.Correlation, begun.ToData())];
        return await workspace.RecordAsync(
            [
                .. team,
                .. changes,
                .. import.Schedules.Drafts(actor),
                .. import.Rules.Drafts(actor),
                .. import.Sources.Drafts(actor),
                .. import.Costs.Drafts(actor),
                draft,
            ],
            async sequence =>
            {
                if (!await import.Claim.HoldsAsync(cancel))
                    return null;
                IReadOnlyList<TableWrite> rows =
                [
                    .. import.Claim.Complete(import.Row),
                    .. import.Schedules.Rows(),
                    .. import.Rules.Rows(),
                    .. import.Sources.Rows(),
                    .. import.Costs.Rows(),
                ];
                return begun is null
                    ? rows
                    :
                    [
                        .. rows,
                        await new TeamStore(workspace).RowAsync(TeamState.Evolve(null, begun, sequence), cancel),
                    ];
            },
            cancel
        );
    }

    private static AuditDraft Draft(string type, Actor actor, JsonObject data) =>
        new(actor.Id, actor.Kind, type, null, null, CanonicalJson.DigestOf(data).ToString(), data);
}
