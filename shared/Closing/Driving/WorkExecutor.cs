using Bookseal.Books.Certificates;
using Bookseal.Books.Checklists;
using Bookseal.Books.Company;
using Bookseal.Books.Guards;
using Bookseal.Books.Ledger;
using Bookseal.Books.Proof;
using Bookseal.Books.Runs;
using Bookseal.Books.Values;
using Bookseal.Books.Waivers;
using Bookseal.Closing.Reading;
using Bookseal.Closing.Runs;
using Bookseal.Closing.Sealing;
using Bookseal.Closing.Tasks;
using Bookseal.Closing.Telemetry;
using Bookseal.Storage;

namespace Bookseal.Closing.Driving;

/// <summary>
/// Does one piece of due work: the effect first, then the command that records its outcome. All of it may be repeated.
/// </summary>
public sealed class WorkExecutor(
    Workspace workspace,
    RunStore runs,
    PeriodReader reader,
    YearEndPoster yearEnd,
    AgentRunner agents,
    SignOffCheck signOffs,
    ProofStager stager,
    ProofSealer sealer
)
{
    public Task<Result<CloseRun>> ExecuteAsync(CloseRun run, Work work, CancellationToken cancel) =>
        CloseActivities.TraceAsync(run, work, () => DoAsync(run, work, cancel));

    private Task<Result<CloseRun>> DoAsync(CloseRun run, Work work, CancellationToken cancel) =>
        work switch
        {
            Work.AcquireLock => LockAsync(run, cancel),
            Work.ReleaseLock => UnlockAsync(run, cancel),
            Work.CloseSubledgers => CloseSubledgersAsync(run, cancel),
            Work.CompleteAgentTask task => RecordAsync(run, new CompleteTask(Actor.Agent, task.Task), cancel),
            Work.RunAgent agent => RunAgentAsync(run, agent.Task, cancel),
            Work.PostClosingEntries closing => yearEnd.PostAsync(run, closing.Task, cancel),
            Work.EvaluateGuards guards => EvaluateAsync(run, guards.Phase, cancel),
            Work.AnnounceFence => RecordAsync(run, new IntendFence(Actor.Agent), cancel),
            Work.RaiseFence => FenceAsync(run, cancel),
            Work.PreparePackage => PrepareAsync(run, cancel),
            Work.StageProof => stager.StageAsync(run, cancel),
            Work.SealProof => sealer.SealAsync(run, cancel),
            Work.LockPeriod => RecordAsync(run, new LockPeriod(Actor.Agent), cancel),
            Work.SealJournal => SealJournalAsync(run, cancel),
            _ => throw new ArgumentOutOfRangeException(nameof(work)),
        };

    private async Task<Result<CloseRun>> LockAsync(CloseRun run, CancellationToken cancel)
    {
        if (run.Round > 0)
            return await LowerFenceAsync(run, cancel);
        // A staged import that has not landed yet is part of the month: it lands before the lease shuts the journal.
        var repaired = await workspace.StagedImports.RepairAsync(workspace.Tenant, run.Period, cancel);
        if (!repaired.IsOk && !PeriodFaults.RefusesAppends(repaired.Fault))
            return repaired.Fault;
        // A half of a move keeps the journal from being locked.
        var moved = await workspace.StagedMoves.FinishAsync(workspace.Tenant, cancel);
        if (!moved.IsOk && !PeriodFaults.RefusesAppends(moved.Fault))
            return moved.Fault;
        var locked = await workspace.Journals.LockAsync(workspace.Tenant, run.Period, run.Id, cancel);
        if (
            !locked.IsOk
            && locked.Fault.Code == StoreCode.LeaseAlreadyPresent
            && (
                await ReleaseEarlierAttemptsAsync(run, cancel)
                || await workspace.StagedMoves.ReleaseStaleAsync(workspace.Tenant, run.Period, cancel)
            )
        )
            locked = await workspace.Journals.LockAsync(workspace.Tenant, run.Period, run.Id, cancel);
        if (!locked.IsOk && locked.Fault.Code == StoreCode.LeaseAlreadyPresent)
            return new Fault("JOURNAL_LOCKED", $"the journal of {run.Period} is leased by someone outside this close");
        if (!locked.IsOk)
            return locked.Fault;
        var recorded = await RecordAsync(run, new RecordLock(Actor.Agent), cancel);
        // Cancelled in the meantime, and perhaps released before we took it: a lease that the chain does not know must
        // not stay. Only under our own id: the fence of a run that went on is not ours to lift.
        if (!recorded.IsOk && !await IsActiveAsync(run, cancel))
            await workspace.Journals.ReleaseAsync(workspace.Tenant, run.Period, run.Leases.Posting, cancel);
        return recorded;
    }

    /// <summary>
    /// A run that was sent back has the lease and only changes it. Whoever repeats the change after the run has gone on
    /// finds another id and changes nothing.
    /// </summary>
    private async Task<Result<CloseRun>> LowerFenceAsync(CloseRun run, CancellationToken cancel)
    {
        var lowered = await workspace.Journals.LowerFenceAsync(workspace.Tenant, run.Period, run.Id, run.Round, cancel);
        if (!lowered.IsOk)
            return new Fault(
                "JOURNAL_LOCKED",
                $"the journal of {run.Period} is not under this close's fence any more ({lowered.Fault.Code})"
            );
        var recorded = await RecordAsync(run, new RecordLock(Actor.Agent), cancel);
        if (!recorded.IsOk && !await IsActiveAsync(run, cancel))
            await workspace.Journals.ReleaseAsync(workspace.Tenant, run.Period, run.Leases.Posting, cancel);
        return recorded;
    }

    /// <summary>
    /// A driver of a cancelled run may have died between taking the lease and releasing it. Ids are derived, so any
    /// later run can release it instead.
    /// </summary>
    private async Task<bool> ReleaseEarlierAttemptsAsync(CloseRun run, CancellationToken cancel)
    {
        var released = false;
        for (var attempt = 1; attempt < run.Attempt; attempt++)
        {
            var earlier = RunId.Of(run.Tenant, run.Period, attempt);
            foreach (var lease in earlier.Leases)
                released |= await workspace.Journals.ReleaseAsync(run.Tenant, run.Period, lease, cancel);
        }

        return released;
    }

    private async Task<bool> IsActiveAsync(CloseRun run, CancellationToken cancel)
    {
        var now = (await runs.LoadAsync(run.Period, cancel)).Run;
        return now.Id == run.Id && now.IsActive;
    }

    private Task<Result<CloseRun>> RecordAsync(CloseRun run, RunCommand outcome, CancellationToken cancel) =>
        runs.ExecuteAsync(run.Period, outcome.For(run), cancel);

    private async Task<Result<CloseRun>> UnlockAsync(CloseRun run, CancellationToken cancel)
    {
        foreach (var lease in run.Id.Leases.Take(2 * (run.Round + 1)))
            await workspace.Journals.ReleaseAsync(workspace.Tenant, run.Period, lease, cancel);
        return await RecordAsync(run, new RecordLockReleased(Actor.Agent), cancel);
    }

    private async Task<Result<CloseRun>> CloseSubledgersAsync(CloseRun run, CancellationToken cancel)
    {
        var closed = await workspace.Subledgers.SealAsync(workspace.Tenant, cancel);
        var bank = await workspace.Bank.SealAsync(workspace.Tenant, cancel);
        var costs = await new CostReader(workspace).SealAsync(run.Period, cancel);
        return await RecordAsync(run, new RecordSubledgers(Actor.Agent, closed, bank) { Costs = costs }, cancel);
    }

    /// <summary>Drafts show what other agents posted: whether their inputs want that still comes first.</summary>
    private async Task<Result<CloseRun>> RunAgentAsync(CloseRun run, int number, CancellationToken cancel)
    {
        var isDraft =
            run.Template.Find(number) is { Action: TaskAction.DraftIncomeStatement or TaskAction.DraftBalanceSheet };
        return isDraft && await signOffs.CheckAgentsAsync(run, cancel) is { } voided
            ? voided
            : await agents.RunAsync(run, number, cancel);
    }

    private async Task<Result<CloseRun>> EvaluateAsync(CloseRun run, int phase, CancellationToken cancel)
    {
        var master = await workspace.ReadMasterDataAsync(run, cancel);
        if (!(await reader.ReadAsync(run, master, cancel)).TryGet(out var reading, out var fault))
            return fault;
        if (await signOffs.CheckAsync(run, reading.Books, cancel) is { } voided)
            return voided; // what was signed is to be signed again before anything is judged by it
        // At the fence nothing comes any more: what is unique now stays so.
        var clashes = phase == 5 ? await new SealedIds(workspace).FindAsync(reading, cancel) : [];
        return await RecordAsync(
            run,
            new RecordGuards(Actor.Agent, phase, WaivedGuards.Evaluate(phase, reading.Books, run, clashes)),
            cancel
        );
    }

    private async Task<Result<CloseRun>> FenceAsync(CloseRun run, CancellationToken cancel)
    {
        var lengths = await workspace.Journals.FenceAsync(workspace.Tenant, run.Period, run.Id, run.Round, cancel);
        return lengths.IsOk
            ? await RecordAsync(run, new RecordFence(Actor.Agent, lengths.Value), cancel)
            : lengths.Fault;
    }

    private async Task<Result<CloseRun>> SealJournalAsync(CloseRun run, CancellationToken cancel)
    {
        var refusal = await workspace.Journals.SealAsync(workspace.Tenant, run.Period, run.Id, run.Round, cancel);
        return refusal is null
            ? await RecordAsync(run, new RecordJournalSeal(Actor.Agent), cancel)
            : new Fault(
                "JOURNAL_NOT_SEALED",
                $"the journal of {run.Period} cannot be sealed ({refusal}); 'bookseal audit verify' looks into it"
            );
    }

    private async Task<Result<CloseRun>> PrepareAsync(CloseRun run, CancellationToken cancel)
    {
        // A package is made under the rules that the run pinned, or not at all.
        if (!RuleSet.Parse(run.Rules).IsOk)
            return new Fault(
                "UNSUPPORTED_RULES",
                $"the close of {run.Period} was started under {run.Rules}, which this version does not make; cancel "
                    + "it and close again"
            );
        var master = await workspace.ReadMasterDataAsync(run, cancel);
        if (!(await reader.ReadAsync(run, master, cancel)).TryGet(out var reading, out var fault))
            return fault;
        var payload = ProofPayload.Of(reading.Books, run, ClosePolicy.Of(master.Profile, run.Policy), reading.Streamed);
        // What is lost is told before anybody certifies, not after.
        foreach (var digest in payload.Evidence)
            if (await workspace.Evidence.ReadAsync(run.Tenant, run.Period, digest, cancel) is { IsOk: false } lost)
                return lost.Fault;
        var closeHash = CloseHash.Of(run.Tenant, run.PeriodId, reading.Books.TrialBalance, reading.Books.Fold.Entries);
        return await RecordAsync(
            run,
            new RecordPackage(Actor.Agent, payload.Digest, closeHash, reading.Books.Fold.Leaves.Root())
            {
                Answers = run.Answers,
            },
            cancel
        );
    }
}
