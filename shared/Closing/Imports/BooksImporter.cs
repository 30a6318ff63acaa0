using Bookseal.Books.Company;
using Bookseal.Books.Teams;
using Bookseal.Books.Values;
using Bookseal.Closing.Runs;
using Bookseal.Closing.Signing;
using Bookseal.Closing.Teams;
using Bookseal.Import;
using Bookseal.Import.BooksDirectory;

namespace Bookseal.Closing.Imports;

/// <summary>
/// Brings a books directory into the stores. Incremental: an entry that is there with the same content is skipped, so
/// importing twice changes nothing; one with other content is replaced while its period is open, and refused after
/// that.
/// </summary>
/// <param name="maxBatchBytes">An import of more bytes in a period is cut into numbered batches.</param>
public sealed class BooksImporter(
    Workspace workspace,
    RunStore runs,
    KeyEnrolment enrolment,
    TeamService teams,
    int maxBatchBytes = Limits.ImportBatchBytes
)
{
    public const string Intended = "import_intended/2";
    public const string Imported = "books_imported/2";

    /// <summary>The first versions did not tell of entries that were edited or went.</summary>
    public static bool IsIntended(string type) => type is Intended or "import_intended/1";

    public static bool IsImported(string type) => type is Imported or "books_imported/1";

    private const int MaxAttempts = 5;
    internal const string SupersededCode = "IMPORT_SUPERSEDED";

    /// <summary>
    /// Checks everything, announces it in the audit chain, writes, and reports: intention, effects, outcome.
    /// </summary>
    public Task<Result<ImportOutcome>> ImportAsync(ImportedBooks books, Actor actor, CancellationToken cancel) =>
        ImportAsync(books, actor, ImportOptions.Default, null, cancel);

    /// <summary>
    /// The same. What was checked against master data that are no longer current is checked again;
    /// <c>IMPORT_SUPERSEDED</c> where others are always faster.
    /// </summary>
    public async Task<Result<ImportOutcome>> ImportAsync(
        ImportedBooks books,
        Actor actor,
        ImportOptions options,
        IProgress<ImportProgress>? progress,
        CancellationToken cancel
    )
    {
        var wanted = Governance.Of(books.Profile);
        if (wanted.SizeFault() is { } tooLarge)
            return tooLarge;
        for (var attempt = 1; ; attempt++)
        {
            var imported = await TryAsync(books, wanted, actor, options, progress, cancel);
            if (imported.TryGet(out var outcome, out var fault))
                return await TellTeamAsync(outcome, wanted, actor, options, cancel);
            // What was read with other master data is read again, and not only checked again.
            if (fault.Code != SupersededCode || attempt == MaxAttempts || options.ReadWith is not null)
                return fault;
            await ImportClaim.WaitForOtherAsync(workspace, pending => PreparedImport.IsOf(pending, books), cancel);
        }
    }

    /// <summary>
    /// The outcome with what becomes of another team or policy than those in force; recorded once, and not in a dry
    /// run. <c>TEAM_TOO_LARGE</c>.
    /// </summary>
    public async Task<Result<ImportOutcome>> TellTeamAsync(
        ImportOutcome outcome,
        Governance wanted,
        Actor actor,
        ImportOptions options,
        CancellationToken cancel
    )
    {
        if (
            !(await workspace.ReadMasterDataAsync(cancel)).TryGet(out var master, out _)
            || wanted.IsSameAs(Governance.Of(master.Profile))
        )
            return outcome;
        if (wanted.SizeFault() is { } tooLarge)
            return tooLarge;
        var state = options.IsDryRun
            ? (await teams.ReadAsync(cancel))!
            : (await teams.ImportAsync(wanted, actor, cancel)).Value;
        return outcome with
        {
            IsDryRun = options.IsDryRun,
            Notices = [.. outcome.Notices, TeamRules.Notice(state, wanted)],
        };
    }

    /// <summary>
    /// <c>IMPORT_UNFINISHED</c>: one was announced and has no outcome, because it goes on or died. What it had not
    /// written stands in no journal, and no month tells that it is missing.
    /// </summary>
    public async Task<Fault?> FindUnfinishedAsync(CancellationToken cancel)
    {
        if ((await ImportClaim.ReadAsync(workspace, cancel)).Pending is not { } left)
            return null;
        var files = left["sources"] is JsonObject sources ? string.Join(", ", sources.Members.Keys) : "files";
        return new(
            "IMPORT_UNFINISHED",
            $"an import of {files} began and did not end: import the same again before you close, or part of it is "
                + "missing"
        );
    }

    internal static Fault Superseded(TenantId tenant) =>
        new(
            SupersededCode,
            $"another import, or a change of settings, chart or team, came first: what was checked against the old "
                + $"ones of {tenant} holds no longer; import again"
        );

    private async Task<Result<ImportOutcome>> TryAsync(
        ImportedBooks books,
        Governance wanted,
        Actor actor,
        ImportOptions options,
        IProgress<ImportProgress>? progress,
        CancellationToken cancel
    )
    {
        // A half of a move is no state to plan from.
        if (
            !options.IsDryRun
            && await workspace.StagedMoves.FinishAsync(workspace.Tenant, cancel) is { IsOk: false } stuck
        )
            return stuck.Fault;
        var unfinished = new UnfinishedImports(workspace, runs, new CloseDoor(workspace, options.EntersCloses));
        if (!options.IsDryRun)
            await unfinished.FinishAsync(cancel);
        var preparation = new ImportPreparation(workspace, runs, unfinished, maxBatchBytes);
        if (
            !(await preparation.PrepareAsync(books, wanted, actor, options, progress, cancel)).TryGet(
                out var import,
                out var fault
            )
        )
            return fault;
        if (options.AddsOnly && import.Plan.Edits.FirstOrDefault() is { } reverted)
            return new Fault(
                "ENTRY_REVERTS",
                $"entry {reverted.Original} stands otherwise, as something read later has it: what comes before that "
                    + "may add entries and change none"
            );
        if (options.IsDryRun)
            return import.Outcome() with { IsDryRun = true, Pairs = import.Pairs };
        if (import.IsNothing)
            return import.Outcome();
        var writer = new ImportWriter(
            workspace,
            runs,
            enrolment,
            new CloseDoor(workspace, options.EntersCloses),
            maxBatchBytes
        );
        return await writer.WriteAsync(import, actor, progress, cancel) is { } refused ? refused : import.Outcome();
    }
}
