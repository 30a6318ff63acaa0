using Bookseal.Books.Calendars;
using Bookseal.Books.Values;

namespace Bookseal.Books.Notifications;

/// <summary>A running close, as far as people have to be told of it.</summary>
/// <param name="Status">As it is printed: <c>in_progress</c>, <c>blocked</c>, ...</param>
/// <param name="StartedOn">In the company's time zone: from here business days are counted.</param>
/// <param name="Deadline">The day by whose end it has to be certified.</param>
public sealed record FollowedClose(
    PeriodCode Period,
    RunId Run,
    string Status,
    DateOnly StartedOn,
    DateOnly Deadline,
    IReadOnlyList<FollowedTask> Tasks
)
{
    public FollowedTask? Find(int number) => Tasks.FirstOrDefault(task => task.Number == number);

    public int Done => Tasks.Count(task => task.IsDone);

    /// <summary>Of the tasks, rounded down: 100 only when nothing is left.</summary>
    public int PercentDone => Tasks.Count == 0 ? 100 : Done * 100 / Tasks.Count;

    /// <summary>Which day of the close it is: 1 on its first business day, and before.</summary>
    public int BusinessDayNumber(BusinessCalendar calendar, DateOnly today) =>
        Math.Max(1, calendar.BusinessDaysElapsed(StartedOn, today));

    /// <summary>How many tasks wait for this one, through others too.</summary>
    public int CountWaiting(int number)
    {
        var (reached, queue) = (new HashSet<int> { number }, new Queue<int>([number]));
        while (queue.TryDequeue(out var next))
            foreach (var task in Tasks.Where(task => !task.IsDone && task.DependsOn.Contains(next)))
                if (reached.Add(task.Number))
                    queue.Enqueue(task.Number);
        return reached.Count - 1;
    }
}

/// <param name="Priority"><c>P0</c>, <c>P1</c> or <c>P2</c>.</param>
/// <param name="Due">It is due at the end of this day's work.</param>
/// <param name="Assignee">Null of an agent's task, and while nobody has it.</param>
/// <param name="ReadyOn">
/// The day since which nothing else keeps it from being done; null while it waits for other tasks. Who could not begin
/// before it was due is late from the end of that day.
/// </param>
/// <param name="Obstacle">Why it is blocked, in words; null where nobody said.</param>
public sealed record FollowedTask(
    int Number,
    string Name,
    string Description,
    string Priority,
    DateOnly Due,
    PersonId? Assignee,
    FollowedState State,
    DateOnly? ReadyOn,
    string? Obstacle,
    IReadOnlyList<int> DependsOn
)
{
    /// <summary>
    /// Who is reminded of it: its assignee; where nobody has it, or somebody else is to approve it, those of the role.
    /// Null of an agent's task.
    /// </summary>
    public Audience? Holder { get; init; } = Assignee is { } assignee ? Audience.Of(assignee) : null;

    public bool IsDone => State is FollowedState.Completed or FollowedState.Skipped;

    /// <summary>The day at whose end it is late; null where it is done, or waits for other tasks.</summary>
    public DateOnly? LateAfter
    {
        get
        {
            if (IsDone || ReadyOn is not { } ready)
                return null;
            return ready > Due ? ready : Due;
        }
    }
}

public enum FollowedState
{
    Pending,
    InProgress,
    Completed,
    Blocked,
    Skipped,
}
