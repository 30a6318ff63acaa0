using System.CommandLine;
using Bookseal.Books.Company;
using Bookseal.Books.Subledgers;
using Bookseal.Books.Values;
using Bookseal.Cli.Options;
using Bookseal.Cli.Output;
using Bookseal.Cli.Sessions;
using Bookseal.Closing.Refusals;

namespace Bookseal.Cli.Commands;

/// <summary>
/// <c>bookseal apply RCPT-7 --to INV-3 --subledger AR --entity Birch --date 2026-02-28</c>: settles an open item with
/// another, without an entry.
/// </summary>
internal static class ApplyCommand
{
    private static readonly Argument<string> From = new("reference") { Description = "The receipt or credit" };
    private static readonly Argument<string?> Directory = CommonOptions.Directory();
    private static readonly Option<string> To = new("--to")
    {
        Description = "The bill that it settles",
        Required = true,
    };
    private static readonly Option<string> Subledger = new("--subledger") { Description = "AR, say", Required = true };
    private static readonly Option<string> Entity = new("--entity") { Description = "Whose both are", Required = true };
    private static readonly Option<string> Date = new("--date")
    {
        Description = "The day from which it counts, YYYY-MM-DD",
        Required = true,
    };
    private static readonly Option<string> Amount = new("--amount") { Description = "Default: as much as fits" };
    private static readonly Option<string> Unit = new("--currency") { Description = "Default: the base currency" };

    public static Command Create()
    {
        var command = new Command("apply", "Settle an open item with another, without an entry")
        {
            From,
            Directory,
            To,
            Subledger,
            Entity,
            Date,
            Amount,
            Unit,
        };
        command.SetAction(
            (parse, cancel) =>
                InSession.RunAsync(
                    parse,
                    parse.GetValue(Directory),
                    async (session, terminal, master) =>
                    {
                        if (!Read(parse, master.Profile).TryGet(out var application, out var fault))
                            return terminal.Fail(fault, ExitCode.Usage);
                        if (!Session.FindPerson(parse, master.Profile, Role.Preparer).TryGet(out var person, out fault))
                            return terminal.Fail(fault);
                        var applied = await session.Services.Applications.ApplyAsync(
                            application,
                            Actor.Of(person, isUnattended: false),
                            master,
                            cancel
                        );
                        if (!applied.TryGet(out var item, out fault))
                            return terminal.Fail(fault);
                        if (terminal.IsJson)
                            Terminal.WriteJson(JsonText.ParseObject(item.Encode()).Value);
                        else
                            terminal.Out.WriteLine(
                                $"Applied {Money.Display(item.AmountMinor, item.Currency)} {item.Currency} of "
                                    + $"{item.Reference} to {item.AppliesTo}."
                            );
                        return ExitCode.Success;
                    },
                    cancel
                )
        );
        return command;
    }

    private static Result<Application> Read(ParseResult parse, CompanyProfile profile)
    {
        if (!SubledgerName.Parse(parse.GetValue(Subledger)!).TryGet(out var subledger, out var fault))
            return fault;
        if (!Dates.Parse(parse.GetValue(Date)!).TryGet(out var date, out fault))
            return fault;
        var currency = profile.BaseCurrency;
        if (parse.GetValue(Unit) is { } unit && !Currency.Parse(unit).TryGet(out currency, out fault))
            return fault;
        long? amount = null;
        if (parse.GetValue(Amount) is { } text)
        {
            if (!Money.Parse(text, currency).TryGet(out var money, out fault))
                return fault;
            amount = money.AmountMinor;
        }

        return new Application(
            subledger,
            parse.GetValue(Entity)!,
            parse.GetValue(From)!,
            parse.GetValue(To)!,
            currency,
            amount,
            date
        );
    }
}
