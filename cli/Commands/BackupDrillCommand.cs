using System.CommandLine;
using Bookseal.Cli.Options;
using Bookseal.Cli.Output;
using Bookseal.Cli.Sessions;
using Bookseal.Closing.Backups;
using Bookseal.Closing.Refusals;

namespace Bookseal.Cli.Commands;

/// <summary>
/// <c>bookseal backup drill DIR [--backup FOLDER] [--scratch FOLDER | --scratch-store S] [--out FILE]</c>.
/// </summary>
internal static class BackupDrillCommand
{
    private static readonly Option<string> Backup = new("--backup")
    {
        Description = "The backup to try. Default: a new one, which goes with the drill",
    };

    private static readonly Option<string> Scratch = new("--scratch")
    {
        Description = "An empty folder to restore into, which stays. Default: one that goes with the drill",
    };

    private static readonly Option<string> ScratchAccount = new("--scratch-store")
    {
        Description = "An empty storage account to restore into instead",
    };

    private static readonly Option<string> Output = new("--out")
    {
        Description = "The report to write. Default: acceptance-checklist.md",
    };

    public static Command Create()
    {
        var directory = CommonOptions.Directory();
        var command = new Command("drill", "Try a restore: into a scratch store, verified and timed; do so each month")
        {
            directory,
            Backup,
            Scratch,
            ScratchAccount,
            Output,
        };
        command.SetAction(
            (parse, cancel) =>
                InSession.RunAsync(
                    parse,
                    parse.GetValue(directory),
                    (session, terminal, _) => RunAsync(parse, session, terminal, cancel),
                    cancel
                )
        );
        return command;
    }

    private static async Task<int> RunAsync(
        ParseResult parse,
        Session session,
        Terminal terminal,
        CancellationToken cancel
    )
    {
        var workspace = session.Services.Workspace;
        var (folder, account) = (parse.GetValue(Scratch), parse.GetValue(ScratchAccount));
        if (!ScratchStore.Open(folder, account, session.Tenant, workspace.Clock).TryGet(out var scratch, out var fault))
            return terminal.Fail(fault, ExitCode.Usage);
        using var made = new OwnFolder(parse.GetValue(Backup));
        using (scratch)
        {
            var source = BackupCommand.SourceOf(session);
            var drilling = new DrillService(workspace).RunAsync(made.Path, source, scratch.Workspace, cancel);
            if (!(await drilling).TryGet(out var report, out fault))
                return terminal.Fail(fault);
            var file = parse.GetValue(Output) ?? "acceptance-checklist.md";
            var written = await OutputFile.WriteAsync<bool>(
                file,
                async stream =>
                {
                    await stream.WriteAsync(System.Text.Encoding.UTF8.GetBytes(report.Checklist), cancel);
                    return true;
                }
            );
            return written.IsOk ? BackupView.Write(terminal, report, file) : terminal.Fail(written.Fault);
        }
    }

    /// <summary>The folder that somebody named; without a name one that goes.</summary>
    private sealed class OwnFolder(string? named) : IDisposable
    {
        public string Path { get; } =
            named is { Length: > 0 } given
                ? System.IO.Path.GetFullPath(given)
                : Directory.CreateTempSubdirectory("bookseal-backup-").FullName;

        public void Dispose()
        {
            if (named is not { Length: > 0 })
                Directory.Delete(Path, recursive: true);
        }
    }
}
