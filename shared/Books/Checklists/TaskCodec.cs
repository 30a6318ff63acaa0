using Bookseal.Books.Company;
using Bookseal.Books.Values;

namespace Bookseal.Books.Checklists;

/// <summary>A task as a run pins it: docs/formats.md, "checklist.json". What is not said is left out.</summary>
internal static class TaskCodec
{
    public static JsonObject ToJson(this TaskDefinition task) =>
        JsonObject.Of(
            ("action", task.Action.Text()),
            ("approval", task.Approval?.Text()),
            ("assignee", task.Assignee?.ToString()),
            ("depends_on", new JsonArray(task.DependsOn.Select(number => (JsonValue)number))),
            ("description", task.Description),
            ("due_day", task.DueDay),
            ("name", task.Name),
            ("not_applicable", task.NotApplicable),
            ("number", task.Number),
            ("phase", task.Phase),
            ("prepares", task.IsPreparation),
            ("priority", task.Priority.Text()),
            ("role", task.Role?.Text()),
            ("scope", task.Scope.Text())
        );

    public static Result<TaskDefinition> FromJson(JsonObject source)
    {
        var fields = new Fields(source, ChecklistSettings.Invalid);
        var task = new TaskDefinition(
            fields.SmallInteger("number"),
            fields.Text("name"),
            fields.SmallInteger("phase"),
            fields.Text("action", TaskWords.ParseAction),
            fields.OptionalText("role", Roles.Parse),
            fields.Boolean("prepares"),
            ReadNumbers(fields)
        )
        {
            Description = fields.Text("description"),
            Priority = fields.Text("priority", TaskWords.ParsePriority),
            DueDay = fields.SmallInteger("due_day"),
            Assignee = fields.OptionalText("assignee", PersonId.Parse),
            Approval = fields.OptionalText("approval", Roles.Parse),
            Scope = fields.Text("scope", TaskWords.ParseScope),
            NotApplicable = fields.OptionalText("not_applicable"),
        };
        return fields.Finish(() => task);
    }

    private static IReadOnlyList<int> ReadNumbers(Fields fields) =>
        [.. fields.Integers("depends_on").Select(number => (int)Math.Clamp(number, int.MinValue, int.MaxValue))];
}
