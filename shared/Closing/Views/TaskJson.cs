using Bookseal.Books.Checklists;
using Bookseal.Books.Company;
using Bookseal.Books.Runs;
using Bookseal.Books.Values;

namespace Bookseal.Closing.Views;

/// <summary>A task of a close as scripts read it; instants are in UTC.</summary>
public static class TaskJson
{
    public static JsonArray ArrayOf(TaskBoard board) =>
        new(board.Run.Template.Tasks.Select(task => (JsonValue)Of(board, task)));

    public static JsonObject Of(TaskBoard board, TaskDefinition task)
    {
        var run = board.Run;
        var done = run.Tasks.GetValueOrDefault(task.Number);
        var open = run.OpenTasks.GetValueOrDefault(task.Number, OpenTask.Untouched);
        var completion = done ?? open.Completed;
        return JsonObject.Of(
            ("action", task.Action.Text()),
            ("approval", task.Approval?.Text()),
            ("approved_by", done?.ApprovedBy?.ToString()),
            ("assignee", run.AssigneeOf(task)?.ToString()),
            ("assignee_type", task.AssigneeType),
            ("attestation", completion?.Attestation),
            ("awaits_approval", run.IsAwaitingApproval(task.Number)),
            ("blocked_reason", open.BlockedReason),
            ("completed_at", completion is null ? null : Dates.Text(completion.CompletedAt)),
            ("completed_by", completion?.CompletedBy.ToString()),
            ("depends_on", NumbersOf(task.DependsOn)),
            ("description", task.Description),
            ("due_at", run.Attempt == 0 ? null : Dates.Text(board.DueAt(task))),
            ("evidence_sha256", (completion?.Evidence ?? open.Prepared?.Evidence)?.ToString()),
            ("is_late", board.IsLate(task)),
            ("name", task.Name),
            ("phase", task.Phase),
            ("priority", task.Priority.Text()),
            ("role", task.Role?.Text()),
            ("skip_reason", done?.SkipReason),
            ("started_at", open.StartedAt is { } at ? Dates.Text(at) : null),
            ("started_by", open.StartedBy?.ToString()),
            ("status", board.StatusOf(task)),
            ("summary", completion?.Summary ?? open.Prepared?.Summary),
            ("task", task.Number),
            ("voided", open.Voided),
            ("waits_for", NumbersOf(board.WaitsFor(task))),
            ("waits_for_person", board.IsWaiting(task))
        );
    }

    private static JsonArray NumbersOf(IEnumerable<int> numbers) => new(numbers.Select(number => (JsonValue)number));
}
