using System.CommandLine;
using Bookseal.Books.Company;
using Bookseal.Cli.Options;
using Bookseal.Cli.Output;
using Bookseal.Cli.Sessions;
using Bookseal.Closing.Refusals;
using Bookseal.Storage.Company;

namespace Bookseal.Cli.Commands;

/// <summary>
/// <c>bookseal reconcile DIR --from D --to D [--dry-run]</c>: the ledger against bank, payouts and subledgers. Exit 2
/// where something differs.
/// </summary>
internal static class ReconcileCommand
{
    private static readonly Option<bool> DryRun = new("--dry-run")
    {
        Description = "Say what the rules would match, and keep no report of it",
    };

    public static Command Create()
    {
        var directory = CommonOptions.Directory();
        var command = new Command("reconcile", "Compare the ledger with bank statements, payouts and subledgers")
        {
            directory,
            IntervalOptions.From,
            IntervalOptions.To,
            IntervalOptions.Rules,
            DryRun,
        };
        command.SetAction(
            (parse, cancel) =>
                InSession.RunAsync(
                    parse,
                    parse.GetValue(directory),
                    (session, terminal, master) => RunAsync(parse, session, terminal, master, cancel),
                    cancel
                )
        );
        return command;
    }

    private static async Task<int> RunAsync(
        ParseResult parse,
        Session session,
        Terminal terminal,
        MasterData master,
        CancellationToken cancel
    )
    {
        if (!IntervalOptions.Read(parse).TryGet(out var interval, out var fault))
            return terminal.Fail(fault, ExitCode.Usage);
        if (
            !(await IntervalOptions.ReadRulesAsync(parse, session.BooksDirectory, cancel)).TryGet(
                out var rules,
                out fault
            )
        )
            return terminal.Fail(fault, ExitCode.BadInput);
        var desk = session.Services.Reconciliations;
        if (!(await desk.ReadAsync(interval, rules, master, cancel)).TryGet(out var report, out fault))
            return terminal.Fail(fault);
        Digest? kept = null;
        if (!parse.GetValue(DryRun))
        {
            if (!Session.FindPerson(parse, master.Profile, Acts.Export.Role).TryGet(out var person, out fault))
                return terminal.Fail(fault);
            kept = await desk.KeepAsync(report, Actor.Of(person, isUnattended: false), cancel);
        }

        if (terminal.IsJson)
            Terminal.WriteJson(report.ToJson().With("report_sha256", kept is { } digest ? digest : (JsonValue?)null));
        else
            ReconciliationView.Write(Console.Out, report);
        return report.IsParity ? ExitCode.Success : ExitCode.NotReady;
    }
}
