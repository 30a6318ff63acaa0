using Bookseal.Books.Guards;
using Bookseal.Books.Proof;
using Bookseal.Books.Runs;
using Bookseal.Books.Runs.Commands;
using Bookseal.Closing.Reading;
using Bookseal.Closing.Sealing;
using Bookseal.Storage;
using Bookseal.Storage.Company;

namespace Bookseal.Closing.Runs;

/// <summary>Does one piece of due work: the effect first, then the command that records its outcome. All of it may be repeated.</summary>
public sealed class WorkExecutor(Workspace workspace, RunStore runs, PeriodReader reader, ProofSealer sealer)
{
    public Task<Result<CloseRun>> ExecuteAsync(CloseRun run, Work work, MasterData master, CancellationToken cancel) => work switch
    {
        Work.AcquireLock => LockAsync(run, cancel),
        Work.ReleaseLock => UnlockAsync(run, cancel),
        Work.CloseSubledgers => CloseSubledgersAsync(run, cancel),
        Work.CompleteAgentTask task => runs.ExecuteAsync(run.Period, new CompleteTask(Actor.Agent, task.Task), cancel),
        Work.EvaluateGuards guards => EvaluateAsync(run, guards.Phase, master, cancel),
        Work.AnnounceFence => runs.ExecuteAsync(run.Period, new IntendFence(Actor.Agent), cancel),
        Work.RaiseFence => FenceAsync(run, cancel),
        Work.PreparePackage => PrepareAsync(run, master, cancel),
        Work.SealProof => sealer.SealAsync(run, master, cancel),
        _ => throw new ArgumentOutOfRangeException(nameof(work)),
    };

    private async Task<Result<CloseRun>> LockAsync(CloseRun run, CancellationToken cancel)
    {
        var locked = await workspace.Journals.LockAsync(workspace.Tenant, run.Period, run.Id, cancel);
        if (!locked.IsOk && locked.Fault.Code == StoreCode.LeaseAlreadyPresent) return new Fault("JOURNAL_LOCKED", $"the journal of {run.Period} is leased by someone outside this close");
        if (!locked.IsOk) return locked.Fault;
        var recorded = await runs.ExecuteAsync(run.Period, new RecordLock(Actor.Agent), cancel);
        // Cancelled in the meantime, and perhaps released before we took it: a lock that the chain does not know must not stay.
        if (!recorded.IsOk) await workspace.Journals.UnlockAsync(workspace.Tenant, run.Period, run.Id, cancel);
        return recorded;
    }

    private async Task<Result<CloseRun>> UnlockAsync(CloseRun run, CancellationToken cancel)
    {
        var unlocked = await workspace.Journals.UnlockAsync(workspace.Tenant, run.Period, run.Id, cancel);
        return unlocked.IsOk ? await runs.ExecuteAsync(run.Period, new RecordLockReleased(Actor.Agent), cancel) : unlocked.Fault;
    }

    private async Task<Result<CloseRun>> CloseSubledgersAsync(CloseRun run, CancellationToken cancel)
    {
        var closed = await workspace.Subledgers.SealAsync(workspace.Tenant, cancel);
        return await runs.ExecuteAsync(run.Period, new RecordSubledgers(Actor.Agent, closed), cancel);
    }

    private async Task<Result<CloseRun>> EvaluateAsync(CloseRun run, int phase, MasterData master, CancellationToken cancel)
    {
        if (!(await reader.ReadAsync(run, master, cancel)).TryGet(out var reading, out var fault)) return fault;
        return await runs.ExecuteAsync(run.Period, new RecordGuards(Actor.Agent, phase, GuardSet.Evaluate(phase, reading.Books)), cancel);
    }

    private async Task<Result<CloseRun>> FenceAsync(CloseRun run, CancellationToken cancel)
    {
        var lengths = await workspace.Journals.FenceAsync(workspace.Tenant, run.Period, run.Id, cancel);
        return lengths.IsOk ? await runs.ExecuteAsync(run.Period, new RecordFence(Actor.Agent, lengths.Value), cancel) : lengths.Fault;
    }

    private async Task<Result<CloseRun>> PrepareAsync(CloseRun run, MasterData master, CancellationToken cancel)
    {
        if (!(await reader.ReadAsync(run, master, cancel)).TryGet(out var reading, out var fault)) return fault;
        var payload = ProofPayload.Of(reading.Books, run, ClosePolicy.Of(master.Profile, run.Policy), reading.Streamed);
        var closeHash = Books.Certificates.CloseHash.Of(run.Tenant, run.PeriodId, reading.Books.TrialBalance, reading.Books.Fold.Entries);
        return await runs.ExecuteAsync(run.Period, new RecordPackage(Actor.Agent, payload.Digest, closeHash, reading.Books.Fold.Leaves.Root()), cancel);
    }
}
