using Bookseal.Books.Checklists;

namespace Bookseal.Books.Runs;

/// <summary>What a run needs next. Pure; drivers only loop: plan, do the due work, plan again.</summary>
public static class Planner
{
    public static RunPlan Plan(CloseRun run)
    {
        if (run.ReleasesLease)
            return run.PeriodStatus == PeriodStatus.Closing ? Do(new Work.ReleaseLock()) : RunPlan.Nothing;
        if (run.Status == RunStatus.Certified)
            return AfterCertification(run);
        if (run.Status == RunStatus.AwaitingSignature)
            return AwaitSignatures(run);
        if (run.Status is RunStatus.None or RunStatus.Blocked)
            return RunPlan.Nothing;
        if (!run.HoldsLock)
            return Do(new Work.AcquireLock());

        if (DueGuards(run) is { } phase)
            return Do(IsSealDue(run, phase) ? new Work.CloseSubledgers() : new Work.EvaluateGuards(phase));
        if (IsReadyForFence(run) && run.Fence is null)
            return Do(run.FenceIntended ? new Work.RaiseFence() : new Work.AnnounceFence());

        var ready = run.Template.Tasks.Where(task => IsReady(run, task)).ToList();
        return new(
            [.. ready.Select(task => AgentWork(run, task)).OfType<Work>()],
            [.. ready.Where(task => IsWaiting(run, task))]
        );
    }

    /// <summary>
    /// To sign is people's work, and no driver's: a key may be locked away. What one call closes whoever seals it
    /// signs, with the key of Bookseal itself.
    /// </summary>
    private static RunPlan AwaitSignatures(CloseRun run)
    {
        if (run.Staged is null)
            return Do(new Work.StageProof());
        return run.IsFullySigned || run.IsDirect ? Do(new Work.SealProof()) : RunPlan.Nothing;
    }

    private static RunPlan AfterCertification(CloseRun run)
    {
        if (run.Proof is null)
            return Do(new Work.SealProof());
        if (run.PeriodStatus == PeriodStatus.Locked)
            return run.IsJournalSealed ? RunPlan.Nothing : Do(new Work.SealJournal());
        return run.Policy.LockYearEnd && run.Template.IsYearEnd ? Do(new Work.LockPeriod()) : RunPlan.Nothing;
    }

    /// <summary>Phase 1 ends with its subledgers sealed, by a task of the checklist or by itself.</summary>
    private static bool IsSealDue(CloseRun run, int phase) =>
        phase == 1 && !run.AreSubledgersSealed && run.Template.Find(TaskAction.CloseSubledgers) is null;

    /// <summary>Somebody is to complete or to approve it; what is blocked waits for nobody.</summary>
    private static bool IsWaiting(CloseRun run, TaskDefinition task) =>
        task.Role is not null
        && run.OpenTasks.GetValueOrDefault(task.Number, OpenTask.Untouched) is { BlockedReason: null } open
        && (!task.IsHybrid || open.Prepared is not null);

    /// <summary>Dependencies alone dispatch tasks.</summary>
    public static bool IsReady(CloseRun run, TaskDefinition task) =>
        !run.IsDone(task.Number) && task.DependsOn.All(run.IsDone);

    /// <summary>Closing entries come once the guards of phase 3 have passed, and nothing else after them.</summary>
    public static bool IsAhead(CloseRun run, TaskDefinition task) =>
        task.Action == TaskAction.PostClosingEntries && !run.PhasesPassed.Contains(3);

    /// <summary>
    /// The phase whose guards are due: its tasks and those before it are done, its guards have not passed.
    /// </summary>
    public static int? DueGuards(CloseRun run)
    {
        foreach (var phase in (ReadOnlySpan<int>)[1, 2, 3])
        {
            if (run.PhasesPassed.Contains(phase))
                continue;
            return run.Template.Tasks.Where(task => task.Phase <= phase).All(task => run.IsDone(task.Number))
                ? phase
                : null;
        }

        return run.Fence is not null && !run.PhasesPassed.Contains(5) ? 5 : null;
    }

    public static bool IsReadyForFence(CloseRun run) =>
        run.PhasesPassed.IsSupersetOf([1, 2, 3])
        && run.Template.Tasks.Where(task => task.Phase < 5).All(task => run.IsDone(task.Number));

    private static Work? AgentWork(CloseRun run, TaskDefinition task) =>
        task.Action switch
        {
            TaskAction.CloseSubledgers => new Work.CloseSubledgers(),
            TaskAction.VerifyTrialBalance => new Work.CompleteAgentTask(task.Number),
            TaskAction.PostClosingEntries => IsAhead(run, task) ? null : new Work.PostClosingEntries(task.Number),
            TaskAction.PrepareReports => run.PhasesPassed.Contains(5) ? new Work.PreparePackage() : null,
            TaskAction.PersonConfirms or TaskAction.Certify => null,
            _ when task.HasAgent => IsPrepared(run, task) ? null : new Work.RunAgent(task.Number),
            _ => throw new ArgumentOutOfRangeException(nameof(task)),
        };

    private static bool IsPrepared(CloseRun run, TaskDefinition task) =>
        task.IsHybrid && run.OpenTasks.GetValueOrDefault(task.Number)?.Prepared is not null;

    private static RunPlan Do(Work work) => new([work], []);
}
