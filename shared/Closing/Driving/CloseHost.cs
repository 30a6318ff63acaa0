using Bookseal.Books.Calendars;
using Bookseal.Books.Checklists;
using Bookseal.Books.Company;
using Bookseal.Books.Runs;
using Bookseal.Books.Values;
using Bookseal.Closing.Posting;
using Bookseal.Closing.Runs;

namespace Bookseal.Closing.Driving;

/// <summary>
/// Drives a close on this machine: plan, do the due work, put people's tasks before people, plan again. It holds no
/// state; any host may go on where another stopped.
/// </summary>
public sealed class CloseHost(
    Workspace workspace,
    RunStore runs,
    ReversalService reversals,
    ChecklistOfPeriod checklists,
    RunBeginning beginning,
    WorkExecutor executor,
    Attendance attendance,
    SignatureRound signatures
)
{
    /// <summary>
    /// Begins a run, or takes up the one that is there: a blocked one has its guards evaluated again.
    /// </summary>
    public Task<Result<CloseRun>> BeginAsync(PeriodCode period, Actor actor, CancellationToken cancel) =>
        BeginAsync(period, actor, null, ClosePriority.Normal, cancel);

    /// <summary>The same; what an agent begins was begun by a timer, and takes no wishes.</summary>
    /// <param name="deadline">
    /// The day by whose end it has to be certified, null for the seventh business day; <c>DEADLINE_INVALID</c> for a
    /// day that is over, or over a year ahead. Of a run that is there the one that it has pinned stays.
    /// </param>
    public async Task<Result<CloseRun>> BeginAsync(
        PeriodCode period,
        Actor actor,
        DateOnly? deadline,
        ClosePriority priority,
        CancellationToken cancel
    )
    {
        if (!(await workspace.ReadMasterDataAsync(cancel)).TryGet(out var master, out var fault))
            return fault;
        var calendar = master.Profile.Calendar;
        if (calendar.LastDayOf(period) < master.Profile.BooksStart)
            return new Fault(
                "PERIOD_BEFORE_BOOKS",
                $"the books of {workspace.Tenant} start with {master.Profile.FirstPeriod}"
            );
        var run = (await runs.LoadAsync(period, cancel)).Run;
        if (run.Status == RunStatus.Blocked)
            return await runs.ExecuteAsync(period, new ResumeRun(actor), cancel);
        if (run.IsActive || run.IsClosed)
            return run;
        var (today, days) = (workspace.Today(master.Profile), master.Profile.BusinessDays);
        var wanted = actor.IsAgent
            ? CloseInitiation.Automatic(period, today, days)
            : CloseInitiation.Manual(period, deadline, priority, today, days);
        if (!wanted.TryGet(out var initiation, out fault))
            return fault;
        // A checklist that was imported can be followed; one that an earlier release took may not be one any more.
        if (!(await checklists.ResolveAsync(period, master, cancel)).TryGet(out _, out fault))
            return fault;
        var reversed = await reversals.PostDueAsync(period, master, cancel);
        if (!reversed.IsOk)
            return reversed.Fault;
        return await runs.ExecuteAsync(period, _ => beginning.MakeAsync(actor, initiation, null, cancel), cancel);
    }

    /// <summary>
    /// Goes on until the proof is sealed, a guard blocks, or a task or the proof waits for someone who is not there.
    /// </summary>
    public async Task<Result<CloseRun>> DriveAsync(
        PeriodCode period,
        ITaskAssignee assignee,
        IProgress<CloseProgress> progress,
        CancellationToken cancel
    )
    {
        Actor? certifier = null;
        while (true)
        {
            var run = (await runs.LoadAsync(period, cancel)).Run;
            var plan = Planner.Plan(run);
            if (plan is { Due.Count: 0, Waiting.Count: 0 } && run.Status != RunStatus.AwaitingSignature)
                return run;
            var stepped = plan switch
            {
                { Due.Count: > 0 } => (await executor.ExecuteAsync(run, plan.Due[0], cancel)).Map(Step.To),
                { Waiting.Count: > 0 } => await AttendAnyAsync(run, plan.Waiting, assignee, progress, cancel),
                _ => await signatures.NextAsync(run, certifier, assignee, progress, cancel),
            };
            if (!stepped.TryGet(out var step, out var fault))
            {
                if (await IsStaleAsync(run, plan, cancel))
                    continue;
                return fault;
            }

            if (step.After is not { } after)
                return run;
            certifier = step.Certifier ?? certifier;
            if (plan.Due.Count > 0)
                progress.Report(new(after, plan.Due[0], null));
            if (after.Round > run.Round)
                assignee = new NobodyAtTheDesk(); // sent back: people first do what they were sent back for
        }
    }

    /// <summary>The first task that someone attends to: what nobody does now keeps nothing else waiting.</summary>
    private async Task<Result<Step>> AttendAnyAsync(
        CloseRun run,
        IReadOnlyList<TaskDefinition> waiting,
        ITaskAssignee assignee,
        IProgress<CloseProgress> progress,
        CancellationToken cancel
    )
    {
        foreach (var task in waiting)
        {
            var stepped = await attendance.AttendAsync(run, task, assignee, progress, cancel);
            if (!stepped.IsOk || stepped.Value.After is not null)
                return stepped;
        }

        return Step.Nobody;
    }

    /// <summary>Does one piece of due work, for drivers that keep their own loop. False when nothing is due.</summary>
    public async Task<Result<bool>> StepAsync(PeriodCode period, CancellationToken cancel)
    {
        var run = (await runs.LoadAsync(period, cancel)).Run;
        var plan = Planner.Plan(run);
        if (plan.Due.Count == 0)
            return false;
        var stepped = await executor.ExecuteAsync(run, plan.Due[0], cancel);
        return stepped.IsOk || await IsStaleAsync(run, plan, cancel) ? true : stepped.Fault;
    }

    /// <summary>
    /// A refusal may only mean that another driver was faster: then this step is not due any more, and the plan is made
    /// again.
    /// </summary>
    private async Task<bool> IsStaleAsync(CloseRun seen, RunPlan tried, CancellationToken cancel)
    {
        var run = (await runs.LoadAsync(seen.Period, cancel)).Run;
        if ((run.Id, run.Round, run.Answers) != (seen.Id, seen.Round, seen.Answers))
            return true;
        var now = Planner.Plan(run);
        if (tried is { Due.Count: 0, Waiting.Count: 0 })
            return run.Status != seen.Status || run.Signatures.Length != seen.Signatures.Length;
        return tried.Due.Count > 0
            ? !now.Due.Contains(tried.Due[0])
            : !WaitingOf(run, now).SequenceEqual(WaitingOf(seen, tried));
    }

    /// <summary>By number: a checklist is read anew with each run, and its tasks are other objects then.</summary>
    private static IEnumerable<(int Task, bool IsForApproval)> WaitingOf(CloseRun run, RunPlan plan) =>
        plan.Waiting.Select(task => (task.Number, run.IsAwaitingApproval(task.Number)));
}

/// <param name="Work">What was done; null for a task that waits for a person.</param>
public sealed record CloseProgress(CloseRun Run, Work? Work, TaskDefinition? Waiting)
{
    /// <summary>What somebody should know of, and the close goes on all the same.</summary>
    public Fault? Notice { get; init; }
}
