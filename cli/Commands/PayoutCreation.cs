using System.CommandLine;
using Bookseal.Books.Company;
using Bookseal.Books.Payouts;
using Bookseal.Books.Values;
using Bookseal.Cli.Options;
using Bookseal.Cli.Output;
using Bookseal.Cli.Sessions;
using Bookseal.Closing.Refusals;
using Bookseal.Storage.Company;

namespace Bookseal.Cli.Commands;

/// <summary><c>bookseal payout create DIR --to NAME --account A --amount 100.00 --reference R</c>.</summary>
internal static class PayoutCreation
{
    private static readonly Option<string> To = new("--to") { Description = "Who is paid", Required = true };
    private static readonly Option<string> Account = new("--account") { Description = "IBAN or id", Required = true };
    private static readonly Option<string> Amount = new("--amount") { Description = "As 500.00", Required = true };
    private static readonly Option<string?> Unit = new("--currency") { Description = "Default: the books' own" };
    private static readonly Option<string> Reference = new("--reference") { Description = "What for", Required = true };
    private static readonly Option<string?> Id = new("--id")
    {
        Description = "Its id. Default: of what is said here, so that the same said twice is one payout",
    };

    public static Command Create()
    {
        var directory = CommonOptions.Directory();
        var command = new Command("create", "Create a payout, for others to approve")
        {
            directory,
            To,
            Account,
            Amount,
            Unit,
            Reference,
            Id,
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
        if (!Read(parse, master.Profile).TryGet(out var terms, out var fault))
            return terminal.Fail(fault, ExitCode.Usage);
        var named = parse.GetValue(Id) is { } text ? PayoutId.Parse(text) : PayoutId.Of(session.Tenant, terms);
        if (!named.TryGet(out var id, out fault))
            return terminal.Fail(fault, ExitCode.Usage);
        if (!(await PayoutCommand.SettingsAsync(session, cancel)).TryGet(out var settings, out fault))
            return terminal.Fail(fault, ExitCode.BadInput);
        if (!settings.TierOf(terms.Amount).TryGet(out var tier, out fault))
            return terminal.Fail(fault);
        if (!Session.FindActor(parse, master.Profile.Team, Acts.CreatePayout.Role).TryGet(out var actor, out fault))
            return terminal.Fail(fault);
        terminal.SayWho(actor);
        var create = new CreatePayout(id, actor, terms, tier);
        if (!(await session.Services.Payouts.ExecuteAsync(create, cancel)).TryGet(out var payout, out fault))
            return terminal.Fail(fault);
        PayoutView.Write(terminal, payout);
        return ExitCode.Success;
    }

    private static Result<PayoutTerms> Read(ParseResult parse, CompanyProfile profile)
    {
        var currency = profile.BaseCurrency;
        if (parse.GetValue(Unit) is { } unit && !Currency.Parse(unit).TryGet(out currency, out var fault))
            return fault;
        return Money
            .Parse(parse.GetValue(Amount)!, currency)
            .Then(amount =>
                PayoutTerms.Of(parse.GetValue(To)!, parse.GetValue(Account)!, amount, parse.GetValue(Reference)!)
            );
    }
}
