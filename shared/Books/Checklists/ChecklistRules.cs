using Bookseal.Books.Company;
using Bookseal.Books.Values;

namespace Bookseal.Books.Checklists;

/// <summary>
/// What every checklist keeps, the company's and the one in a chain: whoever reads one decides by it, so it ends, has
/// one certification, and lets nobody but a person certify.
/// </summary>
public static class ChecklistRules
{
    /// <summary><c>CHECKLIST_INVALID</c>, or null for a checklist that a close can follow.</summary>
    public static Fault? Refuse(CloseTemplate template)
    {
        var tasks = template.Tasks;
        if (tasks.Count is 0 or > Limits.ChecklistTasks)
            return Invalid($"a checklist has 1 to {Limits.ChecklistTasks} tasks, not {tasks.Count}");
        if (tasks.GroupBy(task => task.Number).FirstOrDefault(group => group.Count() > 1) is { } twice)
            return Invalid($"two tasks have the number {twice.Key}");
        foreach (var task in tasks)
            if (Refuse(task, template) is { } fault)
                return fault;
        if (FrameFault(template) is { } frame)
            return frame;
        if (template.ToBytes().Length > Limits.ChecklistBytes)
            return Invalid($"a checklist has at most {Limits.ChecklistBytes} bytes; shorten its descriptions");
        return FindCycle(tasks) is { } cycle
            ? Invalid($"the tasks {string.Join(" ← ", cycle)} wait for each other")
            : NameFault(template);
    }

    private static Fault? Refuse(TaskDefinition task, CloseTemplate template)
    {
        if (task.Number is < 1 or > 99)
            return Invalid($"a task's number is 1 to 99, not {task.Number}");
        if (task.Name.Length is 0 or > Limits.TaskNameCharacters)
            return Invalid($"the name of task {task.Number} has 1 to {Limits.TaskNameCharacters} characters");
        if (task.Description.Length > Limits.TaskDescriptionCharacters)
            return Invalid(
                $"the description of task {task.Number} has at most {Limits.TaskDescriptionCharacters} characters"
            );
        if (task.Phase is < 1 or > 5)
            return Invalid($"task {task.Number} is in phase 1 to 5");
        if (task.DueDay is < 1 or > Limits.TaskDueDays)
            return Invalid($"task {task.Number} is due on business day 1 to {Limits.TaskDueDays}");
        if (task.Action is TaskAction.PersonConfirms or TaskAction.Certify && task.Role is null)
            return Invalid($"task {task.Number} is a person's and names no role");
        foreach (var number in task.DependsOn)
        {
            if (template.Find(number) is not { } other)
                return Invalid($"task {task.Number} waits for task {number}, which the checklist does not have");
            if (other.Phase > task.Phase)
                return Invalid($"task {task.Number} waits for task {number} of a later phase");
        }

        return task is { Role: null, Assignee: not null }
            ? Invalid($"task {task.Number} is an agent's and is assigned to nobody")
            : null;
    }

    /// <summary>Reports and certification come once, last, and in this order; closing entries before them.</summary>
    private static Fault? FrameFault(CloseTemplate template)
    {
        foreach (var action in (ReadOnlySpan<TaskAction>)[TaskAction.PrepareReports, TaskAction.Certify])
            if (template.Tasks.Count(task => task.Action == action && task.NotApplicable is null) != 1)
                return Invalid($"a checklist has one task that does {action.Text()}");
        var (reports, certify) = (template.Find(TaskAction.PrepareReports)!, template.Find(TaskAction.Certify)!);
        if (certify.Role != Acts.Certify.Role || reports.Role is not null)
            return Invalid($"an agent prepares the reports, and {Acts.Certify.Role.Text()} certifies");
        if (template.Tasks.Count(task => task.Action == TaskAction.PostClosingEntries) > 1)
            return Invalid("closing entries are posted once");
        var last = template.Tasks.Where(task => task.Phase == 5).ToList();
        return last.Count == 2 && reports.Phase == 5 && certify.DependsOn.Contains(reports.Number)
            ? null
            : Invalid("phase 5 has two tasks: the final reports, and their certification after them");
    }

    /// <summary>
    /// The name is a promise: the essential ones are what they always were, and of the standard one the P0 tasks stand,
    /// and the others are what they are there, whoever wrote the chain.
    /// </summary>
    private static Fault? NameFault(CloseTemplate template)
    {
        if (EssentialTemplates.Find(template.Name) is { IsOk: true } essential)
            return template.ToBytes().AsSpan().SequenceEqual(essential.Value.ToBytes())
                ? null
                : Invalid($"{template.Name} has other tasks");
        if (template.Name == DirectTemplates.Name)
            return template.ToBytes().AsSpan().SequenceEqual(DirectTemplates.For(template.IsYearEnd).ToBytes())
                ? null
                : Invalid($"{template.Name} has other tasks");
        if (template.Name != StandardTasks.TemplateName)
            return Invalid($"no checklist is called {new JsonString(template.Name)}");
        var lost = StandardTasks.All.FirstOrDefault(task =>
            template.Find(task.Number) is { } own
                ? !IsKept(task, own, template)
                : task.Priority == TaskPriority.P0 && task.Action != TaskAction.PostClosingEntries
        );
        return lost is null ? null : Invalid($"task {lost.Number} is not as the standard checklist has it");
    }

    /// <summary>A company may ask for a higher role, another approval or more before it, and never for less.</summary>
    private static bool IsKept(TaskDefinition standard, TaskDefinition task, CloseTemplate template) =>
        (task.Action, task.Phase, task.Priority, task.Scope, task.IsPreparation)
            == (standard.Action, standard.Phase, standard.Priority, standard.Scope, standard.IsPreparation)
        && (task.Role is null) == (standard.Role is null)
        && (standard.Role is null || task.Role >= standard.Role)
        && (standard.Approval is null || task.Approval >= standard.Approval)
        && (standard.Priority != TaskPriority.P0 || IsDoneInFull(standard, task, template));

    /// <summary>Not left out but for want of jobs, and after all that it comes after.</summary>
    private static bool IsDoneInFull(TaskDefinition standard, TaskDefinition task, CloseTemplate template) =>
        (task.NotApplicable is null || StandardTasks.OfJobs.Contains(task.Number))
        && StandardTasks
            .All.Where(other => other.Priority == TaskPriority.P0 && standard.DependsOn.Contains(other.Number))
            .All(other => template.Find(other.Number) is null || task.DependsOn.Contains(other.Number));

    private static IReadOnlyList<int>? FindCycle(IReadOnlyList<TaskDefinition> tasks)
    {
        var open = tasks.ToDictionary(task => task.Number);
        while (open.Values.FirstOrDefault(task => !task.DependsOn.Any(open.ContainsKey)) is { } free)
            open.Remove(free.Number);
        return open.Count == 0 ? null : [.. open.Keys.Order()];
    }

    private static Fault Invalid(string message) => new(ChecklistSettings.Invalid, message);
}
