using Bookseal.Books.Certificates;
using Bookseal.Books.Checklists;
using Bookseal.Books.Runs;
using Bookseal.Books.Runs.Events;

namespace Bookseal.Books.Proof.Verification;

/// <summary>
/// What must have happened in a run before an event of it: the decider's rules, asked of what it wrote. Whoever has all
/// keys can write any chain; one that no close could have written is found here.
/// </summary>
internal static class ConductRules
{
    public const string OutOfOrder = "EVENT_OUT_OF_ORDER";
    public const string LockMissing = "LOCK_MISSING";
    public const string GuardsMissing = "GUARDS_MISSING";
    public const string GuardsFailed = "GUARDS_FAILED";

    /// <summary>Null where the event may follow; otherwise the finding.</summary>
    /// <param name="run">As it was before the event.</param>
    public static Fault? Refuse(CloseRun run, RunEvent happened)
    {
        if (NeedsLock(happened) && !(run.IsActive && run.HoldsLock))
            return new(LockMissing, "the run does not hold the lock of the journal");
        if (run.IsDirect && happened is AdjustmentIntended or CertificationDeclined)
            return Disorder("one call closes the period: nothing is posted meanwhile, and nothing sent back");
        if (!EventsOfRules.Know(run, happened))
            return Disorder($"{run.Rules} has no such event");
        return happened switch
        {
            RunStarted started => Start(run, started),
            TeamPinned or OpeningsRestated or WarningsKept => run.HoldsLock
                ? Disorder("it belongs to the start")
                : null,
            LockAcquired => run.HoldsLock || !run.IsActive ? Disorder("the run has the lock, or is over") : null,
            LockReleased => run.ReleasesLease ? null : new(LockMissing, "the lock is given back while the run goes on"),
            GuardsEvaluated guards => Guards(run, guards),
            SubledgersSealed => Planner.DueGuards(run) == 1 && !run.AreSubledgersSealed
                ? null
                : Disorder("tasks of phase 1 were open, or they were sealed"),
            TaskPrepared or TaskCompleted or TaskApproved or TaskSkipped => TaskConduct.Refuse(run, happened),
            SignOffsVoided voided => run.Package is null
                ? TaskConduct.Refuse(run, voided)
                : Disorder("the package was prepared"),
            TaskAssigned assigned => run.Team is { } team && team.Find(assigned.Assignee) is null
                ? Disorder($"{assigned.Assignee} is not in the team")
                : null,
            NoteAdded added => added.Note == run.Notes.Count + 1 ? null : Disorder($"note {added.Note} is out of turn"),
            NoteResolved resolved => run.Notes.ContainsKey(resolved.Note) ? null : Disorder("there is no such note"),
            VarianceWaived waived => run.Package is not null
            || !WaiverRules.IsBelow(waived.AmountMinor, run.Policy.MaterialityMinor)
                ? Disorder($"the difference of {waived.Subledger} cannot be waived")
                : null,
            CostsClosed => run.HasClosedSubledgers ? Disorder("phase 1 had ended before") : null,
            CostsAccrued => run.Package is null ? null : Disorder("the package was prepared"),
            WaiverResolved => run.Package is null ? null : Disorder("the package was prepared"),
            FileAttached => run.FenceIntended ? Disorder("the fence was announced before") : null,
            AdjustmentIntended => run.FenceIntended ? Disorder("the fence was announced before") : null,
            FenceIntended => BeforeFence(run),
            Fenced => run.FenceIntended && run.Fence is null ? null : Disorder("no fence was announced"),
            PackagePrepared => Package(run),
            Certified certified => Certification(run, certified),
            Decertified => Disorder("nothing was certified"),
            ProofStaged or SignatureAdded or ProofSealed or CertificationWithdrawn or PeriodLocked or JournalSealed =>
                Disorder("nothing is certified yet"),
            RunResumed => run.Status == RunStatus.Blocked ? null : Disorder("the run was not blocked"),
            RunCancelled => run.IsActive ? null : Disorder("the run is over"),
            _ => null,
        };
    }

    private static bool NeedsLock(RunEvent happened) =>
        happened
            is SubledgerClosed
                or BankClosed
                or CostsClosed
                or CostsAccrued
                or GuardsEvaluated
                or SubledgersSealed
                or TaskPrepared
                or TaskCompleted
                or TaskApproved
                or TaskSkipped
                or SignOffsVoided
                or VarianceWaived
                or WaiverResolved
                or AdjustmentIntended
                or FenceIntended
                or Fenced
                or PackagePrepared
                or Certified
                or CertificationDeclined;

    /// <summary>Since rules 5 the checklist stands in the start; before them its name was all.</summary>
    private static Fault? Start(CloseRun run, RunStarted started)
    {
        if (run.IsActive || run.IsClosed)
            return Disorder("another run is closing the period, or has");
        if (!RuleSet.Parse(started.Rules).TryGet(out var rules, out var unsupported))
            return unsupported;
        if (started.Checklist is null != rules < RuleSet.V5)
            return Disorder($"under {rules} a checklist is {(rules < RuleSet.V5 ? "a name" : "pinned whole")}");
        if (started.Direct is not null && rules < RuleSet.V6)
            return Disorder($"{rules} know no close with one call");
        if (DirectRules.ShapeFault(started) is { } unclear)
            return unclear;
        return started.Checklist is { } checklist && checklist.Name != started.Template
            ? Disorder($"its checklist is not {new JsonString(started.Template)}")
            : null;
    }

    private static Fault? Guards(CloseRun run, GuardsEvaluated guards)
    {
        if (guards.Phase == 1 && !run.HasClosedSubledgers)
            return Disorder("the subledgers were not sealed before the guards of phase 1");
        if (guards.Phase == 5 && run.Fence is null)
            return Disorder("the final guards were not evaluated behind the fence");
        if (run.FailedGuards?.Phase == guards.Phase)
            return Disorder("nobody resumed the run after these guards had failed");
        return Planner.DueGuards(run) == guards.Phase ? null : Disorder("the guards of this phase were not due");
    }

    private static Fault? BeforeFence(CloseRun run)
    {
        if (run.FailedGuards is { } failed && !run.PhasesPassed.Contains(failed.Phase))
            return new(GuardsFailed, $"guards of phase {failed.Phase} had failed: {string.Join(", ", failed.Failed)}");
        if (!run.PhasesPassed.IsSupersetOf([1, 2, 3]))
            return new(GuardsMissing, "not all guards of phases 1 to 3 were evaluated");
        return Planner.IsReadyForFence(run) ? null : Disorder("tasks before the fence were open");
    }

    private static Fault? Package(CloseRun run)
    {
        if (run.Fence is null)
            return Disorder("the journal was not fenced");
        if (run.FailedGuards is { Phase: 5 } failed && !run.PhasesPassed.Contains(5))
            return new(GuardsFailed, $"the final guards had failed: {string.Join(", ", failed.Failed)}");
        return run.PhasesPassed.Contains(5) ? null : new(GuardsMissing, "the final guards were not evaluated");
    }

    private static Fault? Certification(CloseRun run, Certified certified)
    {
        if (run.Package is not { } package || package.Payload != certified.Payload)
            return Disorder("another package was prepared");
        var task = run.Template.Tasks.First(item => item.Action == TaskAction.Certify);
        return run.Tasks.GetValueOrDefault(task.Number)?.CompletedBy == certified.By
            ? null
            : Disorder("the task of certifying was not that person's");
    }

    internal static Fault Disorder(string why) => new(OutOfOrder, why);
}
