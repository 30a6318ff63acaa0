using System.Globalization;
using Bookseal.Books.Checklists;
using Bookseal.Books.Company;
using Bookseal.Books.Runs;
using Bookseal.Closing.Views;

namespace Bookseal.Cli.Output;

/// <summary>One task of a close, with all that is known of it.</summary>
internal static class TaskView
{
    public static void Write(IAnsiConsole console, TaskBoard board, TaskDefinition task, TaskPapers papers)
    {
        console.MarkupLine(
            $"[bold]Task {task.Number}  {task.Name.EscapeMarkup()}[/]  [grey]{task.Priority.Text()}, "
                + $"phase {task.Phase}, {task.AssigneeType}[/]"
        );
        foreach (var (label, text) in Rows(board, task, papers))
            console.WriteLine($"  {label, -13} {text}");
    }

    /// <summary>What somebody reads before they are asked for a task.</summary>
    public static void WriteBrief(IAnsiConsole console, TaskBoard board, TaskDefinition task)
    {
        var open = board.Run.OpenTasks.GetValueOrDefault(task.Number, OpenTask.Untouched);
        console.MarkupLine(
            $"    [bold]{task.Name.EscapeMarkup()}[/] [grey]until {board.Local(board.DueAt(task))}"
                + $"{(board.IsLate(task) ? ", LATE" : "")}[/]"
        );
        if (task.Description.Length > 0)
            console.WriteLine($"    {task.Description}");
        if ((open.Completed?.Summary ?? open.Prepared?.Summary) is { } summary)
            console.WriteLine($"    Bookseal: {summary}");
        if (open.Completed is { } completed)
            console.WriteLine(
                $"    completed by {board.NameOf(completed.CompletedBy)}, {board.Local(completed.CompletedAt)}"
            );
        if (open.Voided > 0)
            console.WriteLine("    It was signed off before, and what was signed has changed since.");
        foreach (var note in TaskPapers.NotesOn(board.Run, task).Where(note => note.Answer is null))
            console.WriteLine($"    note {note.Number}: {Describe(board, note)}");
    }

    /// <summary>After somebody did something with a task: how it stands, and what the close waits for.</summary>
    public static void WriteOutcome(IAnsiConsole console, TaskBoard board, TaskDefinition task)
    {
        var run = board.Run;
        console.WriteLine($"Task {task.Number}, '{task.Name}', of {run.Period} is {board.StatusOf(task)}.");
        if (run.FailedGuards is { } failed)
            console.WriteLine($"The close is blocked by {string.Join(", ", failed.Failed)}; mend the books and close.");
        foreach (var line in WaitingLines(board))
            console.WriteLine(line);
    }

    /// <summary>What people can do now, who, and how.</summary>
    public static IEnumerable<string> WaitingLines(TaskBoard board)
    {
        foreach (var task in board.Run.Template.Tasks.Where(board.IsWaiting))
        {
            yield return $"  task {task.Number}, '{task.Name}': {board.WhoDoes(task)}, until "
                + $"{board.Local(board.DueAt(task))}{(board.IsLate(task) ? ", LATE" : "")}";
            yield return $"    {board.CommandFor(task)}";
        }
    }

    private static IEnumerable<(string Label, string Text)> Rows(
        TaskBoard board,
        TaskDefinition task,
        TaskPapers papers
    )
    {
        var run = board.Run;
        yield return ("to do", task.Description);
        yield return ("status", Status(board, task));
        yield return ("who", board.WhoDoes(task) + (task.Approval is { } role ? $"; {role.Text()} approves" : ""));
        yield return (
            "due",
            $"{board.Local(board.DueAt(task))} (business day {task.DueDay}){(board.IsLate(task) ? ", LATE" : "")}"
        );
        foreach (var number in board.WaitsFor(task))
            yield return ("waits for", $"task {number}, '{run.Template.Find(number)?.Name}'");
        if (board.IsWaiting(task))
            yield return ("next", board.CommandFor(task));
        var open = run.OpenTasks.GetValueOrDefault(task.Number, OpenTask.Untouched);
        var done = run.Tasks.GetValueOrDefault(task.Number) ?? open.Completed;
        if ((done?.Summary ?? open.Prepared?.Summary) is { } summary)
            yield return ("agent", summary);
        foreach (var line in papers.ResultLines)
            yield return ("", line);
        foreach (var note in TaskPapers.NotesOn(run, task))
            yield return ("note " + note.Number.ToString(CultureInfo.InvariantCulture), Describe(board, note));
        foreach (var file in run.Attachments.Where(file => file.Task == task.Number))
            yield return ("attachment", $"{file.Name}, {file.LengthBytes:N0} bytes, sha256 {file.Sha256}");
        foreach (var (at, voided) in papers.Voided)
            yield return (
                "voided",
                $"{board.Local(at)}: {voided.Signed.ToString()[..16]}… was signed, "
                    + $"{voided.Found.ToString()[..16]}… found"
            );
    }

    public static string Describe(TaskBoard board, ReviewNote note) =>
        $"{board.NameOf(note.By)}, {board.Local(note.At)}, on {note.On}: {note.Text}"
        + (note.Answer is null ? " [open]" : $" → {board.NameOf(note.ResolvedBy ?? note.By)}: {note.Answer}");

    private static string Status(TaskBoard board, TaskDefinition task)
    {
        var run = board.Run;
        if (run.Tasks.GetValueOrDefault(task.Number) is { } done)
            return $"{done.StatusText} by {board.NameOf(done.CompletedBy)}, {board.Local(done.CompletedAt)}"
                + (done.SkipReason is { } skipped ? $": {skipped}" : $" ({done.Attestation})")
                + (done.ApprovedBy is { } approver ? $", approved by {board.NameOf(approver)}" : "");
        var open = run.OpenTasks.GetValueOrDefault(task.Number, OpenTask.Untouched);
        if (open.Completed is { } completed)
            return $"completed by {board.NameOf(completed.CompletedBy)}, {board.Local(completed.CompletedAt)}; "
                + "to be approved";
        if (open.BlockedReason is { } blocked)
            return $"blocked: {blocked} ('bookseal task start {task.Number}' takes it up again)";
        return open.StartedBy is { } starter
            ? $"in_progress, {board.NameOf(starter)} since {board.Local(open.StartedAt!.Value)}"
            : board.StatusOf(task);
    }
}
