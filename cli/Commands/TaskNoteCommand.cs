using System.CommandLine;
using System.CommandLine.Parsing;
using Bookseal.Books.Company;
using Bookseal.Books.Runs;
using Bookseal.Cli.Options;
using Bookseal.Cli.Output;
using Bookseal.Cli.Sessions;
using Bookseal.Closing.Refusals;
using Bookseal.Closing.Views;

namespace Bookseal.Cli.Commands;

/// <summary>
/// <c>bookseal task note DIR --period 2026-01 --on "task 6" --text "..."</c>: asks or remarks; with <c>--resolve N</c>
/// answers. Without either it lists the notes of the close.
/// </summary>
internal static class TaskNoteCommand
{
    private static readonly Option<string> On = new("--on")
    {
        Description = "What it is about: 'task 6', 'account 1200' or 'entry JE-7'",
    };

    private static readonly Option<int?> Resolve = new("--resolve") { Description = "The note that is answered" };

    private static readonly Option<string> Text = new("--text") { Description = "The note, or the answer" };

    public static Command Create()
    {
        var directory = CommonOptions.Directory();
        var command = new Command("note", "Write a note on a task, an account or an entry, answer one, or list them")
        {
            directory,
            CommonOptions.Period,
            On,
            Resolve,
            Text,
        };
        command.Validators.Add(Refuse);
        command.SetAction(
            (parse, cancel) =>
                InTask.LookAsync(
                    parse,
                    parse.GetValue(directory),
                    (session, terminal, board) =>
                        parse.GetValue(Text) is { } text
                            ? WriteAsync(session, terminal, board, parse, text, cancel)
                            : List(terminal, board),
                    cancel
                )
        );
        return command;
    }

    private static void Refuse(CommandResult result)
    {
        var (on, resolve) = (result.GetValue(On), result.GetValue(Resolve));
        if (on is not null && resolve is not null)
            result.AddError("a note is either written, with --on, or answered, with --resolve");
        else if ((on ?? (object?)resolve) is null != result.GetValue(Text) is null)
            result.AddError("a note takes --on and --text, an answer --resolve and --text");
    }

    private static async Task<int> WriteAsync(
        Session session,
        Terminal terminal,
        TaskBoard board,
        ParseResult parse,
        string text,
        CancellationToken cancel
    )
    {
        var run = board.Run;
        if (!InTask.FindActor(parse, board, Acts.WriteNote.Role).TryGet(out var actor, out var fault))
            return terminal.Fail(fault);
        terminal.SayWho(actor);
        var (tasks, answered) = (session.Services.Tasks, parse.GetValue(Resolve));
        var said = answered is { } number
            ? await tasks.DoAsync(run.Period, new ResolveNote(actor, number, text).For(run), cancel)
            : await tasks.NoteAsync(run.Period, actor, parse.GetValue(On)!, text, cancel);
        if (!said.TryGet(out var after, out fault))
            return terminal.Fail(fault, fault.Code == NoteSubject.Invalid ? ExitCode.Usage : ExitCode.Refused);
        var note = answered is { } known ? after.Notes[known] : after.Notes.Values.Last();
        if (terminal.IsJson)
            Terminal.WriteJson(NoteJson.Of(note));
        else
            terminal.Out.WriteLine($"Note {note.Number}: {TaskView.Describe(board, note)}");
        return ExitCode.Success;
    }

    private static Task<int> List(Terminal terminal, TaskBoard board)
    {
        if (terminal.IsJson)
            Terminal.WriteJson(
                JsonObject.Of(
                    ("notes", new JsonArray(board.Run.Notes.Values.Select(note => (JsonValue)NoteJson.Of(note))))
                )
            );
        else
            foreach (var note in board.Run.Notes.Values)
                terminal.Out.WriteLine($"Note {note.Number}: {TaskView.Describe(board, note)}");
        return Task.FromResult(ExitCode.Success);
    }
}
