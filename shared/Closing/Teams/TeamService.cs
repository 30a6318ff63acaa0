using Bookseal.Books.Audit;
using Bookseal.Books.Company;
using Bookseal.Books.Runs;
using Bookseal.Books.Runs.Events;
using Bookseal.Books.Teams;
using Bookseal.Books.Values;
using Bookseal.Closing.Runs;
using Bookseal.Closing.Signing;
using Bookseal.Evidence;
using Bookseal.Evidence.Signing;
using Bookseal.Storage.Audit;
using Bookseal.Storage.Company;

namespace Bookseal.Closing.Teams;

/// <summary>
/// Proposals of another team or policy, and what approvers say to them. Event, row and current profile change in one
/// commit. A decision is made anew for every attempt, so that a run that starts meanwhile is seen.
/// </summary>
/// <param name="refuse">What whoever acts has read, as a refusal where it is that no more; null: no matter.</param>
public sealed class TeamService(
    Workspace workspace,
    SigningKeys signing,
    Func<CancellationToken, Task<Fault?>>? refuse = null
)
{
    private readonly TeamStore _store = new(workspace);

    /// <summary>The same for one act on what somebody has read.</summary>
    /// <param name="refuseChanged">Asked before each attempt, of which nothing is recorded where it refuses.</param>
    public TeamService Expecting(Func<CancellationToken, Task<Fault?>> refuseChanged) =>
        new(workspace, signing, refuseChanged);

    /// <summary>Null before the first import.</summary>
    public Task<TeamState?> ReadAsync(CancellationToken cancel) => _store.ReadAsync(cancel);

    /// <summary>From when a change would count, and what keeps it back until then.</summary>
    public async Task<TeamOutlook> ReadOutlookAsync(PeriodCode first, CancellationToken cancel)
    {
        var chain = await workspace.ReadHeadAsync(cancel);
        var periods = await PeriodStandings.ReadAsync(workspace, chain, cancel);
        return new(MasterDataChange.FirstOpen(first, periods), Pinned(periods));
    }

    /// <summary>What an import's profile wants is recorded, once; never put into force.</summary>
    public async Task<Result<TeamState>> ImportAsync(Governance wanted, Actor actor, CancellationToken cancel)
    {
        if (await _store.ReadAsync(cancel) is { } state && TeamRules.Import(state, wanted, actor) is null)
            return state;
        return await DecideAsync(
            actor,
            "propose_team",
            now => Task.FromResult<Result<TeamEvent?>>(TeamRules.Import(now.State, wanted, actor)),
            cancel
        );
    }

    public Task<Result<TeamState>> ProposeAsync(Governance wanted, Actor actor, CancellationToken cancel) =>
        DecideAsync(
            actor,
            "propose_team",
            now => Task.FromResult(TeamRules.Propose(now.State, wanted, actor).Map(made => (TeamEvent?)made)),
            cancel
        );

    /// <param name="shown">The proposal that the approver looked at.</param>
    public Task<Result<TeamState>> ApproveAsync(Digest shown, Actor actor, CancellationToken cancel) =>
        DecideAsync(
            actor,
            "approve_team",
            async now =>
            {
                var pinned = await PinnedAsync(now.Chain, cancel);
                var wanted = now.State.Proposal?.Governance;
                var books = wanted is null ? default! : await WriteAsync(now.Master, wanted, cancel);
                return TeamRules.Approve(now.State, shown, actor, pinned, books).Map(approved => (TeamEvent?)approved);
            },
            cancel
        );

    public Task<Result<TeamState>> RejectAsync(Digest shown, Actor actor, string reason, CancellationToken cancel) =>
        DecideAsync(
            actor,
            "reject_team",
            now => Task.FromResult(TeamRules.Reject(now.State, shown, actor, reason).Map(made => (TeamEvent?)made)),
            cancel
        );

    /// <summary>Puts a team into force by the log's key; the policy stays.</summary>
    public Task<Result<TeamState>> RecoverAsync(
        IReadOnlyList<Person> team,
        PersonId by,
        string reason,
        CancellationToken cancel
    ) =>
        DecideAsync(
            new Actor(by, Role.Auditor, false, false),
            "recover_team",
            async now =>
            {
                var recovered = new Governance(team, now.Master.Profile.Policy);
                if (TeamRules.Recover(now.State, recovered, by, reason) is { } refused)
                    return refused;
                var books = await WriteAsync(now.Master, recovered, cancel);
                var key = await signing.LogAsync(cancel);
                var unsigned = new TeamRecovered(by, recovered, reason, books, key.KeyId, "");
                var message = unsigned.Signed(workspace.LogOrigin, now.Sequence);
                var signature = await key.Signer.SignMessageAsync(message, cancel);
                return unsigned with { Signature = Convert.ToBase64String(signature) };
            },
            cancel
        );

    /// <param name="decide">Null where nothing is to happen.</param>
    private async Task<Result<TeamState>> DecideAsync(
        Actor actor,
        string command,
        Func<Now, Task<Result<TeamEvent?>>> decide,
        CancellationToken cancel
    )
    {
        await workspace.EnrolFirstAsync(cancel);
        while (true)
        {
            var chain = await workspace.ReadHeadAsync(cancel);
            // After the chain's end: what is committed on this end is decided on what was just looked at.
            if (refuse is not null && await refuse(cancel) is { } changed)
                return changed;
            if (!(await workspace.ReadMasterDataAsync(cancel)).TryGet(out var master, out var missing))
                return missing;
            var now = await NowAsync(chain, master, cancel);
            if (!(await decide(now)).TryGet(out var happened, out var refused))
            {
                if (await RefuseAsync(chain, actor, command, refused, cancel) is null)
                    return refused;
                continue;
            }

            if (happened is null)
                return now.State;
            var committed = await CommitAsync(now, actor, happened, cancel);
            if (committed.IsOk)
                return committed;
            if (!AuditLog.IsConflict(committed.Fault))
                throw new IOException($"{happened.Type} cannot be recorded: {committed.Fault}");
        }
    }

    /// <summary>A chain of an older release is first told who stands: from there its team events say it all.</summary>
    private async Task<Now> NowAsync(ChainHead chain, MasterData master, CancellationToken cancel)
    {
        var state = await _store.ReadAsync(master, cancel);
        var row = await workspace.Audit.ProjectionAsync(workspace.Tenant, TeamStore.RowKey, cancel);
        TeamBootstrapped[] begun = row is null ? [new(PersonId.System, Governance.Of(master.Profile), true)] : [];
        return new(chain, master, state, begun);
    }

    private async Task<Result<TeamState>> CommitAsync(
        Now now,
        Actor actor,
        TeamEvent happened,
        CancellationToken cancel
    )
    {
        var after = TeamState.Evolve(now.State, happened, now.Sequence);
        var books = happened switch
        {
            TeamApproved approved => approved.Books,
            TeamRecovered recovered => recovered.Books,
            _ => null,
        };
        var changes = books is null ? [] : await ChangesAsync(now, actor, books, cancel);
        List<AuditDraft> drafts =
        [
            .. now.Begun.Select(begun => Draft(Actor.Agent, begun)),
            Draft(actor, happened),
            .. changes,
        ];
        var row = await _store.RowAsync(after, cancel);
        var master = books is null ? null : await workspace.MasterDataRowAsync(books, cancel);
        var committed = await workspace.Audit.CommitAsync(
            workspace.Tenant,
            now.Chain,
            drafts,
            _ => master is null ? [row] : [row, master],
            cancel
        ); // commit point
        return committed.IsOk ? after : committed.Fault;
    }

    private async Task<IEnumerable<AuditDraft>> ChangesAsync(
        Now now,
        Actor actor,
        MasterDigests books,
        CancellationToken cancel
    )
    {
        var changed = await workspace.MasterData.ReadAsync(workspace.Tenant, books, cancel);
        var periods = await PeriodStandings.ReadAsync(workspace, now.Chain, cancel);
        var from = MasterDataChange.FirstOpen(changed.Profile.FirstPeriod, periods);
        return MasterDataChange
            .OfProfile(now.Master.Profile, changed.Profile)
            .Select(change => MasterDataDraft.Of(change, actor, from));
    }

    /// <summary>Null where the chain has the refusal; a conflict where somebody else was faster.</summary>
    private async Task<Fault?> RefuseAsync(
        ChainHead chain,
        Actor actor,
        string command,
        Fault refused,
        CancellationToken cancel
    )
    {
        var happened = new CommandRefused(actor.Id, command, refused.Code, refused.Message);
        var data = happened.ToData();
        var committed = await workspace.Audit.CommitAsync(
            workspace.Tenant,
            chain,
            [new(actor.Id, actor.Kind, happened.Type, null, null, CanonicalJson.DigestOf(data).ToString(), data)],
            _ => [],
            cancel
        );
        if (committed.IsOk || AuditLog.IsConflict(committed.Fault))
            return committed.IsOk ? null : committed.Fault;
        throw new IOException($"a refusal cannot be recorded: {committed.Fault}");
    }

    private async Task<IReadOnlyList<PeriodCode>> PinnedAsync(ChainHead chain, CancellationToken cancel) =>
        Pinned(await PeriodStandings.ReadAsync(workspace, chain, cancel));

    private static PeriodCode[] Pinned(IEnumerable<PeriodStanding> periods) =>
        [.. periods.Where(standing => standing.IsPinned).Select(standing => standing.Period)];

    /// <summary>Before the commit that makes it current: an object that nothing names does no harm.</summary>
    private Task<MasterDigests> WriteAsync(MasterData master, Governance governance, CancellationToken cancel) =>
        workspace.MasterData.WriteAsync(master with { Profile = governance.In(master.Profile) }, cancel);

    private static AuditDraft Draft(Actor actor, TeamEvent happened)
    {
        var data = happened.ToData();
        return new(happened.By, actor.Kind, happened.Type, null, null, CanonicalJson.DigestOf(data).ToString(), data);
    }

    /// <param name="Begun">What an older chain has to be told first.</param>
    private sealed record Now(
        ChainHead Chain,
        MasterData Master,
        TeamState State,
        IReadOnlyList<TeamBootstrapped> Begun
    )
    {
        /// <summary>The sequence number that the decision will have.</summary>
        public long Sequence => Chain.Head.Size + Begun.Count;
    }
}

/// <param name="EffectiveFrom">The first period that a change of master data counts for, were it made now.</param>
/// <param name="Pinned">Periods whose close has pinned the team that is in force.</param>
public sealed record TeamOutlook(PeriodCode EffectiveFrom, IReadOnlyList<PeriodCode> Pinned);
