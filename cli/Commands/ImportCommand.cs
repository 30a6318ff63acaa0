using System.CommandLine;
using Bookseal.Cli.Options;
using Bookseal.Cli.Output;
using Bookseal.Cli.Sessions;
using Bookseal.Closing.Imports;
using Bookseal.Closing.Refusals;
using Bookseal.Import.BooksDirectory;

namespace Bookseal.Cli.Commands;

/// <summary><c>bookseal import DIR [FILE --format hledger-csv]</c>.</summary>
internal static class ImportCommand
{
    private static readonly Option<bool> DryRun = new("--dry-run")
    {
        Description = "Say what would be added, changed and taken back, and write nothing",
    };

    private static readonly Option<bool> TakeBack = new("--take-back")
    {
        Description = "Take back entries that are not in the source any more, where it gives the whole journal",
    };

    public static Command Create()
    {
        var directory = CommonOptions.Directory();
        var command = new Command("import", "Import a books directory; what is there already is skipped") { directory };
        LedgerOptions.AddTo(command);
        command.Add(DryRun);
        command.Add(TakeBack);
        command.SetAction((parse, cancel) => RunAsync(parse, parse.GetValue(directory), cancel));
        return command;
    }

    private static async Task<int> RunAsync(ParseResult parse, string? directory, CancellationToken cancel)
    {
        var terminal = new Terminal(parse.GetValue(CommonOptions.Json));
        if (directory is null)
            return terminal.Fail(new Fault("COMPANY_MISSING", "name the books directory to import"), ExitCode.Usage);
        if (!Session.Open(parse, directory).TryGet(out var session, out var fault))
            return terminal.Fail(fault, ExitCode.BadInput);
        using (session)
        {
            var (outcome, faults) = await BooksImport.RunAsync(
                session,
                terminal,
                parse,
                cancel,
                options: new(parse.GetValue(TakeBack), parse.GetValue(DryRun))
            );
            if (outcome is null && faults.Count == 0)
                // The profile alone: its books came from a file, and are there.
                outcome = ImportOutcome.Nothing(session.Tenant);
            if (outcome is null)
                return terminal.Fail(faults, BooksImport.ExitCodeOf(faults));
            if (terminal.IsJson)
                Terminal.WriteJson(outcome.ToJson());
            else
                ImportReport.Write(terminal.Out, outcome);
            return ExitCode.Success;
        }
    }
}
