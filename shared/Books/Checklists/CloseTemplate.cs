using Bookseal.Books.Company;
using Bookseal.Books.Values;

namespace Bookseal.Books.Checklists;

/// <summary>
/// The checklist of a close. A run pins all of it when it starts, so that a later template never changes a running
/// close; runs of rules up to 4 pinned one of the two essential ones by its name.
/// </summary>
public sealed record CloseTemplate(string Name, IReadOnlyList<TaskDefinition> Tasks)
{
    /// <summary>Of a run that has not started.</summary>
    public static CloseTemplate Empty { get; } = new("", []);

    public bool IsYearEnd => Find(TaskAction.PostClosingEntries) is not null;

    public Digest Digest => Digest.Of(ToBytes());

    public TaskDefinition? Find(int number) => Tasks.FirstOrDefault(task => task.Number == number);

    public TaskDefinition? Find(TaskAction action) => Tasks.FirstOrDefault(task => task.Action == action);

    /// <summary>The task under which people adjust the books last; null where the checklist has none.</summary>
    public TaskDefinition? FinalAdjustments =>
        Tasks.LastOrDefault(task => task is { Action: TaskAction.PersonConfirms, IsPreparation: true, Phase: 3 });

    /// <summary>Without those who may not do what they were named for, or are not there any more.</summary>
    public CloseTemplate WithAssigneesOf(IReadOnlyList<Person> team) =>
        this with
        {
            Tasks =
            [
                .. Tasks.Select(task =>
                    task.Assignee is { } assignee
                    && !team.Any(person => person.Id == assignee && person.Role >= task.Role)
                        ? task with
                        {
                            Assignee = null,
                        }
                        : task
                ),
            ],
        };

    public IEnumerable<int> NumbersBefore(int phase) =>
        Tasks.Where(task => task.Phase < phase).Select(task => task.Number);

    /// <summary>data/inputs/checklist.json.</summary>
    public byte[] ToBytes() => CanonicalJson.ToBytes(ToJson());

    public JsonObject ToJson() =>
        JsonObject.Of(("name", Name), ("tasks", new JsonArray(Tasks.Select(task => task.ToJson()))));

    /// <summary><c>CHECKLIST_INVALID</c> for what is no checklist that a run could have pinned.</summary>
    public static Result<CloseTemplate> FromJson(JsonObject source)
    {
        var fields = new Fields(source, ChecklistSettings.Invalid);
        var name = fields.Text("name");
        var tasks = fields.Objects("tasks", TaskCodec.FromJson);
        return fields
            .Finish(() => new CloseTemplate(name, tasks))
            .Then<CloseTemplate>(template => ChecklistRules.Refuse(template) is { } fault ? fault : template);
    }
}
