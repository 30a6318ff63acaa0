using System.CommandLine;
using Bookseal.Books.Company;
using Bookseal.Books.Runs;
using Bookseal.Books.Teams;
using Bookseal.Books.Values;
using Bookseal.Cli.Options;
using Bookseal.Cli.Output;
using Bookseal.Cli.Sessions;
using Bookseal.Closing.Refusals;
using Bookseal.Closing.Views;

namespace Bookseal.Cli.Commands;

/// <summary>
/// <c>bookseal team show | propose | approve | reject | recover</c>: who is in force, and what becomes of another team
/// or policy in bookseal.json.
/// </summary>
internal static class TeamCommand
{
    private static readonly Option<string?> Proposal = new("--proposal")
    {
        Description = "The proposal that you looked at: the first characters of its sha256, as 'team show' prints it",
    };

    public static Command Create() =>
        new("team", "Who may do what, and what is proposed") { Show(), Propose(), Approve(), Reject(), Recover() };

    private static Command Show() =>
        Of(
            "show",
            "Print the team and policy in force, how they came in, and what is proposed",
            [],
            (_, session, terminal, state, cancel) => SayAsync(session, terminal, state, cancel)
        );

    private static Command Propose() =>
        Of(
            "propose",
            "Propose the team and policy of bookseal.json, as yours (preparer)",
            [],
            async (parse, session, terminal, state, cancel) =>
            {
                if (!Session.FindActor(parse, Persons(state), Acts.ProposeTeam.Role).TryGet(out var who, out var fault))
                    return terminal.Fail(fault);
                if (!(await ReadWantedAsync(session, cancel)).TryGet(out var wanted, out fault))
                    return terminal.Fail(fault, ExitCode.Usage);
                terminal.SayWho(who);
                var proposed = await session.Services.Teams.ProposeAsync(wanted, who, cancel);
                return await EndAsync(session, terminal, proposed, cancel);
            }
        );

    private static Command Approve() =>
        Of(
            "approve",
            "Put what is proposed into force (an approver who did not propose it)",
            [Proposal],
            async (parse, session, terminal, state, cancel) =>
            {
                if (!Shown(parse, state).TryGet(out var shown, out var fault))
                    return terminal.Fail(fault);
                if (!Session.FindActor(parse, Persons(state), Acts.DecideTeam.Role).TryGet(out var who, out fault))
                    return terminal.Fail(fault);
                TeamView.WriteProposal(terminal.Progress, state, await ProfileAsync(session, cancel));
                terminal.SayWho(who);
                if (!await terminal.ConfirmIfAskedAsync($"Put this into force as {who.Id}?", cancel))
                    return ExitCode.Waiting;
                var approved = await session.Services.Teams.ApproveAsync(shown, who, cancel);
                return await EndAsync(session, terminal, approved, cancel);
            }
        );

    private static Command Reject()
    {
        var reason = new Option<string>("--reason") { Description = "Why; it stands in the chain", Required = true };
        return Of(
            "reject",
            "Do not have what is proposed (approver)",
            [Proposal, reason],
            async (parse, session, terminal, state, cancel) =>
            {
                if (!Shown(parse, state).TryGet(out var shown, out var fault))
                    return terminal.Fail(fault);
                if (!Session.FindActor(parse, Persons(state), Acts.DecideTeam.Role).TryGet(out var who, out fault))
                    return terminal.Fail(fault);
                terminal.SayWho(who);
                var words = parse.GetValue(reason)!.Trim();
                var rejected = await session.Services.Teams.RejectAsync(shown, who, words, cancel);
                return await EndAsync(session, terminal, rejected, cancel);
            }
        );
    }

    private static Command Recover()
    {
        var reason = new Option<string>("--reason") { Description = "Why; auditors read it", Required = true };
        return Of(
            "recover",
            "No approver is left: put the team of bookseal.json into force with the log's key, for auditors to see",
            [reason, Confirmation.Yes],
            async (parse, session, terminal, state, cancel) =>
            {
                if (parse.GetValue(CommonOptions.As) is not { } name)
                    return terminal.Fail(new Fault(Refusal.PersonNeeded, "say with --as who you are, of that team"));
                if (!PersonId.Parse(name).TryGet(out var by, out var fault))
                    return terminal.Fail(fault);
                if (!(await ReadWantedAsync(session, cancel)).TryGet(out var wanted, out fault))
                    return terminal.Fail(fault, ExitCode.Usage);
                var question =
                    "Put the team of bookseal.json into force with the log's key? Every certificate from here on says "
                    + "so, and whoever verifies has to pin trust.json anew";
                if (await Confirmation.RefuseAsync(parse, terminal, question, cancel) is { } unconfirmed)
                    return unconfirmed;
                var words = parse.GetValue(reason)!.Trim();
                var recovered = await session.Services.Teams.RecoverAsync(wanted.Team, by, words, cancel);
                return await EndAsync(session, terminal, recovered, cancel);
            }
        );
    }

    private static Command Of(
        string name,
        string description,
        IReadOnlyList<Option> options,
        Func<ParseResult, Session, Terminal, TeamState, CancellationToken, Task<int>> action
    )
    {
        var directory = CommonOptions.Directory();
        var command = new Command(name, description) { directory };
        foreach (var option in options)
            command.Add(option);
        command.SetAction(
            (parse, cancel) =>
                InSession.RunAsync(
                    parse,
                    parse.GetValue(directory),
                    async (session, terminal, _) =>
                        await action(
                            parse,
                            session,
                            terminal,
                            (await session.Services.Teams.ReadAsync(cancel))!,
                            cancel
                        ),
                    cancel
                )
        );
        return command;
    }

    /// <summary>What is proposed; where somebody says which they looked at, only that.</summary>
    private static Result<Digest> Shown(ParseResult parse, TeamState state)
    {
        if (state.Proposal is not { } proposal)
            return new Fault(TeamRules.NotPending, "nothing is proposed");
        var named = parse.GetValue(Proposal);
        return
            named is null
            || (named.Length >= 8 && proposal.Digest.ToString().StartsWith(named, StringComparison.OrdinalIgnoreCase))
            ? proposal.Digest
            : new Fault(
                TeamRules.ProposalChanged,
                $"what is proposed is {proposal.Digest}; look again ('bookseal team show')"
            );
    }

    private static async Task<Result<Governance>> ReadWantedAsync(Session session, CancellationToken cancel) =>
        session.BooksDirectory is null
            ? new Fault("COMPANY_MISSING", "name the books directory, whose bookseal.json it is about")
            : (await session.ReadProfileAsync(cancel)).Map(Governance.Of);

    private static async Task<int> EndAsync(
        Session session,
        Terminal terminal,
        Result<TeamState> decided,
        CancellationToken cancel
    ) =>
        decided.TryGet(out var state, out var fault)
            ? await SayAsync(session, terminal, state, cancel)
            : terminal.Fail(fault);

    private static async Task<int> SayAsync(
        Session session,
        Terminal terminal,
        TeamState state,
        CancellationToken cancel
    )
    {
        var profile = await ProfileAsync(session, cancel);
        if (terminal.IsJson)
            Terminal.WriteJson(TeamJson.Of(state, profile));
        else
            TeamView.Write(terminal.Out, state, profile);
        return ExitCode.Success;
    }

    private static IReadOnlyList<Person> Persons(TeamState state) => [.. state.Standing.Persons];

    private static async Task<CompanyProfile> ProfileAsync(Session session, CancellationToken cancel) =>
        (await session.ReadMasterDataAsync(cancel)).Value.Profile;
}
