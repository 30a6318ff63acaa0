using System.Runtime.CompilerServices;
using Bookseal.Books.Audit;
using Bookseal.Books.Categories;
using Bookseal.Books.Company;
using Bookseal.Books.Costs;
using Bookseal.Books.Keys;
using Bookseal.Books.Ledger;
using Bookseal.Books.Runs;
using Bookseal.Books.Schedules;
using Bookseal.Books.Sources;
using Bookseal.Books.Values;
using Bookseal.Closing.Telemetry;
using Bookseal.Storage;
using Bookseal.Storage.Audit;
using Bookseal.Storage.Backups;
using Bookseal.Storage.Company;
using Bookseal.Storage.Costs;
using Bookseal.Storage.Items;
using Bookseal.Storage.Journals;
using Bookseal.Storage.Keys;
using Bookseal.Storage.Outbox;
using Bookseal.Storage.Proofs;
using Bookseal.Storage.Requests;
using Bookseal.Storage.Resilience;
using Bookseal.Storage.Tasks;

namespace Bookseal.Closing;

/// <summary>One tenant's stores, keys and clock: what every service of a close works with.</summary>
public sealed class Workspace
{
    private readonly FirstEnrolment _enrolment;

    public Workspace(
        Backend backend,
        IKeyRing keys,
        TenantId tenant,
        TimeProvider clock,
        WorkspaceLimits? limits = null
    )
    {
        var effective = limits ?? WorkspaceLimits.Default;
        (Tenant, Clock, Keys, Limits, RetainsObjects) = (tenant, clock, keys, effective, backend.RetainsObjects);
        Backend = backend;
        backend = ScratchGuard.Over(backend, tenant);
        Audit = new AuditLog(backend.Tables, clock);
        Journals = new JournalStore(backend.Objects, clock, effective.MaxSegmentBlocks);
        StagedImports = new StagedImports(backend.Objects, Journals);
        StagedMoves = new StagedMoves(backend.Objects, Journals);
        Subledgers = new SubledgerStore(backend.Objects);
        Bank = new BankStore(backend.Objects);
        Payouts = new PayoutStore(backend.Objects);
        MasterData = new MasterDataStore(backend.Objects);
        Schedules = new ScheduleStore(backend.Objects);
        Rules = new CategoryRulesStore(backend.Objects);
        Sources = new SourceStore(backend.Objects);
        Costs = new CostStore(backend.Objects);
        CostSettings = new CostSettingsStore(backend.Objects);
        Proofs = new ProofStore(new RestoredProofs(backend.Objects, tenant));
        Evidence = new EvidenceStore(backend.Objects);
        Checkpoints = new CheckpointStore(backend.Objects);
        Indexes = new ChainIndexes(this, new ChainIndexStore(backend.Objects));
        Retention = new RetentionStore(new RestoredProofs(backend.Objects, tenant));
        Requests = new RequestStore(backend.Objects);
        Outbox = new OutboxStore(backend.Tables, tenant);
        _enrolment = new FirstEnrolment(this);
    }

    public TenantId Tenant { get; }

    /// <summary>
    /// The ports under the stores, and under what guards them: for who copies all of a tenant, and asks no store what
    /// it is.
    /// </summary>
    internal Backend Backend { get; }

    public TimeProvider Clock { get; }

    public IKeyRing Keys { get; }

    public WorkspaceLimits Limits { get; }

    /// <summary>For messages: where the books are looked for, such as <c>in /data (of --data)</c>.</summary>
    public string Place { get; init; } = "here";

    /// <summary>Where what the chain has got is written down for those who run the program.</summary>
    public IWorkLog Log { get; init; } = NoWorkLog.Instance;

    /// <summary>What was read of journals; companies of one process share it.</summary>
    public KeptJournals KeptJournals { get; init; } = new();

    /// <inheritdoc cref="Backend.RetainsObjects"/>
    public bool RetainsObjects { get; }

    public AuditLog Audit { get; }

    public JournalStore Journals { get; }

    public StagedImports StagedImports { get; }

    public StagedMoves StagedMoves { get; }

    public SubledgerStore Subledgers { get; }

    public BankStore Bank { get; }

    /// <summary>What providers reported that they paid out.</summary>
    public PayoutStore Payouts { get; }

    public MasterDataStore MasterData { get; }

    public ScheduleStore Schedules { get; }

    public CategoryRulesStore Rules { get; }

    public SourceStore Sources { get; }

    public CostStore Costs { get; }

    public CostSettingsStore CostSettings { get; }

    public ProofStore Proofs { get; }

    public EvidenceStore Evidence { get; }

    public CheckpointStore Checkpoints { get; }

    /// <summary>What spares reading the chain from its beginning.</summary>
    public ChainIndexes Indexes { get; }

    public RetentionStore Retention { get; }

    public OutboxStore Outbox { get; }

    /// <summary>What was answered to requests with an idempotency key.</summary>
    public RequestStore Requests { get; }

    public string LogOrigin => CompanyProfile.OriginOf(Tenant);

    public Task<ChainHead> ReadHeadAsync(CancellationToken cancel) => Audit.ReadHeadAsync(Tenant, LogOrigin, cancel);

    /// <summary>
    /// Commits audit entries and the rows that go with them, again while others are faster. The rows are made anew for
    /// every attempt, after the chain's end was read, so that what they match still holds if the commit succeeds.
    /// </summary>
    public Task RecordAsync(
        IReadOnlyList<AuditDraft> drafts,
        Func<Task<IReadOnlyList<TableWrite>>> makeRows,
        CancellationToken cancel
    ) => RecordAsync(drafts, async _ => await makeRows(), cancel);

    /// <summary>The same with rows that name their entries.</summary>
    /// <param name="makeRows">
    /// Gets the sequence number that the first of the entries will have; null where the commit is no longer wanted.
    /// </param>
    /// <param name="founders">The approvers of a company that is being imported for the first time.</param>
    /// <returns>False where the rows were not made: nothing is recorded.</returns>
    public async Task<bool> RecordAsync(
        IReadOnlyList<AuditDraft> drafts,
        Func<long, Task<IReadOnlyList<TableWrite>?>> makeRows,
        CancellationToken cancel,
        IReadOnlyList<PersonId>? founders = null
    )
    {
        while (true)
        {
            var chain = await ReadHeadAsync(cancel);
            var due = await _enrolment.FindAsync(chain, founders, cancel);
            if (drafts.Count == 0 && due is null)
                return true;
            if (await makeRows(chain.Head.Size + (due is null ? 0 : 1)) is not { } rows)
                return false;
            var committed = await CommitAsync(chain, due, drafts, _ => rows, cancel);
            if (committed.IsOk)
                return true;
            if (!AuditLog.IsConflict(committed.Fault))
                throw new IOException(
                    $"{(drafts is [] ? due!.Draft : drafts[^1]).Type} cannot be recorded: {committed.Fault}"
                );
        }
    }

    /// <inheritdoc cref="AuditLog.CommitAsync"/>
    /// <remarks>The first commit to a chain enrols its keys before anything else.</remarks>
    public async Task<Result<IReadOnlyList<AuditEntry>>> CommitAsync(
        ChainHead chain,
        IReadOnlyList<AuditDraft> drafts,
        Func<IReadOnlyList<AuditEntry>, IEnumerable<TableWrite>> projections,
        CancellationToken cancel
    ) => await CommitAsync(chain, await _enrolment.FindAsync(chain, null, cancel), drafts, projections, cancel);

    private async Task<Result<IReadOnlyList<AuditEntry>>> CommitAsync(
        ChainHead chain,
        DueEnrolment? due,
        IReadOnlyList<AuditDraft> drafts,
        Func<IReadOnlyList<AuditEntry>, IEnumerable<TableWrite>> projections,
        CancellationToken cancel
    )
    {
        AuditDraft[] first = due is null ? [] : [due.Draft];
        TableWrite[] row = due is null ? [] : [due.Row];
        var committed = await Audit.CommitAsync(
            Tenant,
            chain,
            [.. first, .. drafts],
            entries => [.. projections([.. entries.Skip(first.Length)]), .. row],
            cancel
        );
        foreach (var entry in committed.IsOk ? committed.Value : [])
            Log.Write(LogLine.Of(Tenant, entry));
        return committed.Map<IReadOnlyList<AuditEntry>>(entries => [.. entries.Skip(first.Length)]);
    }

    /// <summary>
    /// Has the chain of an older release enrol its keys, before somebody signs with one or enrols another, or writes
    /// what names its own place in the chain.
    /// </summary>
    internal async Task EnrolFirstAsync(CancellationToken cancel)
    {
        if ((await ReadHeadAsync(cancel)).Head.Size > 0)
            await RecordAsync([], () => Task.FromResult<IReadOnlyList<TableWrite>>([]), cancel);
    }

    /// <summary>The keys that may sign, and what a commit that changes them has to match.</summary>
    internal Task<(KeyRoll Roll, string? ETag)> ReadRollRowAsync(CancellationToken cancel) =>
        _enrolment.ReadRollAsync(cancel);

    /// <summary>The keys that may sign.</summary>
    public async Task<KeyRoll> ReadRollAsync(CancellationToken cancel) => (await ReadRollRowAsync(cancel)).Roll;

    /// <summary>The tenant's current master data; <c>BOOKS_NOT_FOUND</c> before the first import.</summary>
    public async Task<Result<MasterData>> ReadMasterDataAsync(CancellationToken cancel)
    {
        var row = await Audit.ProjectionAsync(Tenant, MasterDataStore.RowKey, cancel);
        if (row is null)
            return new Fault(
                "BOOKS_NOT_FOUND",
                $"there are no books of {Tenant} {Place}; import them first (bookseal import DIR)"
            );
        return await MasterData.ReadAsync(Tenant, DigestsIn(row), cancel);
    }

    /// <summary>
    /// The master data that a run works with: those that it pinned when it started, whatever was imported since.
    /// </summary>
    public Task<MasterData> ReadMasterDataAsync(CloseRun run, CancellationToken cancel) =>
        MasterData.ReadAsync(
            Tenant,
            run.Master ?? throw new InvalidOperationException("the run has not started"),
            cancel
        );

    /// <summary>The assets and prepaids that are current; none before an import brought some.</summary>
    public async Task<ScheduleRegister> ReadSchedulesAsync(CancellationToken cancel) =>
        await Audit.ProjectionAsync(Tenant, ScheduleStore.RowKey, cancel) is { } row
            ? await Schedules.ReadAsync(Tenant, ScheduleStore.DigestIn(row), cancel)
            : ScheduleRegister.Empty;

    /// <summary>The rules of categorisation that are current; none before an import brought some.</summary>
    public async Task<CategoryRules> ReadRulesAsync(CancellationToken cancel) =>
        await Audit.ProjectionAsync(Tenant, CategoryRulesStore.RowKey, cancel) is { } row
            ? await Rules.ReadAsync(Tenant, CategoryRulesStore.DigestIn(row), cancel)
            : CategoryRules.Empty;

    /// <summary>The sources that are current; none before an import brought some.</summary>
    public async Task<SourceSettings> ReadSourcesAsync(CancellationToken cancel) =>
        await Audit.ProjectionAsync(Tenant, SourceStore.RowKey, cancel) is { } row
            ? await Sources.ReadAsync(Tenant, SourceStore.DigestIn(row), cancel)
            : SourceSettings.Empty;

    /// <summary>The batches of costs that are current; none before an import brought some.</summary>
    public async Task<CostLedger> ReadCostsAsync(CancellationToken cancel) =>
        await Audit.ProjectionAsync(Tenant, CostStore.RowKey, cancel) is { } row
            ? await Costs.ReadAsync(Tenant, CostStore.DigestIn(row), cancel)
            : CostLedger.Empty;

    /// <summary>The current costs.json; empty before an import brought one.</summary>
    public async Task<CostSettings> ReadCostSettingsAsync(CancellationToken cancel) =>
        await Audit.ProjectionAsync(Tenant, CostSettingsStore.RowKey, cancel) is { } row
            ? await CostSettings.ReadAsync(Tenant, CostSettingsStore.DigestIn(row), cancel)
            : Books.Costs.CostSettings.Empty;

    /// <summary>The current digests; null before the first import.</summary>
    public async Task<MasterDigests?> ReadMasterDigestsAsync(CancellationToken cancel) =>
        await Audit.ProjectionAsync(Tenant, MasterDataStore.RowKey, cancel) is { } row ? DigestsIn(row) : null;

    /// <summary>The row that makes master data current, over the one that is there now.</summary>
    public async Task<TableWrite> MasterDataRowAsync(MasterDigests books, CancellationToken cancel) =>
        new(
            MasterDataStore.RowKey,
            CanonicalJson.ToBytes(books.ToJson()),
            (await Audit.ProjectionAsync(Tenant, MasterDataStore.RowKey, cancel))?.ETag
        );

    internal static MasterDigests DigestsIn(TableRow row) =>
        JsonText.ParseObject(row.Payload.Span).Then(MasterDigests.FromJson).TryGet(out var digests, out _)
            ? digests
            : throw ChainCode.DamagedRow(row.Key, "is unreadable");

    /// <summary>The readable entries of a period's journal, in order, as it stands now.</summary>
    public async IAsyncEnumerable<Entry> ReadEntriesAsync(
        PeriodCode period,
        [EnumeratorCancellation] CancellationToken cancel
    )
    {
        var lengths = await Journals.LengthsAsync(Tenant, period, cancel);
        await foreach (var entry in ReadEntriesAsync(period, lengths, cancel))
            yield return entry;
    }

    /// <summary>The same, up to these lengths of its segments.</summary>
    public async IAsyncEnumerable<Entry> ReadEntriesAsync(
        PeriodCode period,
        IReadOnlyList<long> lengths,
        [EnumeratorCancellation] CancellationToken cancel
    )
    {
        await using var journal = Journals.Read(Tenant, period, lengths);
        using var lines = new StreamReader(journal);
        while (await lines.ReadLineAsync(cancel) is { } line)
            if (EntryCodec.Decode(System.Text.Encoding.UTF8.GetBytes(line)).TryGet(out var entry, out _))
                yield return entry;
    }

    /// <summary>Today in the company's time zone.</summary>
    public DateOnly Today(CompanyProfile profile) =>
        DateOnly.FromDateTime(
            TimeZoneInfo.ConvertTime(Clock.GetUtcNow(), TimeZoneInfo.FindSystemTimeZoneById(profile.TimeZone)).DateTime
        );
}

/// <summary>The sizes at which journals roll and imports are cut. Only tests set them lower.</summary>
public sealed record WorkspaceLimits(int MaxSegmentBlocks, int MaxBatchBytes)
{
    public static WorkspaceLimits Default { get; } = new(Limits.SegmentBlocks, Limits.ImportBatchBytes);
}
