using System.Globalization;
using Bookseal.Books.Checklists;
using Bookseal.Books.Runs;
using Bookseal.Closing.Views;

namespace Bookseal.Cli.Output;

/// <summary>A checklist as a table of plain lines, one a task.</summary>
internal static class TaskLines
{
    public static IEnumerable<string> Of(TaskBoard board)
    {
        var tasks = board.Run.Template.Tasks;
        var rows = tasks
            .Select(task => (Task: task, Name: VisibleText.Of(task.Name), Who: VisibleText.Of(Who(board, task))))
            .ToList();
        var name = rows.Select(row => row.Name.Length).DefaultIfEmpty().Max();
        var who = rows.Select(row => row.Who.Length).DefaultIfEmpty().Max();
        foreach (var row in rows)
        {
            var number = row.Task.Number.ToString(CultureInfo.InvariantCulture).PadLeft(2);
            yield return $"{Mark(board, row.Task)} {number} {row.Name.PadRight(name)}  {row.Who.PadRight(who)}  "
                + When(board, row.Task)
                + string.Concat(Remarks(board, row.Task).Select(remark => $"  {remark}"));
        }
    }

    private static string Who(TaskBoard board, TaskDefinition task) =>
        board.Run.Tasks.GetValueOrDefault(task.Number) is { } done
            ? board.NameOf(done.CompletedBy)
            : board.WhoDoes(task);

    private static string When(TaskBoard board, TaskDefinition task) =>
        board.Run.Tasks.GetValueOrDefault(task.Number) is { } done
            ? $"{done.StatusText} {board.Local(done.CompletedAt)}"
            : $"due       {board.Local(board.DueAt(task))}";

    private static char Mark(TaskBoard board, TaskDefinition task) =>
        board.StatusOf(task) switch
        {
            "completed" => '✓',
            "skipped" => '–',
            "blocked" => '✗',
            _ => board.IsWaiting(task) ? '•' : '·',
        };

    private static IEnumerable<string> Remarks(TaskBoard board, TaskDefinition task)
    {
        if (board.Run.Tasks.GetValueOrDefault(task.Number) is { } done)
        {
            if (done.SkipReason is { } skipped)
                yield return $"skipped: {skipped}";
            if (done.ApprovedBy is { } approver)
                yield return $"approved by {board.NameOf(approver)}";
            if (task.Role is not null && done.SkipReason is null)
                yield return done.Attestation;
            yield break;
        }

        if (board.IsLate(task))
            yield return "LATE";
        foreach (var remark in OpenRemarks(board, task))
            yield return remark;
    }

    private static IEnumerable<string> OpenRemarks(TaskBoard board, TaskDefinition task)
    {
        var open = board.Run.OpenTasks.GetValueOrDefault(task.Number, OpenTask.Untouched);
        if (open.BlockedReason is { } blocked)
            yield return $"blocked: {blocked}";
        if (open.Completed is { } completed)
            yield return $"completed by {board.NameOf(completed.CompletedBy)}, to be approved";
        else if (open.StartedBy is { } starter)
            yield return $"{board.NameOf(starter)} works on it";
        if (open.Voided > 0)
            yield return $"to be signed off again: what was signed has changed ({open.Voided})";
        if (board.WaitsFor(task) is { Count: > 0 } before)
            yield return $"after {string.Join(", ", before)}";
    }
}
