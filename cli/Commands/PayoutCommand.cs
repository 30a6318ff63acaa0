using System.CommandLine;
using Bookseal.Books.Company;
using Bookseal.Books.Payouts;
using Bookseal.Books.Values;
using Bookseal.Cli.Options;
using Bookseal.Cli.Output;
using Bookseal.Cli.Sessions;
using Bookseal.Closing.Payouts;
using Bookseal.Closing.Refusals;
using Bookseal.Storage.Company;

namespace Bookseal.Cli.Commands;

/// <summary><c>bookseal payout list | show | create | approve | settle | return | fail</c>.</summary>
internal static class PayoutCommand
{
    private static readonly Argument<string> Id = new("payout") { Description = "The payout's id" };
    private static readonly Option<string> Reason = new("--reason") { Description = "Why", Required = true };
    private static readonly Option<bool> NotPaid = new("--not-paid")
    {
        Description = "The provider has confirmed that an attempt without an answer paid nothing (approver)",
    };
    private static readonly Option<bool> Stuck = new("--stuck")
    {
        Description = "Only those that nobody has done anything about for too long (exit 2: there are some)",
    };

    public static Command Create() =>
        new("payout", "Pay out with approvals, and settle through the provider")
        {
            List(),
            Show(),
            PayoutCreation.Create(),
            OfOne(
                "approve",
                "Approve a payout that somebody else created",
                Acts.ApprovePayout.Role,
                (id, actor, _) => new ApprovePayout(id, actor)
            ),
            Settle(),
            OfOne(
                "return",
                "Say that a settled payout came back",
                Acts.SettlePayout.Role,
                (id, actor, parse) => new ReturnPayout(id, actor, parse.GetValue(Reason)!),
                Reason
            ),
            OfOne(
                "fail",
                "Give a payout up",
                Acts.SettlePayout.Role,
                (id, actor, parse) =>
                    new FailPayout(id, actor, parse.GetValue(Reason)!) { IsConfirmedUnpaid = parse.GetValue(NotPaid) },
                Reason,
                NotPaid
            ),
        };

    public static Task<Result<PayoutSettings>> SettingsAsync(Session session, CancellationToken cancel) =>
        PayoutSettings.ReadAsync(Path.Combine(session.Data.Path, PayoutSettings.FileName), cancel);

    private static Command List()
    {
        var directory = CommonOptions.Directory();
        var command = new Command("list", "List the payouts") { directory, Stuck };
        command.SetAction(
            (parse, cancel) =>
                InSession.RunAsync(
                    parse,
                    parse.GetValue(directory),
                    async (session, terminal, _) =>
                    {
                        if (!(await SettingsAsync(session, cancel)).TryGet(out var settings, out var fault))
                            return terminal.Fail(fault, ExitCode.BadInput);
                        var now = session.Services.Workspace.Clock.GetUtcNow();
                        var all = await session.Services.Payouts.ListAsync(cancel);
                        var stuck = all.Where(payout => payout.IsStuck(now, settings.StuckAfter)).ToList();
                        PayoutView.Write(terminal, parse.GetValue(Stuck) ? stuck : all, stuck);
                        return parse.GetValue(Stuck) && stuck.Count > 0 ? ExitCode.NotReady : ExitCode.Success;
                    },
                    cancel
                )
        );
        return command;
    }

    /// <summary>Who looks need not say who they are.</summary>
    private static Command Show()
    {
        var directory = CommonOptions.Directory();
        var command = new Command("show", "Show a payout with its approvals and all that happened") { Id, directory };
        command.SetAction(
            (parse, cancel) =>
                InSession.RunAsync(
                    parse,
                    parse.GetValue(directory),
                    async (session, terminal, master) =>
                    {
                        if (!PayoutId.Parse(parse.GetValue(Id)!).TryGet(out var id, out var fault))
                            return terminal.Fail(fault, ExitCode.Usage);
                        var desk = session.Services.Payouts;
                        if (await desk.FindAsync(id, cancel) is not { } payout)
                            return terminal.Fail(new Fault(PayoutDecider.NotFound, $"there is no payout {id}"));
                        PayoutView.Write(terminal, payout, await desk.ReadEventsAsync(id, cancel), master.Profile);
                        return ExitCode.Success;
                    },
                    cancel
                )
        );
        return command;
    }

    private static Command Settle()
    {
        var directory = CommonOptions.Directory();
        var command = new Command("settle", "Have the provider pay; again, where its answer was lost")
        {
            Id,
            directory,
        };
        command.SetAction(
            (parse, cancel) =>
                RunAsync(
                    parse,
                    parse.GetValue(directory),
                    Acts.SettlePayout.Role,
                    async (session, id, actor) =>
                        (await SettingsAsync(session, cancel)).TryGet(out var settings, out var fault)
                            ? await session.Services.Payouts.SettleAsync(
                                id,
                                actor,
                                new SettlementWebhook(settings, session.Services.Workspace.Clock),
                                cancel
                            )
                            : fault,
                    cancel
                )
        );
        return command;
    }

    private static Command OfOne(
        string name,
        string description,
        Role role,
        Func<PayoutId, Actor, ParseResult, Books.Payouts.PayoutCommand> make,
        params IEnumerable<Option> options
    )
    {
        var directory = CommonOptions.Directory();
        var command = new Command(name, description) { Id, directory };
        foreach (var option in options)
            command.Add(option);
        command.SetAction(
            (parse, cancel) =>
                RunAsync(
                    parse,
                    parse.GetValue(directory),
                    role,
                    (session, id, actor) => session.Services.Payouts.ExecuteAsync(make(id, actor, parse), cancel),
                    cancel
                )
        );
        return command;
    }

    private static Task<int> RunAsync(
        ParseResult parse,
        string? directory,
        Role role,
        Func<Session, PayoutId, Actor, Task<Result<Payout>>> act,
        CancellationToken cancel
    ) =>
        InSession.RunAsync(
            parse,
            directory,
            async (session, terminal, master) =>
            {
                if (!PayoutId.Parse(parse.GetValue(Id)!).TryGet(out var id, out var fault))
                    return terminal.Fail(fault, ExitCode.Usage);
                if (!Session.FindActor(parse, master.Profile.Team, role).TryGet(out var actor, out fault))
                    return terminal.Fail(fault);
                terminal.SayWho(actor);
                if (!(await act(session, id, actor)).TryGet(out var payout, out fault))
                    return terminal.Fail(fault);
                PayoutView.Write(terminal, payout);
                return ExitCode.Success;
            },
            cancel
        );
}
