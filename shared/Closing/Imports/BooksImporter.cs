using Bookseal.Books.Audit;
using Bookseal.Books.Company;
using Bookseal.Books.Ledger;
using Bookseal.Books.Runs;
using Bookseal.Books.Teams;
using Bookseal.Books.Values;
using Bookseal.Closing.Runs;
using Bookseal.Closing.Signing;
using Bookseal.Closing.Teams;
using Bookseal.Import;
using Bookseal.Import.BooksDirectory;
using Bookseal.Storage;
using Bookseal.Storage.Company;

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
    private const string SupersededCode = "IMPORT_SUPERSEDED";

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
            if (fault.Code != SupersededCode || attempt == MaxAttempts)
                return fault;
            await ImportClaim.WaitForOtherAsync(workspace, pending => IsOf(pending, books), cancel);
        }
    }

    /// <summary>Records another team or policy than those in force, once, and says what becomes of it.</summary>
    public async Task<Fault> ProposeAsync(Governance wanted, Actor actor, CancellationToken cancel) =>
        TeamRules.Notice((await teams.ImportAsync(wanted, actor, cancel)).Value, wanted);

    internal static Fault Superseded(TenantId tenant) =>
        new(
            SupersededCode,
            $"another import, or a change of settings, chart or team, came first: what was checked against the old "
                + $"ones of {tenant} holds no longer; import again"
        );

    private async Task<ImportOutcome> TellTeamAsync(
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
        var notice = options.IsDryRun
            ? TeamRules.Notice((await teams.ReadAsync(cancel))!, wanted)
            : await ProposeAsync(wanted, actor, cancel);
        return outcome with { Notices = [.. outcome.Notices, notice] };
    }

    /// <param name="wanted">
    /// What the files say of team and policy is only proposed; the rest goes on with those in force.
    /// </param>
    private async Task<Result<ImportOutcome>> TryAsync(
        ImportedBooks books,
        Governance wanted,
        Actor actor,
        ImportOptions options,
        IProgress<ImportProgress>? progress,
        CancellationToken cancel
    )
    {
        var claim = await ImportClaim.ReadAsync(workspace, cancel);
        var standing = claim.Current is { } digests
            ? Governance.Of((await workspace.MasterData.ReadAsync(workspace.Tenant, digests, cancel)).Profile)
            : wanted;
        books = books with { Profile = standing.In(books.Profile) };
        // A half of a move is no state to plan from.
        if (
            !options.IsDryRun
            && await workspace.StagedMoves.FinishAsync(workspace.Tenant, cancel) is { IsOk: false } stuck
        )
            return stuck.Fault;
        if (
            !(await new YearEndSorter(workspace, runs).SortAsync(books, cancel)).TryGet(
                out var yearEnds,
                out var unsorted
            )
        )
            return unsorted;
        books = yearEnds.Books;
        List<Fault> notices = [.. yearEnds.Notices, .. FarAhead(books)];
        var current = claim.Current;
        var plan = new ImportPlan(maxBatchBytes);
        var row = RowOf(books);
        if (
            !(await CheckAsync(books, current, row, plan, actor, options, cancel)).TryGet(out var gone, out var refusal)
        )
            return refusal;
        var planner = new ImportPlanner(
            workspace,
            runs,
            plan,
            IdScope.Of(books.Profile),
            yearEnds.Retained,
            gone.Pairs,
            options.IsDryRun
        );
        if (await planner.PlanAsync(books.Entries, progress, cancel) is { } unfit)
            return unfit;

        var data = new MasterData(books.Profile, books.Chart, books.Openings);
        if (!(await new ItemPlanner(workspace, runs).PlanAsync(books, cancel)).TryGet(out var items, out var changed))
            return changed;
        var missing = new MissingRows(
            items.Added,
            await workspace.Bank.CountMissingAsync(workspace.Tenant, books.BankLines, cancel)
        );
        var pending = claim.Pending is { } left && IsOf(left, books) && IsUnder(left, row) ? left : null;
        if (options.IsDryRun)
            return Outcome(books, plan, missing, row != current) with
            {
                IsDryRun = true,
                Notices = yearEnds.Notices,
                Pairs = gone.Proposed,
            };
        if (pending is null && row == current && plan.IsEmpty && missing.IsNone)
            return Outcome(books, plan, missing, false) with { Notices = notices };

        // Intention, effects, outcome. An intention that an earlier attempt left stands for this one: the chain tells
        // of one import, however often it was tried. One that other files left is superseded; what it posted before it
        // noticed is seen by checking again, once it can post no more.
        if (current is null)
            await enrolment.MakeFirstAsync(books.Profile, cancel);
        var intention = pending ?? Describe(books, plan, row, missing.SubledgerItems + missing.BankRows);
        if (pending is null && !await AnnounceAsync(claim, actor, intention, books.Profile.Approvers, cancel))
            return Superseded(workspace.Tenant);
        await workspace.MasterData.WriteAsync(data, cancel);
        if (
            !plan.IsEmpty
            && await new ImportPoster(workspace, runs, plan, claim, progress).PostAsync(books.Entries, cancel)
                is { } refused
        )
            return refused;
        if (!await claim.HoldsAsync(cancel))
            return Superseded(workspace.Tenant);
        if (await new MovePoster(workspace, runs, maxBatchBytes).PostAsync(plan.Moves, cancel) is { } unmoved)
            return unmoved;
        foreach (var group in items.Items.GroupBy(item => item.Subledger))
            await workspace.Subledgers.AppendMissingAsync(workspace.Tenant, group.Key, [.. group], cancel);
        await workspace.Bank.AppendMissingAsync(workspace.Tenant, books.BankLines, cancel);
        var changes = await new MasterDataRecord(workspace, runs).DraftAsync(books, current, actor, cancel);
        var begun = current is null ? new TeamBootstrapped(actor.Id, Governance.Of(books.Profile), false) : null;
        if (!await CompleteAsync(claim, actor, intention, row, changes, begun, cancel)) // commit point
            return Superseded(workspace.Tenant);
        return Outcome(books, plan, missing, row != current) with { Notices = notices };
    }

    /// <summary>Whether an intention is of an import of these very files.</summary>
    private static bool IsOf(JsonObject intention, ImportedBooks books) =>
        intention["sources"]?.ToString() == Sources(books).ToString();

    /// <summary>Whether it is for the same team and policy, which are not in force by the files alone.</summary>
    private static bool IsUnder(JsonObject intention, MasterDigests row) =>
        intention["books"]?.ToString() == row.ToJson().ToString();

    /// <summary>What is current may be followed by this, and what was posted stays explained.</summary>
    private async Task<Result<GoneEntries>> CheckAsync(
        ImportedBooks books,
        MasterDigests? current,
        MasterDigests row,
        ImportPlan plan,
        Actor actor,
        ImportOptions options,
        CancellationToken cancel
    )
    {
        if (current is null)
            return new GoneEntries(runs, new([], []));
        var check = new MasterDataCheck(workspace, runs);
        if (current != row && await check.RunAsync(books, current, cancel) is { } unfit)
            return unfit;
        var found = await new ImportIntegrityCheck(workspace).CompareAsync(books, current, cancel);
        if (!found.TryGet(out var difference, out var lost))
            return lost;
        var gone = new GoneEntries(runs, difference);
        return await gone.PlanAsync(plan, options, actor.Id, books.FullSnapshotSource?.File ?? "", cancel) is { } fault
            ? fault
            : gone;
    }

    private static IEnumerable<Fault> FarAhead(ImportedBooks books) =>
        books.FarAhead is { Count: var count, First: { } first }
            ?
            [
                new Fault(
                    "DATED_AHEAD",
                    $"{count} entries are dated more than 31 days ahead of today, the first is {first.Id} of "
                        + $"{Dates.Text(first.Date)}; if that is a slip, reverse it before its month is closed"
                ),
            ]
            : [];

    private static MasterDigests RowOf(ImportedBooks books) =>
        new(
            CanonicalJson.DigestOf(books.Profile.ToJson()),
            Digest.Of(books.Chart.ToBytes()),
            Digest.Of(books.Openings.ToBytes())
        );

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
            [Draft(Intended, actor, intention)],
            async _ => await claim.HoldsAsync(cancel) ? [claim.Announce(intention)] : null,
            cancel,
            founders
        );
        return announced && await claim.TakeAsync(intention, cancel) && isAlone;
    }

    private Task<bool> CompleteAsync(
        ImportClaim claim,
        Actor actor,
        JsonObject intention,
        MasterDigests row,
        IReadOnlyList<AuditDraft> changes,
        TeamBootstrapped? begun,
        CancellationToken cancel
    )
    {
        var draft = Draft(Imported, actor, intention);
        AuditDraft[] team = begun is null
            ? []
            : [new(actor.Id, actor.Kind, begun.Type, null, null, draft.Correlation, begun.ToData())];
        return workspace.RecordAsync(
            [.. team, .. changes, draft],
            async sequence =>
            {
                if (!await claim.HoldsAsync(cancel))
                    return null;
                return begun is null
                    ? claim.Complete(row)
                    :
                    [
                        .. claim.Complete(row),
                        await new TeamStore(workspace).RowAsync(TeamState.Evolve(null, begun, sequence), cancel),
                    ];
            },
            cancel
        );
    }

    private static AuditDraft Draft(string type, Actor actor, JsonObject data) =>
        new(actor.Id, actor.Kind, type, null, null, CanonicalJson.DigestOf(data).ToString(), data);

    private static JsonObject Describe(ImportedBooks books, ImportPlan plan, MasterDigests row, int items) =>
        JsonObject.Of(
            ("books", row.ToJson()),
            ("changed", plan.Edits.Any() ? (JsonValue)plan.Edits.Count() : null),
            (
                "entries",
                JsonObject.Of(
                    plan.Months.Select(month => KeyValuePair.Create(month.Period.ToString(), (JsonValue)month.Added))
                )
            ),
            ("gone", plan.Gone.Count == 0 ? null : (JsonValue)plan.Gone.Count),
            ("late_items", plan.LateItems == 0 ? null : (JsonValue)plan.LateItems),
            ("sources", Sources(books)),
            ("subledger_items", items)
        );

    private static JsonObject Sources(ImportedBooks books) =>
        JsonObject.Of(books.Sources.Select(pair => KeyValuePair.Create(pair.Key, (JsonValue)pair.Value)));

    private ImportOutcome Outcome(ImportedBooks books, ImportPlan plan, MissingRows missing, bool changed)
    {
        var months = plan.Months.Where(month => month.Added > 0).ToList();
        var added = months.ToDictionary(month => month.Period, month => month.Added);
        var known = books.Entries.Count - added.Values.Sum() - plan.Edits.Count();
        return new(workspace.Tenant, added, known, missing.SubledgerItems, changed)
        {
            Amounts = months.ToDictionary(month => month.Period, month => month.Debits),
            Changed = [.. plan.Edits.Select(ImportChange.Of)],
            Gone = [.. plan.Gone.Select(ImportChange.Of)],
            BankRows = missing.BankRows,
            LateItems = plan.LateItems,
            OpeningBalances = books.Openings.Balances.Count,
        };
    }

    /// <summary>What an import adds beside entries.</summary>
    private readonly record struct MissingRows(int SubledgerItems, int BankRows)
    {
        public bool IsNone => SubledgerItems == 0 && BankRows == 0;
    }
}
