using Bookseal.Closing.Access;
using Bookseal.Closing.Accruals;
using Bookseal.Closing.Auditing;
using Bookseal.Closing.Backups;
using Bookseal.Closing.Categories;
using Bookseal.Closing.Costs;
using Bookseal.Closing.Driving;
using Bookseal.Closing.Exports;
using Bookseal.Closing.Health;
using Bookseal.Closing.Imports;
using Bookseal.Closing.Jobs;
using Bookseal.Closing.Matching;
using Bookseal.Closing.Notifications;
using Bookseal.Closing.Payouts;
using Bookseal.Closing.Posting;
using Bookseal.Closing.Proving;
using Bookseal.Closing.Reading;
using Bookseal.Closing.Repairs;
using Bookseal.Closing.Runs;
using Bookseal.Closing.Schedules;
using Bookseal.Closing.Sealing;
using Bookseal.Closing.Signing;
using Bookseal.Closing.Sources;
using Bookseal.Closing.Tasks;
using Bookseal.Closing.Teams;
using Bookseal.Closing.Waivers;

namespace Bookseal.Closing.Hosting;

public sealed class CloseServices
{
    private readonly Func<RunExpectation, CloseServices> _expecting;

    /// <param name="access">What of the company's sources is reached from here; null: nothing.</param>
    /// <param name="readPayoutSettings">What the operator says of payouts; null: nothing.</param>
    /// <param name="roles">What the host knows of people beside the team; null: nothing.</param>
    /// <param name="expected">What whoever acts has read of a run; null: they act on what there is.</param>
    public CloseServices(
        Workspace workspace,
        SourceAccess? access = null,
        SyncPace? pace = null,
        Func<CancellationToken, Task<Result<PayoutSettings>>>? readPayoutSettings = null,
        IRoleResolver? roles = null,
        RunExpectation? expected = null
    )
    {
        Workspace = workspace;
        _expecting = seen => new(workspace, access, pace, readPayoutSettings, roles, seen);
        Runs = new RunStore(workspace, roles, expected);
        Reader = new PeriodReader(workspace, Runs);
        (Reports, Results) = (new ReportReader(workspace, Runs, Reader), new ResultHistory(workspace, Runs));
        (Enrolment, SigningKeys) = (new KeyEnrolment(workspace), new SigningKeys(workspace));
        KeyCheck = new KeyCheck(workspace);
        Teams = new TeamService(workspace, SigningKeys);
        Tokens = new TokenDesk(workspace);
        Importer = new BooksImporter(workspace, Runs, Enrolment, Teams, workspace.Limits.MaxBatchBytes);
        StatementImports = new StatementImporter(workspace, Importer);
        (CostImporter, PayoutImports) = (new CostImporter(workspace, Runs), new PayoutImporter(workspace));
        var providers = new ProviderFileImporter(workspace, CostImporter, PayoutImports);
        FileImports = new FileImporter(workspace, Importer, StatementImports, providers);
        Sync = new SyncService(workspace, FileImports, access ?? SourceAccess.None, pace ?? SyncPace.Default);
        CostWithdrawal = new CostWithdrawal(workspace, Runs);
        Payouts = new PayoutDesk(workspace);
        ReadPayoutSettings = readPayoutSettings ?? PayoutSettings.ReadNoneAsync;
        StuckPayouts = new StuckPayoutReader(workspace, Payouts, ReadPayoutSettings);
        Repairs = new ImportRepair(workspace);
        ImportUndo = new ImportUndo(workspace, Runs);
        Posting = new PostingService(workspace, Runs);
        Adjustments = new AdjustmentService(Runs, Posting);
        Reversals = new ReversalService(workspace, Runs, Posting);
        Schedules = new ScheduleService(workspace, Runs, Posting);
        Accruals = new AccrualService(workspace);
        Categories = new CategoryService(workspace, Runs, Posting);
        CategoryDesk = new CategoryDesk(workspace, Runs, Posting);
        Jobs = new JobService(workspace, Runs, Posting);
        Matches = new MatchService(workspace, Runs, Reader);
        Applications = new ApplicationService(workspace, Runs, Reader);
        var closedPeriods = new ClosedPeriodCheck(workspace);
        Audit = new AuditInspector(workspace, SigningKeys, closedPeriods);
        CloseHashes = new CloseHashCheck(workspace, Runs, closedPeriods);
        Retention = new RetentionInspector(workspace);
        Drills = new DrillReader(workspace);
        Health = new HealthService(workspace, Reader, Runs, closedPeriods);
        Periods = new CompanyPeriods(workspace);
        CloseStatuses = new CloseStatusReader(Periods, Runs);
        CloseValidation = new CloseValidation(workspace, Periods, Reader, Runs);
        Signing = new ProofSigning(workspace, Runs, SigningKeys);
        var stager = new ProofStager(workspace, Runs, Reader, SigningKeys);
        var agents = TaskAgents.Of(workspace, Reader, Schedules, Categories, Sync);
        var signOffs = new SignOffCheck(Runs, agents);
        Tasks = new TaskDesk(workspace, Runs, Reader, signOffs);
        Executor = new WorkExecutor(
            workspace,
            Runs,
            Reader,
            new YearEndPoster(workspace, Runs, Reader),
            new AgentRunner(workspace, Runs, agents),
            signOffs,
            stager,
            new ProofSealer(workspace, Runs, stager, SigningKeys, new ServiceSigning(workspace, Runs, SigningKeys))
        );
        RunDesk = new RunDesk(Runs, Teams, new Reopening(workspace, Runs));
        Reviews = new Reviews(workspace, Runs, Reader);
        Waivers = new WaiverDesk(workspace, Runs, Reader);
        Costs = new CostService(workspace, Runs, Reader);
        CostAccruals = new AccrualDesk(workspace, Runs, Reader);
        CostEvidence = new EvidenceService(workspace, SigningKeys);
        Duties = new DutiesNotice(workspace, Reader);
        var checklists = new ChecklistOfPeriod(Reader);
        var beginning = new RunBeginning(workspace, Reader, checklists);
        Host = new CloseHost(
            workspace,
            Runs,
            Reversals,
            checklists,
            beginning,
            Executor,
            new Attendance(workspace, Runs, Reader, SigningKeys, Tasks),
            new SignatureRound(Signing)
        );
        Direct = new DirectClose(
            workspace,
            Runs,
            CloseStatuses,
            CloseValidation,
            Reversals,
            Enrolment,
            beginning,
            new DirectDriver(workspace, Runs, Reader, Host)
        );

        Certifications = new CertificationDesk(Host, Runs, Signing);
        LateTasks = new LateTasks(workspace, Runs);
        Notifications = new NotificationPass(workspace, Runs, Reader, StuckPayouts, Random.Shared.NextDouble);
        (Proofs, Shelf, Exports) = (new(workspace, Runs), new(workspace), new(workspace));
        var intervals = new IntervalReader(workspace, Runs, Reader, closedPeriods.RunAsync);
        Exporter = new IntervalExporter(workspace, intervals, new IntervalSealer(workspace, SigningKeys));
        PairedRepairs = new RepairDesk(workspace, Runs, Posting, Exporter);
        Reconciliations = new ReconciliationDesk(workspace, intervals);
        (Prover, Zipper) = (new EntryProver(workspace, Proofs), new ProofZipper(workspace, Proofs));
        ProofInspection = new ProofInspection(workspace);
    }

    /// <summary>The same for one act on what somebody has read.</summary>
    public CloseServices Expecting(RunExpectation seen) => _expecting(seen);

    public Workspace Workspace { get; }

    public SyncService Sync { get; }

    public RunStore Runs { get; }

    public TeamService Teams { get; }

    public TokenDesk Tokens { get; }

    public PeriodReader Reader { get; }

    public ReportReader Reports { get; }

    /// <summary>What closed periods have earned.</summary>
    public ResultHistory Results { get; }

    public KeyEnrolment Enrolment { get; }

    public KeyCheck KeyCheck { get; }

    public SigningKeys SigningKeys { get; }

    public BooksImporter Importer { get; }

    public CostImporter CostImporter { get; }

    public CostWithdrawal CostWithdrawal { get; }

    public PayoutDesk Payouts { get; }

    /// <summary>What the operator says of payouts.</summary>
    public Func<CancellationToken, Task<Result<PayoutSettings>>> ReadPayoutSettings { get; }

    public StuckPayoutReader StuckPayouts { get; }

    public PayoutImporter PayoutImports { get; }

    public StatementImporter StatementImports { get; }

    public FileImporter FileImports { get; }

    public ImportRepair Repairs { get; }

    public RepairDesk PairedRepairs { get; }

    public ImportUndo ImportUndo { get; }

    public PostingService Posting { get; }

    public AdjustmentService Adjustments { get; }

    public ReversalService Reversals { get; }

    public ScheduleService Schedules { get; }

    public AccrualService Accruals { get; }

    public CategoryService Categories { get; }

    public CategoryDesk CategoryDesk { get; }

    public JobService Jobs { get; }

    public MatchService Matches { get; }

    public ApplicationService Applications { get; }

    public AuditInspector Audit { get; }

    public CloseHashCheck CloseHashes { get; }

    public RetentionInspector Retention { get; }

    public DrillReader Drills { get; }

    public HealthService Health { get; }

    public CompanyPeriods Periods { get; }

    public CloseStatusReader CloseStatuses { get; }

    public CloseValidation CloseValidation { get; }

    public TaskDesk Tasks { get; }

    public WorkExecutor Executor { get; }

    public ProofSigning Signing { get; }

    public RunDesk RunDesk { get; }

    public Reviews Reviews { get; }

    public WaiverDesk Waivers { get; }

    public CostService Costs { get; }

    public AccrualDesk CostAccruals { get; }

    public EvidenceService CostEvidence { get; }

    public DutiesNotice Duties { get; }

    public CloseHost Host { get; }

    /// <summary>Closes a period with one call.</summary>
    public DirectClose Direct { get; }

    public CertificationDesk Certifications { get; }

    public LateTasks LateTasks { get; }

    public NotificationPass Notifications { get; }

    public SealedProofs Proofs { get; }

    public BagShelf Shelf { get; }

    public ExportList Exports { get; }

    public IntervalExporter Exporter { get; }

    public ReconciliationDesk Reconciliations { get; }

    public EntryProver Prover { get; }

    public ProofZipper Zipper { get; }

    public ProofInspection ProofInspection { get; }
}
