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
    int maxBatchBytes = Limits.ImportBatchBytes
)
{
    public const string Intended = "import_intended/2";
    public const string Imported = "books_imported/2";

    /// <summary>The first versions did not tell of entries that were edited or went.</summary>
    public static bool IsIntended(string type) => type is Intended or "import_intended/1";

    public static bool IsImported(string type) => type is Imported or "books_imported/1";

    /// <summary>The projection that holds the last intention until its outcome; empty after that.</summary>
    public const string PendingKey = "import";

    /// <summary>
    /// Checks everything, announces it in the audit chain, writes, and reports: intention, effects, outcome.
    /// </summary>
    public Task<Result<ImportOutcome>> ImportAsync(ImportedBooks books, Actor actor, CancellationToken cancel) =>
        ImportAsync(books, actor, ImportOptions.Default, null, cancel);

    /// <inheritdoc cref="ImportAsync(ImportedBooks, Actor, CancellationToken)"/>
    public async Task<Result<ImportOutcome>> ImportAsync(
        ImportedBooks books,
        Actor actor,
        ImportOptions options,
        IProgress<ImportProgress>? progress,
        CancellationToken cancel
    )
    {
        if (
            !(await new YearEndSorter(workspace, runs).SortAsync(books, cancel)).TryGet(
                out var yearEnds,
                out var unsorted
            )
        )
            return unsorted;
        books = yearEnds.Books;
        List<Fault> notices = [.. yearEnds.Notices, .. FarAhead(books)];
        var current = await workspace.ReadMasterDigestsAsync(cancel);
        var plan = new ImportPlan(maxBatchBytes);
        var row = RowOf(books);
        if (current is not null && await CheckAsync(books, current, row, plan, actor, options, cancel) is { } refusal)
            return refusal;
        var planner = new ImportPlanner(
            workspace,
            runs,
            plan,
            IdScope.Of(books.Profile),
            yearEnds.Retained,
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
        var pending = await ReadPendingAsync(books, cancel);
        if (options.IsDryRun)
            return Outcome(books, plan, missing, row != current) with { IsDryRun = true, Notices = yearEnds.Notices };
        if (pending is null && row == current && plan.IsEmpty && missing.IsNone)
            return Outcome(books, plan, missing, false) with { Notices = notices };

        // Intention, effects, outcome. An intention that an earlier attempt left stands for this one: the chain tells
        // of one import, however often it was tried.
        if (current is null)
            await enrolment.MakeFirstAsync(books.Profile, cancel);
        var intention = pending ?? Describe(books, plan, row, missing.SubledgerItems + missing.BankRows);
        if (pending is null)
            await RecordAsync(Intended, actor, intention, null, [], null, cancel, books.Profile.Approvers);
        await workspace.MasterData.WriteAsync(data, cancel);
        if (
            !plan.IsEmpty
            && await new ImportPoster(workspace, runs, plan, progress).PostAsync(books.Entries, cancel) is { } refused
        )
            return refused;
        foreach (var group in items.Items.GroupBy(item => item.Subledger))
            await workspace.Subledgers.AppendMissingAsync(workspace.Tenant, group.Key, [.. group], cancel);
        await workspace.Bank.AppendMissingAsync(workspace.Tenant, books.BankLines, cancel);
        var changes = await new MasterDataRecord(workspace, runs).DraftAsync(books, current, actor, cancel);
        var begun = current is null ? new TeamBootstrapped(actor.Id, Governance.Of(books.Profile), false) : null;
        await RecordAsync(Imported, actor, intention, row, changes, begun, cancel); // commit point
        return Outcome(books, plan, missing, row != current) with { Notices = notices };
    }

    /// <summary>The intention of an import of these very files that was not finished; null if there is none.</summary>
    private async Task<JsonObject?> ReadPendingAsync(ImportedBooks books, CancellationToken cancel)
    {
        var row = await workspace.Audit.ProjectionAsync(workspace.Tenant, PendingKey, cancel);
        if (row is null)
            return null;
        var intention = JsonText.ParseObject(row.Payload.Span).Value;
        return intention["sources"]?.ToString() == Sources(books).ToString() ? intention : null;
    }

    /// <summary>What is current may be followed by this, and what was posted stays explained.</summary>
    private async Task<Fault?> CheckAsync(
        ImportedBooks books,
        MasterDigests current,
        MasterDigests row,
        ImportPlan plan,
        Actor actor,
        ImportOptions options,
        CancellationToken cancel
    )
    {
        var check = new MasterDataCheck(workspace, runs);
        if (current != row && await check.RunAsync(books, current, cancel) is { } unfit)
            return unfit;
        var found = await new ImportIntegrityCheck(workspace).FindGoneAsync(books, current, cancel);
        if (!found.TryGet(out var missing, out var lost))
            return lost;
        var gone = new GoneEntries(runs, missing);
        return options.TakesBack || options.IsDryRun
            ? await gone.PlanAsync(plan, actor.Id, cancel)
            : gone.Refuse(books.FullSnapshotSource?.File ?? "");
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

    private async Task RecordAsync(
        string type,
        Actor actor,
        JsonObject data,
        MasterDigests? row,
        IReadOnlyList<AuditDraft> changes,
        TeamBootstrapped? begun,
        CancellationToken cancel,
        IReadOnlyList<PersonId>? founders = null
    )
    {
        var correlation = CanonicalJson.DigestOf(data).ToString();
        var draft = new AuditDraft(actor.Id, actor.Kind, type, null, null, correlation, data);
        AuditDraft[] team = begun is null
            ? []
            : [new(actor.Id, actor.Kind, begun.Type, null, null, correlation, begun.ToData())];
        await workspace.RecordAsync(
            [.. team, .. changes, draft],
            async sequence =>
            {
                var rows = await RowsAsync(type, data, row, cancel);
                return begun is null
                    ? rows
                    :
                    [
                        .. rows,
                        await new TeamStore(workspace).RowAsync(TeamState.Evolve(null, begun, sequence), cancel),
                    ];
            },
            cancel,
            founders
        );
    }

    private async Task<IReadOnlyList<TableWrite>> RowsAsync(
        string type,
        JsonObject data,
        MasterDigests? row,
        CancellationToken cancel
    )
    {
        var pending = type == Intended ? CanonicalJson.ToBytes(data) : "{}"u8.ToArray();
        List<TableWrite> rows = [new(PendingKey, pending, await ETagAsync(PendingKey, cancel))];
        if (row is not null)
            rows.Add(
                new(
                    MasterDataStore.RowKey,
                    CanonicalJson.ToBytes(row.ToJson()),
                    await ETagAsync(MasterDataStore.RowKey, cancel)
                )
            );
        return rows;
    }

    private async Task<string?> ETagAsync(string key, CancellationToken cancel) =>
        (await workspace.Audit.ProjectionAsync(workspace.Tenant, key, cancel))?.ETag;

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
