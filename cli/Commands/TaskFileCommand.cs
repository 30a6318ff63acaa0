using System.CommandLine;
using Bookseal.Books.Company;
using Bookseal.Books.Runs;
using Bookseal.Cli.Options;
using Bookseal.Cli.Sessions;

namespace Bookseal.Cli.Commands;

/// <summary><c>bookseal task attach N FILE DIR --period 2026-01</c>: keeps a file with a task.</summary>
internal static class TaskFileCommand
{
    public static Command Create()
    {
        var (number, directory) = (TaskCommand.Number(), CommonOptions.Directory());
        var file = new Argument<string>("file") { Description = "A file of at most 25 MB" };
        var command = new Command("attach", "Keep a file with a task; it becomes part of the proof")
        {
            number,
            file,
            directory,
            CommonOptions.Period,
        };
        command.SetAction(
            (parse, cancel) =>
                InTask.ActAsync(
                    parse,
                    parse.GetValue(directory),
                    parse.GetValue(number),
                    _ => Acts.WriteNote.Role,
                    async (session, run, actor) =>
                    {
                        var path = parse.GetValue(file)!;
                        if (!(await ReadAsync(path, cancel)).TryGet(out var content, out var fault))
                            return fault;
                        return await session.Services.Tasks.AttachAsync(
                            run.Period,
                            actor,
                            parse.GetValue(number),
                            Path.GetFileName(path),
                            content,
                            cancel
                        );
                    },
                    cancel
                )
        );
        return command;
    }

    /// <summary>A file that is too large is refused before it is read.</summary>
    private static async Task<Result<byte[]>> ReadAsync(string path, CancellationToken cancel) =>
        PlainFile.Is(path) && new FileInfo(path).Length > Limits.AttachmentBytes
            ? new Fault("ATTACHMENT_TOO_LARGE", $"a file has at most {Limits.AttachmentBytes} bytes")
            : await PlainFile.ReadAsync(path, (int)Limits.AttachmentBytes, cancel);
}
