using Bookseal.Books.Company;
using Bookseal.Books.Ledger;
using Bookseal.Books.Runs.Commands;
using Bookseal.Books.Runs.Events;

namespace Bookseal.Books.Runs;

/// <summary>
/// Every rule on who may do what when. Pure: a run and a command give events, or a refusal with a code. Repeating a command that has already
/// taken effect gives no events and no refusal, so that drivers may repeat after a crash.
/// </summary>
public static class Decider
{
    public const int MaxReasonLength = 2_000;

    public static Result<IReadOnlyList<RunEvent>> Decide(CloseRun run, RunCommand command) =>
        command.ExpectedRun is { } expected && expected != run.Id
            ? Refuse(Refusal.RunChanged, $"run {expected} is over; {run.Period} is at run {run.Id}")
            : DecideOn(run, command);

    private static Result<IReadOnlyList<RunEvent>> DecideOn(CloseRun run, RunCommand command) => command switch
    {
        StartRun start => Start(run, start),
        ResumeRun resume => Resume(run, resume),
        CancelRun cancel => Cancel(run, cancel),
        RecordLock => Active(run) ?? (run.HoldsLock ? Nothing() : Happens(new LockAcquired(command.Actor.Id))),
        RecordLockReleased => run.Status != RunStatus.Cancelled ? Refuse(Refusal.OutOfOrder, "only a cancelled run gives its lock back") : run.PeriodStatus == PeriodStatus.Closing ? Happens(new LockReleased(command.Actor.Id)) : Nothing(),
        RecordSubledgers record => Locked(run) ?? CloseSubledgers(run, record),
        RecordGuards record => Locked(run) ?? Guards(run, record),
        IntendAdjustment intend => Locked(run) ?? Adjust(run, intend),
        RecordAdjustment record => RecordAdjustment(run, record),
        RefusePosting refused => Happens(new CommandRefused(refused.Actor.Id, refused.Name, refused.Code, refused.Reason)),
        CompleteTask complete => Locked(run) ?? Complete(run, complete),
        IntendFence => Locked(run) ?? (Planner.IsReadyForFence(run) ? run.FenceIntended ? Nothing() : Happens(new FenceIntended(command.Actor.Id)) : Refuse(Refusal.OutOfOrder, "tasks or guards before phase 5 are open")),
        RecordFence record => Locked(run) ?? Fence(run, record),
        RecordPackage record => Locked(run) ?? Package(run, record),
        CertifyRun certify => Certify(run, certify),
        RecordSignature record => Signature(run, record),
        RecordSeal record => Seal(run, record),
        _ => throw new ArgumentOutOfRangeException(nameof(command)),
    };

    private static Result<IReadOnlyList<RunEvent>> Start(CloseRun run, StartRun start)
    {
        if (Lacks(start.Actor, Role.Preparer) is { } denied) return denied;
        if (run.PeriodStatus == PeriodStatus.Closed) return Refuse(Refusal.PeriodClosed, $"{run.Period} is closed; its proof is {run.Proof?.ProofId.ToString() ?? "being sealed"}");
        if (run.IsActive) return Refuse(Refusal.InProgress, $"run {run.Id} of {run.StartedBy} is closing {run.Period}");
        if (run.PeriodStatus == PeriodStatus.Closing) return Refuse(Refusal.InProgress, $"cancelled run {run.Id} has not given its lock back yet; try again");
        if (start.Today <= run.Period.LastDay) return Refuse(Refusal.PeriodNotEnded, $"{run.Period} ends on {Values.Dates.Text(run.Period.LastDay)}; today is {Values.Dates.Text(start.Today)}");
        return Happens(new RunStarted(start.Actor.Id, run.Attempt + 1, start.Template.Name, start.Rules, start.Policy, start.Actor.Attestation, run.Preparers, start.Master));
    }

    private static Result<IReadOnlyList<RunEvent>> Resume(CloseRun run, ResumeRun resume)
    {
        if (Lacks(resume.Actor, Role.Preparer) is { } denied) return denied;
        return run.Status == RunStatus.Blocked ? Happens(new RunResumed(resume.Actor.Id)) : Refuse(Refusal.NotBlocked, $"the close of {run.Period} is not blocked");
    }

    private static Result<IReadOnlyList<RunEvent>> Cancel(CloseRun run, CancelRun cancel)
    {
        if (Lacks(cancel.Actor, Role.Approver) is { } denied) return denied;
        if (cancel.Reason.Length is 0 or > MaxReasonLength) return Refuse(Refusal.ReasonInvalid, $"a reason has 1 to {MaxReasonLength} characters");
        return run.IsActive ? Happens(new RunCancelled(cancel.Actor.Id, cancel.Reason)) : Refuse(Refusal.NoActiveRun, $"no close of {run.Period} is in progress");
    }

    private static Result<IReadOnlyList<RunEvent>> CloseSubledgers(CloseRun run, RecordSubledgers record)
    {
        var task = run.Template.Tasks.FirstOrDefault(item => item.Action == TaskAction.CloseSubledgers);
        if (task is null || !Planner.IsReady(run, task)) return task is not null && run.IsDone(task.Number) ? Nothing() : NotReady(task?.Number ?? 0);
        return Happens([.. record.Subledgers.Where(closed => run.Subledgers.GetValueOrDefault(closed.Subledger) != closed), new TaskCompleted(record.Actor.Id, task.Number, record.Actor.Attestation)]);
    }

    private static Result<IReadOnlyList<RunEvent>> Guards(CloseRun run, RecordGuards record)
    {
        if (run.PhasesPassed.Contains(record.Phase)) return Nothing();
        if (run.FailedGuards?.Phase == record.Phase) return Nothing(); // someone has to mend the books and resume first
        if (Planner.DueGuards(run) != record.Phase) return Refuse(Refusal.OutOfOrder, $"the guards of phase {record.Phase} are not due");
        var digest = CanonicalJson.DigestOf(new JsonArray(record.Outcomes.Select(outcome => outcome.ToJson())));
        var codes = record.Outcomes.ToLookup(outcome => outcome.Passed, outcome => outcome.Code);
        return Happens(new GuardsEvaluated(record.Actor.Id, record.Phase, [.. codes[true]], [.. codes[false]], digest));
    }

    /// <summary>Phases 1 to 3 accept adjusting, correcting and reversing entries of the run; from the announcement of the fence on, none.</summary>
    private static Result<IReadOnlyList<RunEvent>> Adjust(CloseRun run, IntendAdjustment intend)
    {
        if (Lacks(intend.Actor, Role.Preparer) is { } denied) return denied;
        // Before the key: one that was announced lets no other kinds in.
        var wrong = intend.Kinds.Where(kind => kind is not (EntryKind.Adjusting or EntryKind.Correcting or EntryKind.Reversing)).ToList();
        if (wrong.Count > 0) return Refuse(Refusal.KindNotAllowed, $"during a close only adjusting, correcting and reversing entries are posted, not {wrong[0].Text()}");
        if (run.Adjustments.TryGetValue(intend.Key, out var announced)) // whether it may still land, the store's lease decides
            return announced.Batch == intend.Batch ? Nothing() : Refuse(Refusal.BatchKeyReused, $"the key {intend.Key} was announced for another batch");
        if (run.FenceIntended) return Refuse(Refusal.PeriodClosing, $"the final reports of {run.Period} have begun; cancel the close to adjust");
        return Happens(new AdjustmentIntended(intend.Actor.Id, intend.Key, intend.Entries, intend.Batch));
    }

    private static Result<IReadOnlyList<RunEvent>> RecordAdjustment(CloseRun run, RecordAdjustment record)
    {
        if (!run.Adjustments.TryGetValue(record.Key, out var announced)) return Refuse(Refusal.OutOfOrder, $"adjustment {record.Key} was not announced");
        return announced.IsPosted ? Nothing() : Happens(new AdjustmentPosted(record.Actor.Id, record.Key, record.Entries));
    }

    private static Result<IReadOnlyList<RunEvent>> Complete(CloseRun run, CompleteTask complete)
    {
        if (run.Template.Find(complete.Task) is not { } task) return Refuse(Refusal.TaskNotFound, $"the template {run.Template.Name} has no task {complete.Task}");
        if (run.IsDone(task.Number)) return Nothing();
        if (task.Action is not TaskAction.PersonConfirms and not TaskAction.VerifyTrialBalance) return Refuse(Refusal.OutOfOrder, $"'{task.Name}' is completed by its result, not by hand");
        if (task.Role is { } role && Lacks(complete.Actor, role) is { } denied) return denied;
        if (task.Role is not null && complete.Actor.IsAgent) return Refuse(Refusal.AuthorityDenied, $"'{task.Name}' is a person's task");
        return Planner.IsReady(run, task) ? Happens(new TaskCompleted(complete.Actor.Id, task.Number, complete.Actor.Attestation)) : NotReady(task.Number);
    }

    private static Result<IReadOnlyList<RunEvent>> Fence(CloseRun run, RecordFence record)
    {
        if (run.Fence is not null) return Nothing();
        return run.FenceIntended ? Happens(new Fenced(record.Actor.Id, record.SegmentLengths)) : Refuse(Refusal.OutOfOrder, "the fence was not announced");
    }

    private static Result<IReadOnlyList<RunEvent>> Package(CloseRun run, RecordPackage record)
    {
        var task = run.Template.Tasks.First(item => item.Action == TaskAction.PrepareReports);
        if (run.Package is not null) return run.Package.Payload == record.Payload ? Nothing() : Refuse(Refusal.PayloadChanged, "a different package was prepared before");
        if (!run.PhasesPassed.Contains(5) || !Planner.IsReady(run, task)) return NotReady(task.Number);
        return Happens(
            new PackagePrepared(record.Actor.Id, record.Payload, record.CloseHash, record.LedgerHash),
            new TaskCompleted(record.Actor.Id, task.Number, record.Actor.Attestation));
    }

    private static Result<IReadOnlyList<RunEvent>> Certify(CloseRun run, CertifyRun certify)
    {
        if (run.Certification is { } known) return known.By == certify.Actor.Id && known.Payload == certify.Payload ? Nothing() : Refuse(Refusal.PeriodClosed, $"{known.By} has certified {run.Period}");
        if (Active(run) is { } inactive) return inactive;
        if (Lacks(certify.Actor, Role.Approver) is { } denied) return denied;
        if (certify.Actor.IsAgent) return Refuse(Refusal.AuthorityDenied, "an agent never certifies");
        var task = run.Template.Tasks.First(item => item.Action == TaskAction.Certify);
        if (run.Package is null || !Planner.IsReady(run, task)) return NotReady(task.Number);
        if (run.Package.Payload != certify.Payload) return Refuse(Refusal.PayloadChanged, "what was shown is not what was prepared; look again");
        var prepared = run.Preparers.Contains(certify.Actor.Id) || certify.Posters.Contains(certify.Actor.Id);
        if (prepared && run.Policy.EnforceSegregation) return Refuse(Refusal.SegregationOfDuties, $"{certify.Actor.Id} prepared {run.Period} and cannot certify it; another approver can");
        return Happens(
            new TaskCompleted(certify.Actor.Id, task.Number, certify.Actor.Attestation),
            new Certified(certify.Actor.Id, certify.Payload, certify.KeyId, certify.Actor.Attestation));
    }

    private static Result<IReadOnlyList<RunEvent>> Signature(CloseRun run, RecordSignature record)
    {
        if (run.Certification is null) return Refuse(Refusal.OutOfOrder, "nothing is certified yet");
        return run.Signatures.Any(signature => signature.KeyId == record.KeyId) ? Nothing() : Happens(new SignatureAdded(record.Actor.Id, record.KeyId, record.Custody, record.Statement));
    }

    private static Result<IReadOnlyList<RunEvent>> Seal(CloseRun run, RecordSeal record)
    {
        if (run.Proof is not null) return Nothing();
        if (run.Signatures.IsEmpty) return Refuse(Refusal.OutOfOrder, "nobody has signed the proof yet");
        return Happens(new ProofSealed(record.Actor.Id, record.ProofId, record.Manifest, record.Certificate, record.CheckpointSize));
    }

    private static Fault? Lacks(Actor actor, Role role) =>
        actor.Role >= role ? null : new Fault(Refusal.AuthorityDenied, $"{actor.Id} is {actor.Role.Text()}; this needs {role.Text()}");

    private static Fault? Active(CloseRun run) => run.IsActive ? null : new Fault(Refusal.NoActiveRun, $"no close of {run.Period} is in progress");

    private static Fault? Locked(CloseRun run) => Active(run) ?? (run.HoldsLock ? null : new Fault(Refusal.OutOfOrder, "the run does not hold the close lock yet"));

    private static Fault NotReady(int task) => new(Refusal.TaskNotReady, $"task {task} waits for other tasks or guards");

    private static Fault Refuse(string code, string message) => new(code, message);

    private static Result<IReadOnlyList<RunEvent>> Happens(params RunEvent[] events) => events;

    private static Result<IReadOnlyList<RunEvent>> Nothing() => Happens();
}
