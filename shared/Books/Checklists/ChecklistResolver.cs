using Bookseal.Books.Company;
using Bookseal.Books.Values;

namespace Bookseal.Books.Checklists;

/// <summary>What of a company its checklist depends on.</summary>
/// <param name="Team">Null where only the form is judged.</param>
/// <param name="HasJobs">Costs are counted by job; else the tasks on jobs are not applicable.</param>
public sealed record ChecklistOccasion(Recurrence Recurrence, IReadOnlyList<Person>? Team, bool HasJobs);

/// <summary>In which closes of a company the tasks that do not recur monthly stand.</summary>
public static class ChecklistMonths
{
    /// <summary>The rarest kind of close that the period's is; fiscal quarters end with the fiscal year.</summary>
    public static Recurrence RecurrenceOf(this FiscalCalendar calendar, PeriodCode period)
    {
        if (calendar.IsYearEnd(period))
            return Recurrence.Yearly;
        return (12 + calendar.EndMonth - period.Month) % 3 == 0 ? Recurrence.Quarterly : Recurrence.Monthly;
    }
}

/// <summary>Makes the checklist of one close out of the standard one and what the company changes of it.</summary>
public static class ChecklistResolver
{
    /// <summary>Final reports, certification, and a year's closing entries: every close ends with them.</summary>
    private const int FirstOfTheEnd = 19;

    /// <summary>
    /// <c>CHECKLIST_INVALID</c> with the reason; a company's checklist is resolved for every kind of month when it is
    /// imported, so that no close finds it so.
    /// </summary>
    public static Result<CloseTemplate> Resolve(ChecklistSettings settings, ChecklistOccasion occasion)
    {
        var isYearEnd = occasion.Recurrence == Recurrence.Yearly;
        if (settings.Extends == ChecklistBase.Essential)
            return EssentialTemplates.For(isYearEnd);
        var known = StandardTasks.All.ToDictionary(task => task.Number);
        var recurs = new Dictionary<int, Recurrence> { [21] = Recurrence.Yearly };
        foreach (var change in settings.Tasks)
        {
            if (!Apply(known, change).TryGet(out var task, out var fault))
                return fault;
            known[task.Number] = task;
            if (change.Recurs is { } recurrence)
                recurs[task.Number] = recurrence;
        }

        if (RemovalFault(settings, known, recurs) is { } refused)
            return refused;
        foreach (var number in settings.Removed.Concat(NotDue(recurs, occasion.Recurrence)))
            Remove(known, number);
        if (!occasion.HasJobs)
            foreach (var number in StandardTasks.OfJobs.Where(known.ContainsKey))
                known[number] = known[number] with { NotApplicable = "no cost of the month names a job" };
        var template = new CloseTemplate(StandardTasks.TemplateName, InOrder(known, settings.Order));
        return (ChecklistRules.Refuse(template) ?? AssigneeFault(template, occasion.Team)) is { } invalid
            ? invalid
            : template;
    }

    /// <summary>The change itself, or a task of the company's own.</summary>
    private static Result<TaskDefinition> Apply(Dictionary<int, TaskDefinition> known, TaskChange change)
    {
        var isOwn = !known.TryGetValue(change.Number, out var task);
        if (isOwn && (change.Name is null || change.Number <= StandardTasks.All.Count))
            return Invalid(
                $"task {change.Number} is none of the standard ones; a company's own has a name and a "
                    + $"number over {StandardTasks.All.Count}"
            );
        if (!isOwn && task!.Action != TaskAction.PersonConfirms && ChangesWhatItIs(change))
            return Invalid($"role, phase and approval of task {change.Number} are given");
        if (!isOwn && task!.Number >= FirstOfTheEnd && (change.Recurs is not null || change.DependsOn is not null))
            return Invalid($"when task {change.Number} is done is given");
        if (change.Skip is not null && task?.Priority == TaskPriority.P0)
            return Invalid($"task {task.Number} is P0 and cannot be skipped");
        task ??= new(change.Number, "", 1, TaskAction.PersonConfirms, Role.Preparer, true, [])
        {
            Priority = TaskPriority.P2,
        };
        var role = change.Role ?? task.Role;
        if (change.Role is not null && isOwn is false && role < task.Role)
            return Invalid(
                $"task {change.Number} takes {task.Role!.Value.Text()}; a company may ask for more, not less"
            );
        return task with
        {
            Name = change.Name ?? task.Name,
            Description = change.Description ?? task.Description,
            Phase = isOwn ? change.Phase ?? 1 : task.Phase,
            Role = role,
            IsPreparation = isOwn ? role == Role.Preparer : task.IsPreparation,
            Approval = change.Approval ?? task.Approval,
            Assignee = change.Assignee ?? task.Assignee,
            DueDay = change.DueDay ?? task.DueDay,
            DependsOn = change.DependsOn ?? task.DependsOn,
            NotApplicable = change.Skip ?? task.NotApplicable,
        };
    }

    private static bool ChangesWhatItIs(TaskChange change) =>
        change.Role is not null || change.Phase is not null || change.Approval is not null;

    private static Fault? RemovalFault(
        ChecklistSettings settings,
        Dictionary<int, TaskDefinition> known,
        Dictionary<int, Recurrence> recurs
    )
    {
        foreach (var number in settings.Removed)
        {
            if (!known.TryGetValue(number, out var task))
                return Invalid($"task {number} cannot be removed: there is none");
            if (task.Priority == TaskPriority.P0)
                return Invalid($"task {number} is P0 and cannot be removed");
        }

        var rare = recurs.FirstOrDefault(pair =>
            pair is { Key: not 21, Value: not Recurrence.Monthly } && known[pair.Key].Priority == TaskPriority.P0
        );
        return rare.Key == 0 ? null : Invalid($"task {rare.Key} is P0 and stands in every close");
    }

    private static IEnumerable<int> NotDue(Dictionary<int, Recurrence> recurs, Recurrence now) =>
        recurs.Where(pair => pair.Value > now).Select(pair => pair.Key).Order();

    /// <summary>What waited for it waits for what it had waited for.</summary>
    private static void Remove(Dictionary<int, TaskDefinition> known, int number)
    {
        if (!known.Remove(number, out var gone))
            return;
        foreach (var task in known.Values.Where(task => task.DependsOn.Contains(number)).ToList())
            known[task.Number] = task with
            {
                DependsOn = [.. task.DependsOn.Where(other => other != number).Union(gone.DependsOn).Order()],
            };
    }

    private static IReadOnlyList<TaskDefinition> InOrder(
        Dictionary<int, TaskDefinition> known,
        IReadOnlyList<int> order
    ) =>
        [
            .. known
                .Values.OrderBy(task => order.Contains(task.Number) ? order.ToList().IndexOf(task.Number) : order.Count)
                .ThenBy(task => task.Number),
        ];

    private static Fault? AssigneeFault(CloseTemplate template, IReadOnlyList<Person>? team)
    {
        if (team is null)
            return null;
        foreach (var task in template.Tasks)
        {
            if (task.Assignee is not { } assignee)
                continue;
            if (task.Role is not { } role)
                return Invalid($"task {task.Number} is an agent's and is assigned to nobody");
            if (team.FirstOrDefault(person => person.Id == assignee) is not { } person)
                return Invalid($"task {task.Number} is assigned to {assignee}, who is not in the team");
            if (person.Role < role)
                return Invalid($"task {task.Number} takes {role.Text()}, and {assignee} is {person.Role.Text()}");
        }

        return null;
    }

    private static Fault Invalid(string message) => new(ChecklistSettings.Invalid, message);
}
