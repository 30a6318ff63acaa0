using System.CommandLine;
using Bookseal.Books.Company;
using Bookseal.Books.Runs;
using Bookseal.Books.Runs.Events;
using Bookseal.Books.Values;
using Bookseal.Cli.Options;
using Bookseal.Cli.Output;
using Bookseal.Cli.Sessions;
using Bookseal.Closing.Driving;
using Bookseal.Closing.Refusals;
using Bookseal.Closing.Sealing;
using Bookseal.Closing.Views;
using Bookseal.Storage.Proofs;

namespace Bookseal.Cli.Commands;

/// <summary>
/// <c>bookseal sign DIR --period 2026-01 --as lea</c>: verifies the staged proof of a certified close, shows what is
/// signed, and signs it. Whose signature is the last one has it sealed.
/// </summary>
internal static class SignCommand
{
    public static Command Create()
    {
        var directory = CommonOptions.Directory();
        var yes = new Option<bool>("--yes") { Description = "Sign without being asked; the signature says so" };
        var command = new Command("sign", "Sign the proof of a certified close, as one of those who have to (approver)")
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
                    Acts.Sign.Role,
                    (session, terminal, period, actor) =>
                        parse.GetValue(CommonOptions.As) is null
                            ? Task.FromResult(
                                terminal.Fail(
                                    new Fault(Refusal.PersonNeeded, "a signature is somebody's: say whose with --as"),
                                    ExitCode.Usage
                                )
                            )
                            : RunAsync(
                                session,
                                terminal,
                                period,
                                actor with
                                {
                                    IsUnattended = parse.GetValue(yes),
                                },
                                cancel
                            ),
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
        // Whatever of the close is due without people comes first: who certified may have gone before it was staged.
        if (!(await DriveAsync(session, terminal, period, cancel)).TryGet(out var run, out var fault))
            return terminal.Fail(fault);
        if (run.HasSigned(actor.Id))
            return await EndAsync(session, terminal, run, cancel);
        var signing = session.Services.Signing;
        if (!(await signing.ReadAsync(run, cancel)).TryGet(out var staged, out fault))
            return terminal.Fail(fault);
        if (await signing.VerifyAsync(run, staged, cancel) is { } unfit)
            return terminal.Fail(unfit);
        ProofView.Write(terminal.Progress, run, staged);
        if (!actor.IsUnattended && !await ConfirmAsync(terminal, run, actor, cancel))
        {
            terminal.Progress.WriteLine("Not signed. On a terminal you are asked; elsewhere --yes signs.");
            return ExitCode.Waiting;
        }

        var signed = await signing.SignAsync(run, staged, actor, cancel);
        if (!signed.IsOk)
            return terminal.Fail(signed.Fault);
        if (!(await DriveAsync(session, terminal, period, cancel)).TryGet(out run, out fault))
            return terminal.Fail(fault);
        return await EndAsync(session, terminal, run, cancel);
    }

    private static async Task<bool> ConfirmAsync(
        Terminal terminal,
        CloseRun run,
        Actor actor,
        CancellationToken cancel
    ) =>
        Terminal.IsInteractive
        && !terminal.IsJson
        && await new ConfirmationPrompt($"Sign the proof of {run.Period} as {actor.Id}?")
        {
            DefaultValue = false,
        }.ShowAsync(terminal.Progress, cancel);

    private static Task<Result<CloseRun>> DriveAsync(
        Session session,
        Terminal terminal,
        PeriodCode period,
        CancellationToken cancel
    ) => session.Services.Host.DriveAsync(period, new NobodyAtTheDesk(), new CloseView(terminal.Progress), cancel);

    private static async Task<int> EndAsync(Session session, Terminal terminal, CloseRun run, CancellationToken cancel)
    {
        var missing = await session.Services.Signing.MissingAsync(run, cancel);
        if (terminal.IsJson)
            Terminal.WriteJson(
                RunJson
                    .Of(run)
                    .With("bag", run.Proof is { } stored ? (JsonValue?)BagOf(session, run, stored) : null)
                    .With("signatures", SignaturesView.ToJson(run, missing))
            );
        else
        {
            foreach (var line in SignaturesView.Lines(run, missing))
                terminal.Out.WriteLine(line);
            if (run.Proof is { } proof)
                terminal.Out.WriteLine(
                    $"{run.Period} of {run.Tenant} is closed; its proof is sealed: {BagOf(session, run, proof)}"
                );
        }

        return ExitCode.Success;
    }

    private static string BagOf(Session session, CloseRun run, ProofSealed proof) =>
        session.Store.WhereIs(ProofLocation.Of(session.Tenant, run.Period, proof).Folder);
}
