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
    public static Command Create()
    {
        var directory = CommonOptions.Directory();
        var command = new Command("import", "Import a books directory; what is there already is skipped") { directory };
        LedgerOptions.AddTo(command);
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
            var (outcome, faults) = await BooksImport.RunAsync(session, terminal, parse, cancel);
            if (outcome is null && faults.Count == 0)
                // The profile alone: its books came from a file, and are there.
                outcome = ImportOutcome.Nothing(session.Tenant);
            if (outcome is null)
                return terminal.Fail(faults, BooksImport.ExitCodeOf(faults));
            if (terminal.IsJson)
                Terminal.WriteJson(outcome.ToJson());
            else
                Write(terminal, outcome);
            return ExitCode.Success;
        }
    }

    private static void Write(Terminal terminal, ImportOutcome outcome)
    {
        terminal.Out.WriteLine(
            $"{outcome.Tenant}: {outcome.EntriesAdded} entries and {outcome.SubledgerItems} subledger items "
                + $"{(outcome.BankRows > 0 ? $"and {outcome.BankRows} bank rows " : "")}"
                + $"added, {outcome.EntriesKnown} entries known"
        );
        if (outcome.LateItems > 0)
            terminal.Out.WriteLine(
                $"{outcome.LateItems} of them are of closed months: they stand in the first open one, with "
                    + "their own date kept"
            );
        if (outcome.OpeningBalances > 0)
            terminal.Out.WriteLine(
                $"{outcome.OpeningBalances} opening balances as of {BooksFiles.Profile}'s books_start"
            );
        foreach (var notice in outcome.Notices)
            terminal.Out.WriteLine($"{notice.Code}: {notice.Message}");
        if (outcome.EntriesAdded > 0)
            terminal.Out.WriteLine(
                $"Next: bookseal health --tenant {outcome.Tenant} --period {outcome.Entries.Keys.Min()}"
            );
    }
}
