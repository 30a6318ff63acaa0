using System.CommandLine;
using Bookseal.Books.Company;
using Bookseal.Books.Runs;
using Bookseal.Books.Values;
using Bookseal.Cli.Assignees;
using Bookseal.Cli.Options;
using Bookseal.Cli.Output;
using Bookseal.Cli.Sessions;
using Bookseal.Closing.Imports;
using Bookseal.Closing.Refusals;
using Bookseal.Import.BankFiles;
using Bookseal.Import.BooksDirectory;

namespace Bookseal.Cli.Commands;

/// <summary><c>bookseal import DIR [FILE --format FORMAT]</c>.</summary>
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

    private static readonly Option<bool> Pair = new("--pair")
    {
        Description =
            "Where gone and new look like one edited entry, replace it: two of date, description and amounts "
            + "are the same",
    };

    private static readonly Option<string?> Undo = new("--undo")
    {
        Description = "Take back what the last import posted to this period (YYYY-MM), while it is open",
    };

    public static Command Create()
    {
        var directory = CommonOptions.Directory();
        var command = new Command("import", "Import a books directory; what is there already is skipped") { directory };
        LedgerOptions.AddTo(command);
        CostOptions.AddTo(command);
        PayoutFileOptions.AddTo(command);
        BankFileOptions.AddTo(command);
        command.Add(DryRun);
        command.Add(TakeBack);
        command.Add(Pair);
        command.Add(Undo);
        command.Add(Confirmation.Yes);
        command.SetAction(
            (parse, cancel) =>
            {
                var books = parse.GetValue(directory);
                if (parse.GetValue(Undo) is { } period)
                    return UndoAsync(parse, books, period, cancel);
                var (format, isDryRun) = (parse.GetValue(LedgerOptions.Format), parse.GetValue(DryRun));
                if (BankFile.IsFormat(format))
                    return BankFileImport.RunAsync(parse, books, format!, isDryRun, cancel);
                return PayoutFileOptions.IsPayouts(format)
                    ? PayoutFileImport.RunAsync(parse, books, format!, isDryRun, cancel)
                    : RunAsync(parse, books, cancel);
            }
        );
        return command;
    }

    private static Task<int> UndoAsync(ParseResult parse, string? directory, string named, CancellationToken cancel) =>
        InSession.RunAsync(
            parse,
            directory,
            async (session, terminal, master) =>
            {
                if (!PeriodCode.Parse(named).TryGet(out var period, out var fault))
                    return terminal.Fail(fault, ExitCode.Usage);
                if (!Session.FindPerson(parse, master.Profile, Role.Preparer).TryGet(out var person, out fault))
                    return terminal.Fail(fault);
                if (person.Role < Role.Preparer)
                    return terminal.Fail(
                        new Fault(
                            Refusal.AuthorityDenied,
                            $"{person.Id} is {person.Role.Text()}; taking an import back needs preparer"
                        )
                    );
                var question = $"Take back what the last import posted to {period}, as {person.Id}?";
                if (await Confirmation.RefuseAsync(parse, terminal, question, cancel) is { } unconfirmed)
                    return unconfirmed;
                var actor = Actor.Of(person, isUnattended: false);
                var undone = await session.Services.ImportUndo.UndoAsync(period, actor, cancel);
                if (!undone.TryGet(out var outcome, out fault))
                    return terminal.Fail(fault);
                if (terminal.IsJson)
                    Terminal.WriteJson(outcome.ToJson());
                else
                    ImportReport.Write(terminal.Out, outcome);
                return ExitCode.Success;
            },
            cancel
        );

    private static async Task<int> RunAsync(ParseResult parse, string? directory, CancellationToken cancel)
    {
        var terminal = new Terminal(parse.GetValue(CommonOptions.Json));
        if (directory is null)
            return terminal.Fail(new Fault("COMPANY_MISSING", "name the books directory to import"), ExitCode.Usage);
        if (!Session.Open(parse, directory).TryGet(out var session, out var fault))
            return terminal.Fail(fault, ExitCode.BadInput);
        using (session)
        {
            if (CostOptions.AreUsed(parse))
                return await ImportCostsAsync(session, terminal, parse, cancel);
            var question = "Take back every entry that is not in the source any more? '--dry-run' lists them";
            if (
                parse.GetValue(TakeBack)
                && !parse.GetValue(DryRun)
                && await Confirmation.RefuseAsync(parse, terminal, question, cancel) is { } unconfirmed
            )
                return unconfirmed;
            var (outcome, faults) = await BooksImport.RunAsync(
                session,
                terminal,
                parse,
                cancel,
                options: OptionsOf(parse, terminal)
            );
            if (outcome is null && faults.Count == 0)
                // The profile alone: its books came from a file, and are there.
                outcome = ImportOutcome.Nothing(session.Tenant);
            if (outcome is null)
                return terminal.Fail(faults, BooksImport.ExitCodeOf(faults));
            if (!parse.GetValue(DryRun))
                terminal.Warn(session.Data.Remember());
            if (terminal.IsJson)
                Terminal.WriteJson(outcome.ToJson());
            else
                ImportReport.Write(terminal.Out, outcome);
            return ExitCode.Success;
        }
    }

    private static async Task<int> ImportCostsAsync(
        Session session,
        Terminal terminal,
        ParseResult parse,
        CancellationToken cancel
    )
    {
        var isDryRun = parse.GetValue(DryRun);
        var (outcome, faults) = await CostsImport.RunAsync(session, terminal, parse, isDryRun, cancel);
        if (outcome is null)
            return terminal.Fail(faults, BooksImport.ExitCodeOf(faults));
        if (!isDryRun)
            terminal.Warn(session.Data.Remember());
        if (terminal.IsJson)
            Terminal.WriteJson(outcome.ToJson());
        else
            CostImportReport.Write(terminal.Out, outcome);
        return ExitCode.Success;
    }

    /// <summary>At a terminal what was not said is asked; with --json or in a dry run nothing is.</summary>
    private static ImportOptions OptionsOf(ParseResult parse, Terminal terminal)
    {
        var settled = new SettledReview(parse.GetValue(TakeBack), parse.GetValue(Pair));
        var isDryRun = parse.GetValue(DryRun);
        return new(settled.TakesBack, isDryRun)
        {
            Review =
                Terminal.IsInteractive && !terminal.IsJson && !isDryRun
                    ? new TerminalGoneReview(terminal.Progress, settled)
                    : settled,
        };
    }
}
