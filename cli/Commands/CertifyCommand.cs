using System.CommandLine;
using Bookseal.Books.Company;
using Bookseal.Books.Runs;
using Bookseal.Books.Values;
using Bookseal.Cli.Assignees;
using Bookseal.Cli.Options;
using Bookseal.Cli.Output;
using Bookseal.Cli.Sessions;
using Bookseal.Closing.Driving;
using Bookseal.Closing.Refusals;
using Bookseal.Closing.Views;
using Bookseal.Storage.Proofs;

namespace Bookseal.Cli.Commands;

/// <summary>
/// <c>bookseal certify DIR --period 2026-01 --as lea</c>: shows what is certified, certifies it, and signs the proof.
/// It imports nothing.
/// </summary>
internal static class CertifyCommand
{
    public static Command Create()
    {
        var directory = CommonOptions.Directory();
        var yes = new Option<bool>("--yes") { Description = "Certify without being asked; the certificate says so" };
        var command = new Command("certify", "Certify a close whose tasks are done, and sign its proof (approver)")
        {
            directory,
            CommonOptions.Period,
            yes,
        };
        command.SetAction(
            (parse, cancel) =>
                InPeriod.RunAsync(
                    parse,
                    parse.GetValue(directory),
                    Acts.Certify.Role,
                    (session, terminal, period, actor) =>
                        RunAsync(session, terminal, period, actor with { IsUnattended = parse.GetValue(yes) }, cancel),
                    cancel,
                    isOfRun: true
                )
        );
        return command;
    }

    private static async Task<int> RunAsync(
        Session session,
        Terminal terminal,
        PeriodCode period,
        Actor actor,
        CancellationToken cancel
    )
    {
        var certifying = new CertifyingAssignee(actor, (text, _) => AskAsync(text), terminal.Progress);
        var view = new CloseView(terminal.Progress, isQuietOfWaiting: true);
        var driven = await session.Services.Host.DriveAsync(period, certifying, view, cancel);
        if (!driven.TryGet(out var run, out var fault))
            return terminal.Fail(fault);
        if (run.Certification is null && !certifying.WasAsked)
            return terminal.Fail(CertificationDesk.RefuseEarly(run));
        if (run.Certification is null)
            return terminal.Fail(
                new Fault(
                    Refusal.ConfirmationNeeded,
                    "not certified: on a terminal you are asked; elsewhere --yes does it"
                )
            );
        return await EndAsync(session, terminal, run, cancel);

        async Task<bool> AskAsync(string question) =>
            actor.IsUnattended
            || (Terminal.IsInteractive && !terminal.IsJson && await terminal.ConfirmAsync(question, cancel));
    }

    private static async Task<int> EndAsync(Session session, Terminal terminal, CloseRun run, CancellationToken cancel)
    {
        var missing = await session.Services.Signing.MissingAsync(run, cancel);
        var bag = run.Proof is { } proof
            ? session.Store.WhereIs(ProofLocation.Of(session.Tenant, run.Period, proof).Folder)
            : null;
        if (terminal.IsJson)
            Terminal.WriteJson(
                RunJson.Of(run).With("bag", bag).With("signatures", SignaturesView.ToJson(run, missing))
            );
        else
        {
            terminal.Out.WriteLine($"{run.Period} of {run.Tenant} is certified by {run.Certification!.By}.");
            foreach (var line in SignaturesView.Lines(run, missing))
                terminal.Out.WriteLine(line);
            if (bag is not null)
                terminal.Out.WriteLine($"Its proof is sealed: {bag}");
        }

        return run.Proof is null ? ExitCode.Waiting : ExitCode.Success;
    }
}
