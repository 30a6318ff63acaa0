using Bookseal.Books.Checklists;
using Bookseal.Books.Runs;
using Bookseal.Books.Values;

namespace Bookseal.Books.SignOffs;

/// <summary>
/// A task of the standard checklist that nobody did in this close: a company may leave it out for good or for once, and
/// whoever certifies is told so.
/// </summary>
/// <param name="By">Who skipped it in this close; null where the checklist did.</param>
public sealed record LeftOutTask(int Task, string Name, string Why, PersonId? By)
{
    public static IReadOnlyList<LeftOutTask> Of(CloseRun run) =>
        [.. Removed(run).Concat(Skipped(run)).OrderBy(task => task.Task)];

    /// <summary>Closing entries belong to a year's end, and to no other checklist.</summary>
    private static IEnumerable<LeftOutTask> Removed(CloseRun run) =>
        run.Template.Name != StandardTasks.TemplateName
            ? []
            : StandardTasks
                .All.Where(task => task.Action != TaskAction.PostClosingEntries)
                .Where(task => run.Template.Find(task.Number) is null)
                .Select(task => new LeftOutTask(task.Number, task.Name, "not in the company's checklist", null));

    private static IEnumerable<LeftOutTask> Skipped(CloseRun run) =>
        from state in run.Tasks.Values
        where state.SkipReason is not null && run.Template.Find(state.Number) is not null
        select new LeftOutTask(
            state.Number,
            run.Template.Find(state.Number)!.Name,
            state.SkipReason!,
            state.CompletedBy == PersonId.System ? null : state.CompletedBy
        );

    public JsonObject ToJson() => JsonObject.Of(("by", By?.ToString()), ("name", Name), ("task", Task), ("why", Why));
}
