using System.CommandLine;
using Bookseal.Books.Values;
using Bookseal.Cli.Options;
using Bookseal.Cli.Output;
using Bookseal.Cli.Sessions;
using Bookseal.Closing;
using Bookseal.Closing.Backups;
using Bookseal.Closing.Refusals;
using Bookseal.Storage.Keys;

namespace Bookseal.Cli.Commands;

/// <summary><c>bookseal backup restore FOLDER --trust FILE --data NEW | --store S [--dry-run]</c>.</summary>
internal static class BackupRestoreCommand
{
    private static readonly Option<bool> AllowUntrusted = new("--allow-untrusted")
    {
        Description = "Without --trust: take the keys of the backup's own chain for the company's",
    };

    public static Command Create()
    {
        var folder = BackupCommand.Folder();
        var dryRun = new Option<bool>("--dry-run") { Description = "Verify it and say what would be done" };
        var command = new Command("restore", "Bring a backup back into an empty folder (--data) or account (--store)")
        {
            folder,
            dryRun,
            BackupCommand.Trust,
            AllowUntrusted,
            BackupCommand.AllowUnsigned,
        };
        command.SetAction((parse, cancel) => RunAsync(parse, parse.GetValue(folder)!, parse.GetValue(dryRun), cancel));
        return command;
    }

    private static async Task<int> RunAsync(ParseResult parse, string folder, bool isDryRun, CancellationToken cancel)
    {
        var terminal = new Terminal(parse.GetValue(CommonOptions.Json));
        if (parse.GetValue(CommonOptions.Data) is null && parse.GetValue(CommonOptions.Store) is not { Length: > 0 })
            return terminal.Fail(
                new Fault("USAGE", "say where to restore to: --data with an empty folder, or --store with an account")
            );
        if (!(await BackupCommand.ReadTrustAsync(parse, cancel)).TryGet(out var trust, out var fault))
            return terminal.Fail(fault, ExitCode.BadInput);
        if (trust.Pinned is null && !parse.GetValue(AllowUntrusted))
            return terminal.Fail(
                new Fault(
                    "RESTORE_NOT_TRUSTED",
                    "name the pinned trust.json with --trust: without it a forged backup looks like any other; "
                        + "--allow-untrusted restores it all the same"
                ),
                ExitCode.Usage
            );
        if (!Session.OpenClock(parse).TryGet(out var clock, out fault))
            return terminal.Fail(fault, ExitCode.BadInput);
        var verifying = BackupService.VerifyAsync(Path.GetFullPath(folder), trust, clock, cancel);
        if (!(await verifying).TryGet(out var verified, out fault))
            return terminal.Fail(fault, ExitCode.BadInput);
        var opened = Open(parse, verified.Backup.Manifest.Tenant, clock);
        if (!opened.TryGet(out var target, out fault))
            return terminal.Fail(fault, ExitCode.BadInput);
        using (target.Keys)
        {
            var restoring = new RestoreService(target).RunAsync(verified, new(isDryRun), cancel);
            return (await restoring).TryGet(out var report, out fault)
                ? BackupView.Write(terminal, report, isDryRun)
                : terminal.Fail(fault);
        }
    }

    private static Result<Workspace> Open(ParseResult parse, TenantId tenant, TimeProvider clock) =>
        Session
            .FindData(parse, null)
            .Then(data =>
                BooksStore
                    .Open(parse, data, clock)
                    .Then(store =>
                        KeyRings
                            .Open(parse, data.Path, tenant)
                            .Map<Workspace>(
                                (IKeyRing keys) =>
                                    new(store.Backend, keys, tenant, clock)
                                    {
                                        Place = store.Place,
                                        Log = ProgramLog.Current,
                                    }
                            )
                    )
            );
}
