using Bookseal.Books.Checklists;
using Bookseal.Books.Company;
using Bookseal.Books.Runs;
using Bookseal.Books.Runs.Events;

namespace Bookseal.Books.Tests.Runs;

/// <summary>A close of the standard checklist, driven by what its plan says.</summary>
internal static class StandardWalk
{
    public static CloseTemplate Template { get; } =
        ChecklistResolver.Resolve(ChecklistSettings.Default, new(Recurrence.Monthly, null, HasJobs: true)).Value;

    /// <summary>Begun and locked.</summary>
    public static Walk Begin(Policy? policy = null)
    {
        var walk = new Walk();
        var of = policy ?? Policy.Default;
        walk.Do(Command.Start(policy: of) with { Template = Template, Team = Team.Standing(of) });
        walk.Do(Command.Lock());
        return walk;
    }

    /// <summary>Does what is due, and what waits, until the task waits; everything where there is none.</summary>
    public static Walk To(int? task = null, Policy? policy = null) => Until(Begin(policy), task);

    public static Walk Until(Walk walk, int? task = null)
    {
        for (var step = 0; step < 200; step++)
        {
            var plan = Planner.Plan(walk.Run);
            if (plan.Waiting.Any(waiting => waiting.Number == task))
                return walk;
            if (plan.Due.Count > 0)
                walk.Do(CommandOf(walk.Run, plan.Due[0]));
            else if (plan.Waiting.FirstOrDefault(waiting => waiting.Action != TaskAction.Certify) is { } waiting)
                walk.Do(Attend(walk.Run, waiting));
            else
                return walk;
        }

        throw new InvalidOperationException("the close does not end");
    }

    public static RunCommand Attend(CloseRun run, TaskDefinition task)
    {
        if (run.IsAwaitingApproval(task.Number))
            return new ApproveTask(Team.Reviewer, task.Number);
        var actor = task.Role == Role.Preparer ? Team.Preparer : Team.Reviewer;
        return task.Scope == TaskScope.None
            ? new CompleteTask(actor, task.Number)
            : new CompleteTask(actor, task.Number)
            {
                Evidence = Some.Digest($"sheet {task.Number}"),
                Seen = task.Scope == TaskScope.Statements ? new(10, [new(Some.Usd, 5_000)]) : null,
            };
    }

    public static RunCommand CommandOf(CloseRun run, Work work) =>
        work switch
        {
            Work.CloseSubledgers => Command.Subledgers(),
            Work.EvaluateGuards guards => Command.Guards(guards.Phase),
            Work.AnnounceFence => Command.Intend(),
            Work.RaiseFence => Command.Fence(),
            Work.PreparePackage => Command.Package(),
            Work.AcquireLock => Command.Lock(),
            Work.RunAgent agent when run.Template.Find(agent.Task)!.IsHybrid => new PrepareTask(
                Actor.Agent,
                agent.Task,
                Some.Digest("result"),
                "prepared"
            ),
            Work.RunAgent agent => new CompleteTask(Actor.Agent, agent.Task)
            {
                Evidence = Some.Digest("result"),
                Summary = "done",
            },
            _ => throw new ArgumentOutOfRangeException(nameof(work)),
        };
}
