using System.CommandLine;
using Bookseal.Books.Proof.Trust;
using Bookseal.Cli.Options;
using Bookseal.Cli.Output;
using Bookseal.Cli.Sessions;
using Bookseal.Closing.Backups;
using Bookseal.Closing.Refusals;
using Bookseal.Evidence;

namespace Bookseal.Cli.Commands;

/// <summary><c>bookseal backup create | verify | restore | drill</c>.</summary>
internal static class BackupCommand
{
    public static Option<string> Trust { get; } =
        new("--trust") { Description = "A pinned trust.json: the backup has to be signed by its log's key" };

    public static Option<bool> AllowUnsigned { get; } =
        new("--allow-unsigned") { Description = "Without --trust: take a backup that nobody signed" };

    public static Command Create() =>
        new("backup", "Copy a company's books, and bring them back")
        {
            CreateOne(),
            Verify(),
            BackupRestoreCommand.Create(),
            BackupDrillCommand.Create(),
        };

    public static async Task<Result<BackupTrust>> ReadTrustAsync(ParseResult parse, CancellationToken cancel)
    {
        if (parse.GetValue(Trust) is not { Length: > 0 } file)
            return new BackupTrust(AcceptsUnsigned: parse.GetValue(AllowUnsigned));
        var bytes = await PlainFile.ReadAsync(file, Limits.BagSmallFileBytes, cancel);
        return bytes.Then(read => TrustPolicy.FromBytes(read)).Map(pinned => new BackupTrust(pinned));
    }

    private static Command CreateOne()
    {
        var directory = CommonOptions.Directory();
        var output = new Option<string>("--out") { Description = "A new folder for it", Required = true };
        var command = new Command("create", "Copy the books, all but private keys, while others work with them")
        {
            directory,
            output,
        };
        command.SetAction(
            (parse, cancel) =>
                InSession.RunAsync(
                    parse,
                    parse.GetValue(directory),
                    async (session, terminal, _) =>
                    {
                        var folder = Path.GetFullPath(parse.GetValue(output)!);
                        var backups = new BackupService(session.Services.Workspace);
                        var made = await backups.CreateAsync(folder, SourceOf(session), cancel);
                        return made.IsOk
                            ? BackupView.Write(terminal, made.Value, "copied", true)
                            : terminal.Fail(made.Fault);
                    },
                    cancel
                )
        );
        return command;
    }

    private static Command Verify()
    {
        var folder = Folder();
        var command = new Command("verify", "Read a backup again: every digest, the chain, every proof")
        {
            folder,
            Trust,
            AllowUnsigned,
        };
        command.SetAction(
            async (parse, cancel) =>
            {
                var terminal = new Terminal(parse.GetValue(CommonOptions.Json));
                if (!(await ReadTrustAsync(parse, cancel)).TryGet(out var trust, out var fault))
                    return terminal.Fail(fault, ExitCode.BadInput);
                var path = Path.GetFullPath(parse.GetValue(folder)!);
                var read = await BackupService.VerifyAsync(path, trust, TimeProvider.System, cancel);
                return read.IsOk
                    ? BackupView.Write(terminal, read.Value, "is whole")
                    : terminal.Fail(read.Fault, ExitCode.BadInput);
            }
        );
        return command;
    }

    public static Argument<string> Folder() => new("folder") { Description = "The backup's folder" };

    /// <summary>Without secrets: the account's address, or that it is files.</summary>
    public static string SourceOf(Session session) => session.Store.Account?.ToString() ?? "files";
}
