using System.Collections.Immutable;
using Bookseal.Books.Calendars;
using Bookseal.Books.Certificates;
using Bookseal.Books.Checklists;
using Bookseal.Books.Company;
using Bookseal.Books.Costs;
using Bookseal.Books.Runs.Events;
using Bookseal.Books.Values;

namespace Bookseal.Books.Runs;

/// <summary>A period's close: the fold of its events, and nothing else.</summary>
public sealed record CloseRun(TenantId Tenant, PeriodCode Period)
{
    public PeriodStatus PeriodStatus { get; init; } = PeriodStatus.Open;

    public RunStatus Status { get; init; } = RunStatus.None;

    /// <summary>1 for the first run of the period; 0 while there was none.</summary>
    public int Attempt { get; init; }

    /// <summary>The checklist; empty before the first run.</summary>
    public CloseTemplate Template { get; init; } = CloseTemplate.Empty;

    public string Rules { get; init; } = "";

    public Policy Policy { get; init; } = Policy.Default;

    /// <summary>The team that the run pinned; null before it started, and where an older release began it.</summary>
    public StandingTeam? Team { get; init; }

    /// <summary>The master data that the run pinned; null before it started.</summary>
    public MasterDigests? Master { get; init; }

    public PersonId StartedBy { get; init; }

    public DateTimeOffset StartedAt { get; init; }

    /// <summary>Who wanted it, by when and how urgently; null where an older release began it.</summary>
    public CloseInitiation? Initiation { get; init; }

    /// <summary>What was asked for, where one call makes the close; null of one that people make.</summary>
    public DirectRequest? Direct { get; init; }

    /// <summary>The journal's lease is this run's (R25), by what the chain knows.</summary>
    public bool HoldsLock { get; init; }

    public bool FenceIntended { get; init; }

    public Fenced? Fence { get; init; }

    public ImmutableSortedDictionary<int, TaskState> Tasks { get; init; } =
        ImmutableSortedDictionary<int, TaskState>.Empty;

    /// <summary>What has happened with tasks that are not done, or are to be done again.</summary>
    public ImmutableSortedDictionary<int, OpenTask> OpenTasks { get; init; } =
        ImmutableSortedDictionary<int, OpenTask>.Empty;

    public ImmutableSortedDictionary<int, ReviewNote> Notes { get; init; } =
        ImmutableSortedDictionary<int, ReviewNote>.Empty;

    public ImmutableArray<FileAttached> Attachments { get; init; } = [];

    /// <summary>Phase 1 has ended: later items do not belong to this close.</summary>
    public bool AreSubledgersSealed { get; init; }

    public ImmutableSortedDictionary<SubledgerName, SubledgerClosed> Subledgers { get; init; } =
        ImmutableSortedDictionary<SubledgerName, SubledgerClosed>.Empty;

    /// <summary>The bank statements as sealed; null where there are none.</summary>
    public BankClosed? Bank { get; init; }

    /// <summary>The costs as sealed; null where the period took none in.</summary>
    public CostsClosed? Costs { get; init; }

    /// <summary>By provider, the entry that accrues what it may still change.</summary>
    public ImmutableSortedDictionary<string, EntryId> Accruals { get; init; } =
        ImmutableSortedDictionary.Create<string, EntryId>(StringComparer.Ordinal);

    public IReadOnlyCollection<CostAccrual> NamedAccruals =>
        [.. Accruals.Select(pair => new CostAccrual(pair.Key, pair.Value))];

    /// <summary>The adjustment period that this close takes into its openings.</summary>
    public OpeningsRestated? Restatement { get; init; }

    /// <summary>The close of this period that was decertified last.</summary>
    public DecertifiedClose? Decertified { get; init; }

    public ImmutableSortedSet<int> PhasesPassed { get; init; } = [];

    /// <summary>The guards of the failed phase, while blocked.</summary>
    public GuardsEvaluated? FailedGuards { get; init; }

    /// <summary>Announced adjustments by batch key.</summary>
    public ImmutableSortedDictionary<string, AnnouncedAdjustment> Adjustments { get; init; } =
        ImmutableSortedDictionary.Create<string, AnnouncedAdjustment>(StringComparer.Ordinal);

    /// <summary>What people accepted of the warnings, by code: it counts while its digest is the group's.</summary>
    public ImmutableSortedDictionary<string, AcceptedWarnings> Acceptances { get; init; } =
        ImmutableSortedDictionary.Create<string, AcceptedWarnings>(StringComparer.Ordinal);

    /// <summary>Differences that an approver lets stand in this close; the last word on each.</summary>
    public ImmutableArray<Waiver> Waivers { get; init; } = [];

    /// <summary>What people said of those of the close before.</summary>
    public ImmutableArray<ResolvedWaiver> ResolvedWaivers { get; init; } = [];

    /// <summary>
    /// How many answers to warnings, waivers and named accruals there were: a package is made with all of them or made
    /// again.
    /// </summary>
    public int Answers { get; init; }

    /// <summary>How often the run was sent back from its certification; each round has leases of its own.</summary>
    public int Round { get; init; }

    public PackagePrepared? Package { get; init; }

    public Certified? Certification { get; init; }

    public DateTimeOffset? CertifiedAt { get; init; }

    /// <summary>When the period was closed: sealed, or under rules up to 3 certified; null while it is not.</summary>
    public DateTimeOffset? ClosedAt { get; init; }

    /// <summary>What persons are asked to sign; null before it is staged, and always under rules up to 3.</summary>
    public ProofStaged? Staged { get; init; }

    /// <summary>In the order of the chain.</summary>
    public ImmutableArray<SignatureAdded> Signatures { get; init; } = [];

    public ProofSealed? Proof { get; init; }

    /// <summary>Of a locked period: the store has been told to take no more appends to its journal.</summary>
    public bool IsJournalSealed { get; init; }

    /// <summary>Everyone who, by the chain, prepared the period; the books tell of the others.</summary>
    public ImmutableSortedSet<PersonId> Preparers { get; init; } = [];

    public RunId Id => RunId.Of(Tenant, Period, Attempt);

    /// <summary>The lease under which this round posts, and the one that replaces it at the fence.</summary>
    public (Guid Posting, Guid Fence) Leases => Id.LeasesOf(Round);

    public PeriodId PeriodId => PeriodId.Of(Tenant, Period);

    /// <summary>Closed, whether or not it could be reopened.</summary>
    public bool IsClosed => PeriodStatus is PeriodStatus.Closed or PeriodStatus.Locked;

    /// <summary>The run is over without a close, or its close was decertified: its lock goes back.</summary>
    public bool ReleasesLease => Status is RunStatus.Cancelled or RunStatus.Decertified;

    /// <summary>Of the certificate that this run makes: 1, and one more for each that was decertified.</summary>
    public int Version => (Decertified?.Version ?? 0) + 1;

    public bool IsActive =>
        Status is RunStatus.InProgress or RunStatus.Blocked or RunStatus.Completed or RunStatus.AwaitingSignature;

    /// <summary>It works with the master data of its start, and a change of them has to wait, or another run.</summary>
    public bool IsPinned => IsActive || (Status == RunStatus.Certified && Proof is null);

    /// <summary>
    /// Persons sign the staged proof, one after the other; under rules up to 3 Bookseal signed with the certifier's
    /// key, and the period was closed before.
    /// </summary>
    public bool IsSignedByPersons => RuleSet.Parse(Rules) is { IsOk: true } known && known.Value >= RuleSet.V4;

    /// <summary>One call makes it: no task for people, and no person's key.</summary>
    public bool IsDirect => Direct is not null;

    /// <summary>
    /// The certifier has signed, and as many others as the policy asks for, or Bookseal itself what one call closes:
    /// there is no way back.
    /// </summary>
    public bool IsFullySigned =>
        Certification is { } certified
        && Signatures.Any(signature => signature.By == SignerOf(certified))
        && Signatures.Select(signature => signature.By).Distinct().Count() >= Policy.Signatures;

    /// <summary>Without whose signature nothing is sealed.</summary>
    private PersonId SignerOf(Certified certified) => IsDirect ? PersonId.System : certified.By;

    public bool HasSigned(PersonId person) => Signatures.Any(signature => signature.By == person);

    /// <summary>
    /// Cancelled or decertified, and the lock not given back yet: whoever finds it so drives on to the release.
    /// </summary>
    public bool IsHalfCancelled => ReleasesLease && PeriodStatus == PeriodStatus.Closing;

    public bool HasClosedSubledgers =>
        Template.Find(TaskAction.CloseSubledgers) is { } task ? IsDone(task.Number) : AreSubledgersSealed;

    /// <summary>Completed, or skipped.</summary>
    public bool IsDone(int task) => Tasks.ContainsKey(task);

    /// <summary><c>pending</c>, <c>in_progress</c>, <c>blocked</c>, <c>completed</c> or <c>skipped</c>.</summary>
    public string StatusOf(int task)
    {
        if (Tasks.TryGetValue(task, out var done))
            return done.StatusText;
        return OpenTasks.GetValueOrDefault(task) switch
        {
            { BlockedReason: not null } or { LateAfter: not null } => "blocked",
            { StartedAt: not null } or { Completed: not null } or { Prepared: not null } => "in_progress",
            _ => "pending",
        };
    }

    public bool IsAwaitingApproval(int task) => OpenTasks.GetValueOrDefault(task)?.Completed is not null;

    public IEnumerable<ReviewNote> OpenNotes => Notes.Values.Where(note => note.Answer is null);

    /// <summary>Who is to do it; null for whoever may.</summary>
    public PersonId? AssigneeOf(TaskDefinition task) =>
        OpenTasks.GetValueOrDefault(task.Number)?.Assignee ?? task.Assignee;

    /// <summary>That of the first task that is not done; 6 when none is left, and 1 before the first run.</summary>
    public int Phase =>
        Attempt == 0
            ? 1
            : Template.Tasks.Where(task => !IsDone(task.Number)).Select(task => task.Phase).DefaultIfEmpty(6).Min();
}

/// <summary>
/// An announced adjustment: the digest of its batch, and whether that is known to stand in the journal.
/// </summary>
public sealed record AnnouncedAdjustment(Digest Batch, bool IsPosted);
