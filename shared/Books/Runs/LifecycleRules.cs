using Bookseal.Books.Company;
using Bookseal.Books.Runs.Events;
using static Bookseal.Books.Runs.Rule;

namespace Bookseal.Books.Runs;

/// <summary>How runs begin and end, and what becomes of their periods.</summary>
internal static class LifecycleRules
{
    public static Result<IReadOnlyList<RunEvent>> Start(CloseRun run, StartRun start)
    {
        var act = start.Direct is null ? Acts.Begin : Acts.Certify;
        if (MissingRole(start.Team, start.Actor, act.Role) is { } denied)
            return denied;
        // Of two who ask for it at once one is first, and the other's close is the same.
        if (start.Direct is not null && (run.IsClosed || run is { IsActive: true, IsDirect: true }))
            return Nothing();
        if (run.IsClosed)
            return Refuse(
                Refusal.PeriodClosed,
                $"{run.Period} is closed; its proof is {run.Proof?.ProofId.ToString() ?? "being sealed"}"
            );
        if (run.IsActive)
            return Refuse(Refusal.InProgress, $"run {run.Id} of {run.StartedBy} is closing {run.Period}");
        if (run.PeriodStatus == PeriodStatus.Closing)
            return Refuse(
                Refusal.InProgress,
                $"run {run.Id}, which is over, has not given its lock back yet; try again"
            );
        if (start.Today <= start.PeriodEnd)
            return Refusal.NotEnded(run.Period, start.PeriodEnd, start.Today);
        if (start.Direct is { } direct && DirectRules.StartFault(start, direct) is { } needed)
            return needed;
        var approvers = start.Team?.Persons.Count(person => person.Role >= Acts.Sign.Role);
        if (approvers < start.Policy.Signatures)
            return Refuse(
                Refusal.SignersTooFew,
                $"the policy asks for {start.Policy.Signatures} signatures, and the team has {approvers} approver(s); "
                    + "name more, or let policy.signatures ask for fewer"
            );
        var started = new RunStarted(
            start.Actor.Id,
            run.Attempt + 1,
            start.Template.Name,
            start.Rules,
            start.Policy,
            start.Actor.Attestation,
            run.Preparers,
            start.Master
        )
        {
            Decertified = run.Decertified,
            Checklist = start.Template,
            Initiation = start.Initiation,
            Direct = start.Direct,
        };
        RunEvent[] pinned = start.Team is { } team ? [new TeamPinned(start.Actor.Id, team)] : [];
        RunEvent[] restated = start.Restatement is { } restatement ? [restatement] : [];
        // What was answered in an earlier run of the period is not asked again: its digest says whether it still fits.
        var kept = run
            .Acceptances.Values.Take(Limits.AnswersKept)
            .Select(answer => new WarningsKept(start.Actor.Id, answer));
        return Happens([started, .. pinned, .. restated, .. kept]);
    }

    public static Result<IReadOnlyList<RunEvent>> AcquireLock(CloseRun run, RecordLock record) =>
        run.HoldsLock ? Nothing() : Happens(new LockAcquired(record.Actor.Id));

    public static Result<IReadOnlyList<RunEvent>> Resume(CloseRun run, ResumeRun resume)
    {
        if (MissingRole(run, resume.Actor, Acts.Begin.Role) is { } denied)
            return denied;
        return run.Status == RunStatus.Blocked
            ? Happens(new RunResumed(resume.Actor.Id))
            : Refuse(Refusal.NotBlocked, $"the close of {run.Period} is not blocked");
    }

    public static Result<IReadOnlyList<RunEvent>> Cancel(CloseRun run, CancelRun cancel)
    {
        // A team that was recovered meanwhile can give up what the one before has left behind.
        if (
            MissingRole(run, cancel.Actor, Acts.Cancel.Role) is { } denied
            && (cancel.Team is null || MissingRole(cancel.Team, cancel.Actor, Acts.Cancel.Role) is not null)
        )
            return denied;
        if (ReasonFault(cancel.Reason) is { } unreasoned)
            return unreasoned;
        if (!run.IsActive)
            return Refuse(Refusal.NoActiveRun, $"no close of {run.Period} is in progress");
        // An envelope with all its signatures may be in the store, and is good wherever it is taken.
        if (run.IsFullySigned)
            return Refuse(
                Refusal.SignaturesComplete,
                $"everybody has signed {run.Period}; 'bookseal close' seals it, and 'bookseal reopen' withdraws it then"
            );
        var cancelled = new RunCancelled(cancel.Actor.Id, cancel.Reason);
        return run.Certification is { } certified
            ? Happens(new CertificationWithdrawn(cancel.Actor.Id, certified.Payload), cancelled)
            : Happens(cancelled);
    }

    public static Result<IReadOnlyList<RunEvent>> ReleaseLock(CloseRun run, RecordLockReleased record)
    {
        if (!run.ReleasesLease)
            return Refuse(Refusal.OutOfOrder, "only a cancelled or decertified close releases its lease");
        return run.PeriodStatus == PeriodStatus.Closing ? Happens(new LockReleased(record.Actor.Id)) : Nothing();
    }

    /// <summary>
    /// Decertifies the close and gives the period back. Only while nothing has been built on it: the periods that
    /// follow must be open, with no close in progress.
    /// </summary>
    public static Result<IReadOnlyList<RunEvent>> Reopen(CloseRun run, ReopenPeriod reopen)
    {
        if (MissingRole(reopen.Team ?? run.Team, reopen.Actor, Acts.Reopen.Role) is { } denied)
            return denied;
        if (reopen.Actor.IsAgent)
            return Refuse(Refusal.AuthorityDenied, "an agent never decertifies a close");
        if (ReasonFault(reopen.Reason) is { } unreasoned)
            return unreasoned;
        if (run.PeriodStatus == PeriodStatus.Locked)
            return Refuse(Refusal.PeriodLocked, $"{run.Period} is locked, which is for good");
        if (run.Status == RunStatus.AwaitingSignature)
            return Refuse(
                Refusal.ReopenNotAllowed,
                $"the proof of {run.Period} is not sealed: "
                    + (
                        run.IsFullySigned
                            ? "'bookseal close' seals it"
                            : "'bookseal cancel' withdraws its certification"
                    )
            );
        if (run.PeriodStatus != PeriodStatus.Closed || run.Proof is null)
            return Refuse(
                Refusal.ReopenNotAllowed,
                $"{run.Period} is {run.PeriodStatus.Text()}; only a closed period with a sealed proof is reopened"
            );
        if (!reopen.Policy.AllowReopen)
            return Refuse(
                Refusal.ReopenNotAllowed,
                "the company's policy allows no reopening (policy.reopen in bookseal.json)"
            );
        if (run.Period.IsAdjustment)
            return Refuse(
                Refusal.ReopenNotAllowed,
                "an adjustment period is not reopened; post into the current month"
            );
        var dependent = reopen.Followers.FirstOrDefault(follower => follower.PeriodStatus != PeriodStatus.Open);
        if (dependent is not null)
            return Refuse(
                Refusal.ReopenNotAllowed,
                $"{dependent.Period} is {dependent.PeriodStatus.Text()} and stands on {run.Period}"
            );
        return Happens(
            new Decertified(
                reopen.Actor.Id,
                new(run.Version, run.Proof.ProofId, run.Proof.Certificate, run.Package!.LedgerHash, reopen.Entries),
                reopen.Reason
            )
        );
    }

    public static Result<IReadOnlyList<RunEvent>> Lock(CloseRun run, LockPeriod command)
    {
        if (run.PeriodStatus == PeriodStatus.Locked)
            return Nothing();
        if (command.Actor.IsAgent && !run.Policy.LockYearEnd)
            return Refuse(Refusal.AuthorityDenied, "the policy does not lock by itself");
        if (
            !command.Actor.IsAgent && MissingRole(command.Team ?? run.Team, command.Actor, Acts.Lock.Role) is { } denied
        )
            return denied;
        if (run.PeriodStatus != PeriodStatus.Closed || run.Proof is null)
            return Refuse(
                Refusal.LockNotAllowed,
                $"{run.Period} is {run.PeriodStatus.Text()}; it is locked once its close is sealed"
            );
        return run.Template.IsYearEnd
            ? Happens(new PeriodLocked(command.Actor.Id))
            : Refuse(
                Refusal.LockNotAllowed,
                $"{run.Period} does not end a fiscal year; closed months are final once the next is closed"
            );
    }

    public static Result<IReadOnlyList<RunEvent>> SealJournal(CloseRun run, RecordJournalSeal record)
    {
        if (run.PeriodStatus != PeriodStatus.Locked)
            return Refuse(Refusal.OutOfOrder, $"{run.Period} is not locked");
        return run.IsJournalSealed ? Nothing() : Happens(new JournalSealed(record.Actor.Id));
    }
}
