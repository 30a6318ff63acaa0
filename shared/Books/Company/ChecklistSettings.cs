using Bookseal.Books.Values;

namespace Bookseal.Books.Company;

/// <summary>
/// <c>checklist.json</c>: which checklist a company's closes follow, and what it changes of it. Part of the company's
/// settings; a run pins the checklist that comes of it.
/// </summary>
/// <param name="Extends">What it starts from.</param>
/// <param name="Tasks">Changes of tasks that are there, and the company's own.</param>
/// <param name="Removed">Tasks that nobody does; what waited for one waits for what that had waited for.</param>
/// <param name="Order">The order in which tasks are shown, where it is not that of their numbers.</param>
public sealed record ChecklistSettings(
    ChecklistBase Extends,
    IReadOnlyList<TaskChange> Tasks,
    IReadOnlyList<int> Removed,
    IReadOnlyList<int> Order
)
{
    public const string Invalid = "CHECKLIST_INVALID";

    public static ChecklistSettings Default { get; } = new(ChecklistBase.Standard, [], [], []);

    /// <summary>Null for what every company has that says nothing.</summary>
    public JsonObject? ToJson() =>
        this is { Extends: ChecklistBase.Standard, Tasks.Count: 0, Removed.Count: 0, Order.Count: 0 }
            ? null
            : JsonObject.Of(
                ("extends", Extends == ChecklistBase.Standard ? "standard" : "essential"),
                ("order", Numbers(Order)),
                ("remove", Numbers(Removed)),
                ("tasks", Tasks.Count == 0 ? null : new JsonArray(Tasks.Select(task => task.ToJson())))
            );

    /// <summary>
    /// <c>CHECKLIST_INVALID</c> for what is not of this form; what it says is judged where it is resolved.
    /// </summary>
    public static Result<ChecklistSettings> FromJson(JsonObject source)
    {
        var fields = new Fields(source, Invalid);
        var extends = fields.Has("extends") ? fields.Text("extends") : "standard";
        var tasks = fields.Has("tasks") ? fields.Objects("tasks", TaskChange.FromJson) : [];
        var removed = ReadNumbers(fields, "remove");
        var order = ReadNumbers(fields, "order");
        if (extends is not "standard" and not "essential")
            fields.Fail("'extends' is 'standard' or 'essential'");
        if (extends == "essential" && tasks.Count + removed.Count + order.Count > 0)
            fields.Fail("the essential checklist is taken as it is");
        if (tasks.Count > Limits.ChecklistTasks)
            fields.Fail($"a checklist has at most {Limits.ChecklistTasks} tasks");
        return fields.Finish(() =>
            new ChecklistSettings(
                extends == "standard" ? ChecklistBase.Standard : ChecklistBase.Essential,
                tasks,
                removed,
                order
            )
        );
    }

    internal static IReadOnlyList<int> ReadNumbers(Fields fields, string name) =>
        fields.Has(name) ? [.. fields.Integers(name).Select(number => (int)Math.Clamp(number, 0, 1000))] : [];

    internal static JsonArray? Numbers(IReadOnlyList<int> numbers) =>
        numbers.Count == 0 ? null : new JsonArray(numbers.Select(number => (JsonValue)number));
}

public enum ChecklistBase
{
    /// <summary>Twenty tasks, and a year's closing entries.</summary>
    Standard,

    /// <summary>One word of a person, and a certification.</summary>
    Essential,
}

/// <summary>
/// What a company says of one task; what it does not say stays, or is the default of a task of its own.
/// </summary>
public sealed record TaskChange(int Number)
{
    public string? Name { get; init; }

    public string? Description { get; init; }

    public int? Phase { get; init; }

    public Role? Role { get; init; }

    public Role? Approval { get; init; }

    public PersonId? Assignee { get; init; }

    public int? DueDay { get; init; }

    public IReadOnlyList<int>? DependsOn { get; init; }

    public Recurrence? Recurs { get; init; }

    /// <summary>Why nobody has to do it.</summary>
    public string? Skip { get; init; }

    public JsonObject ToJson() =>
        JsonObject.Of(
            ("approval", Approval?.Text()),
            ("assignee", Assignee?.ToString()),
            ("depends_on", DependsOn is null ? null : new JsonArray(DependsOn.Select(number => (JsonValue)number))),
            ("description", Description),
            ("due_day", DueDay is { } day ? (JsonValue)day : null),
            ("name", Name),
            ("number", Number),
            ("phase", Phase is { } phase ? (JsonValue)phase : null),
            ("recurs", Recurs?.Text()),
            ("role", Role?.Text()),
            ("skip", Skip)
        );

    public static Result<TaskChange> FromJson(JsonObject source)
    {
        var fields = new Fields(source, ChecklistSettings.Invalid);
        var change = new TaskChange(fields.SmallInteger("number"))
        {
            Name = fields.OptionalText("name"),
            Description = fields.OptionalText("description"),
            Phase = fields.Has("phase") ? fields.SmallInteger("phase") : null,
            Role = fields.OptionalText("role", Roles.Parse),
            Approval = fields.OptionalText("approval", Roles.Parse),
            Assignee = fields.OptionalText("assignee", PersonId.Parse),
            DueDay = fields.Has("due_day") ? fields.SmallInteger("due_day") : null,
            DependsOn = fields.Has("depends_on") ? ChecklistSettings.ReadNumbers(fields, "depends_on") : null,
            Recurs = fields.OptionalText("recurs", Recurrences.Parse),
            Skip = fields.OptionalText("skip"),
        };
        if (change.Skip is { } reason && string.IsNullOrWhiteSpace(reason))
            fields.Fail("'skip' says why");
        return fields.Finish(() => change);
    }
}

/// <summary>In which closes a task stands: every one, a fiscal quarter's last, a fiscal year's last.</summary>
public enum Recurrence
{
    Monthly,
    Quarterly,
    Yearly,
}

public static class Recurrences
{
    public static string Text(this Recurrence recurrence) =>
        recurrence switch
        {
            Recurrence.Monthly => "monthly",
            Recurrence.Quarterly => "quarterly",
            Recurrence.Yearly => "yearly",
            _ => throw new ArgumentOutOfRangeException(nameof(recurrence)),
        };

    public static Result<Recurrence> Parse(string text) =>
        text switch
        {
            "monthly" => Recurrence.Monthly,
            "quarterly" => Recurrence.Quarterly,
            "yearly" => Recurrence.Yearly,
            _ => new Fault(
                ChecklistSettings.Invalid,
                $"a task recurs monthly, quarterly or yearly, not {new JsonString(text)}"
            ),
        };
}
