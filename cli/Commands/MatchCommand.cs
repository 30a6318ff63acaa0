using System.CommandLine;
using Bookseal.Books.Banking;
using Bookseal.Books.Company;
using Bookseal.Books.Runs;
using Bookseal.Books.Values;
using Bookseal.Cli.Options;
using Bookseal.Cli.Output;
using Bookseal.Cli.Sessions;
using Bookseal.Closing.Refusals;
using Bookseal.Storage.Company;

namespace Bookseal.Cli.Commands;

/// <summary>
/// <c>bookseal match DIR [--accept ID...] [--all] [--undo ID...] [--items REF... --transactions REF...]</c>: what could
/// belong together, and what a person says about it.
/// </summary>
internal static class MatchCommand
{
    private static readonly Option<string?> Period = new("--period")
    {
        Description = "The month, YYYY-MM; default: the first that is not closed",
    };

    private static readonly Option<string[]> Accept = Many("--accept", "Accept these proposals, by their ids");

    private static readonly Option<bool> All = new("--all") { Description = "Accept all proposals" };

    private static readonly Option<string[]> Undo = Many("--undo", "Take these matches back, by their ids");

    private static readonly Option<string[]> Items = Many(
        "--items",
        "Match these book items by hand, by reference or id, with --transactions"
    );

    private static readonly Option<string[]> Transactions = Many(
        "--transactions",
        "Match these bank transactions by hand, by reference or id, with --items"
    );

    private static readonly Option<bool> BankError = new("--bank-error")
    {
        Description = "What the transactions are over the items is the bank's error, until it corrects it",
    };

    public static Command Create()
    {
        var directory = CommonOptions.Directory();
        var command = new Command("match", "List what bank transactions may be in the books, and decide it")
        {
            directory,
            Period,
            Accept,
            All,
            Undo,
            Items,
            Transactions,
            BankError,
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
        PeriodCode? period = null;
        if (parse.GetValue(Period) is { } text)
        {
            if (!PeriodCode.Parse(text).TryGet(out var named, out var malformed))
                return terminal.Fail(malformed, ExitCode.Usage);
            period = named;
        }

        var request = new MatchRequest(
            parse.GetValue(Accept) ?? [],
            parse.GetValue(All),
            parse.GetValue(Undo) ?? [],
            HandMatchOf(parse)
        );
        if (request is { Accept.Count: 0, AcceptsAll: false, Undo.Count: 0, ByHand: null })
        {
            if (
                !(await session.Services.Matches.ReadAsync(period, master, cancel)).TryGet(out var view, out var unread)
            )
                return terminal.Fail(unread);
            MatchOutput.Write(terminal, view);
            return ExitCode.Success;
        }

        if (!Session.FindPerson(parse, master.Profile, Role.Preparer).TryGet(out var person, out var fault))
            return terminal.Fail(fault);
        if (person.Role < Role.Preparer)
            return terminal.Fail(
                new Fault(Refusal.AuthorityDenied, $"{person.Id} is {person.Role.Text()}; matching needs preparer")
            );
        var decided = await session.Services.Matches.DecideAsync(
            period,
            request,
            Actor.Of(person, isUnattended: false),
            master,
            cancel
        );
        if (!decided.TryGet(out var outcome, out fault))
            return terminal.Fail(fault);
        MatchOutput.Write(terminal, outcome);
        return ExitCode.Success;
    }

    private static HandMatch? HandMatchOf(ParseResult parse)
    {
        var (items, transactions) = (parse.GetValue(Items) ?? [], parse.GetValue(Transactions) ?? []);
        return items.Length + transactions.Length > 0 || parse.GetValue(BankError)
            ? new(items, transactions, parse.GetValue(BankError))
            : null;
    }

    private static Option<string[]> Many(string name, string description) =>
        new(name) { Description = description, AllowMultipleArgumentsPerToken = true };
}
