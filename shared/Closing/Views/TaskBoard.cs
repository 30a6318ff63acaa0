using System.Globalization;
using Bookseal.Books.Calendars;
using Bookseal.Books.Checklists;
using Bookseal.Books.Company;
using Bookseal.Books.Runs;
using Bookseal.Books.Values;

namespace Bookseal.Closing.Views;

/// <summary>The tasks of a close as people are told of them: who does what, until when, after what.</summary>
/// <param name="profile">As the run has pinned it.</param>
public sealed class TaskBoard(CloseRun run, CompanyProfile profile, DateTimeOffset now)
{
    private readonly BusinessCalendar _calendar = profile.BusinessDays;
    private readonly HashSet<int> _waiting = [.. Planner.Plan(run).Waiting.Select(task => task.Number)];

    public CloseRun Run => run;

    public DateTimeOffset Now => now;

    public BusinessCalendar Calendar => _calendar;

    /// <summary>Who may act: the team that the run has pinned.</summary>
    public IReadOnlyList<Person> Team => run.Team is { } pinned ? [.. pinned.Persons] : profile.Team;

    public DateOnly Start => _calendar.DayOf(run.StartedAt);

    /// <summary>The end of work of its business day, in UTC.</summary>
    public DateTimeOffset DueAt(TaskDefinition task) => _calendar.DueAt(_calendar.BusinessDay(Start, task.DueDay));

    public bool IsLate(TaskDefinition task) => run.IsActive && !run.IsDone(task.Number) && DueAt(task) < now;

    /// <summary>A person can do or approve it now.</summary>
    public bool IsWaiting(TaskDefinition task) => _waiting.Contains(task.Number);

    public IReadOnlyList<int> WaitsFor(TaskDefinition task) =>
        run.IsDone(task.Number) ? [] : [.. task.DependsOn.Where(number => !run.IsDone(number))];

    public string StatusOf(TaskDefinition task) => run.StatusOf(task.Number);

    public string NameOf(PersonId person) =>
        person == PersonId.System
            ? "Bookseal"
            : Team.FirstOrDefault(member => member.Id == person)?.Name ?? person.ToString();

    /// <summary>Who has it: a name, or of whom it takes one.</summary>
    public string WhoDoes(TaskDefinition task)
    {
        if (run.IsAwaitingApproval(task.Number))
            return $"another {task.Approval?.Text()} approves";
        if (run.AssigneeOf(task) is { } assignee)
            return NameOf(assignee);
        return task.Role is { } role ? $"any {role.Text()}" : "Bookseal";
    }

    /// <summary>Who could, in the team's order, and whom the command line of an answer names first.</summary>
    public PersonId? SomebodyFor(TaskDefinition task)
    {
        var open = run.OpenTasks.GetValueOrDefault(task.Number, OpenTask.Untouched);
        if (open.Completed is null && run.AssigneeOf(task) is { } assignee)
            return assignee;
        var role = open.Completed is null ? task.Role : task.Approval;
        var able = Team.Where(person => person.Role >= role)
            .Where(person => person.Id != open.Completed?.CompletedBy || !run.Policy.EnforceSegregation)
            .OrderBy(person => person.Id == open.Completed?.CompletedBy)
            .ThenBy(person => person.Role);
        return able.Select(person => (PersonId?)person.Id).FirstOrDefault();
    }

    /// <summary>In the company's time zone, to the minute.</summary>
    public string Local(DateTimeOffset instant) =>
        _calendar.LocalTimeOf(instant).ToString("yyyy-MM-dd HH:mm", CultureInfo.InvariantCulture);

    /// <summary>What somebody at a terminal types next for a task that waits.</summary>
    public string CommandFor(TaskDefinition task)
    {
        var act = run.IsAwaitingApproval(task.Number) ? "approve" : "complete";
        var command = task.Action == TaskAction.Certify ? "certify" : $"task {act} {task.Number}";
        return $"bookseal {command} --tenant {run.Tenant} --period {run.Period} --as "
            + (SomebodyFor(task)?.ToString() ?? "NAME");
    }
}
