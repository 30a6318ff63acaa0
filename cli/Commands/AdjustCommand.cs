using System.CommandLine;
using Bookseal.Books.Adjustments;
using Bookseal.Books.Company;
using Bookseal.Books.Values;
using Bookseal.Cli.Options;
using Bookseal.Cli.Output;
using Bookseal.Cli.Sessions;
using Bookseal.Closing.Refusals;
using Bookseal.Closing.Views;
using Bookseal.Storage.Company;

namespace Bookseal.Cli.Commands;

/// <summary>
/// <c>bookseal adjust DIR --period 2026-01 --type accrual --debit 6100 --credit 2100 --amount 500.00 --text T</c>: one
/// adjustment of a month, once.
/// </summary>
internal static class AdjustCommand
{
    private static readonly Option<string> Type = new("--type")
    {
        Description = "accrual (not billed yet), deferral (belongs to a later month) or reclass (another account)",
        Required = true,
    };

    private static readonly Option<string> Debit = new("--debit") { Description = "Account", Required = true };
    private static readonly Option<string> Credit = new("--credit") { Description = "Account", Required = true };
    private static readonly Option<string> Amount = new("--amount") { Description = "As 500.00", Required = true };
    private static readonly Option<string?> Unit = new("--currency") { Description = "Default: the books' own" };
    private static readonly Option<string> Text = new("--text") { Description = "What it is for", Required = true };
    private static readonly Option<string?> Date = new("--date") { Description = "Default: the month's last day" };
    private static readonly Option<string?> Job = new("--job") { Description = "The job that it belongs to" };

    private static readonly Option<bool?> AutoReverse = new("--auto-reverse")
    {
        Description = "Whether it is reversed on the first day of the next month. Default: accruals are",
    };

    private static readonly Option<string?> Key = new("--key")
    {
        Description = "Idempotency key. Default: what is said here, so that the same said twice is posted once",
    };

    public static Command Create()
    {
        var directory = CommonOptions.Directory();
        var command = new Command("adjust", "Post an accrual, a deferral or a reclass")
        {
            directory,
            CommonOptions.Period,
            Type,
            Debit,
            Credit,
            Amount,
            Unit,
            Text,
            Date,
            Job,
            AutoReverse,
            Key,
        };
        command.SetAction(
            (parse, cancel) =>
                InSession.RunAsync(
                    parse,
                    parse.GetValue(directory),
                    (session, terminal, master) => PostAsync(parse, session, terminal, master, cancel),
                    cancel
                )
        );
        return command;
    }

    private static async Task<int> PostAsync(
        ParseResult parse,
        Session session,
        Terminal terminal,
        MasterData now,
        CancellationToken cancel
    )
    {
        if (!CommonOptions.PeriodOf(parse).TryGet(out var period, out var fault))
            return terminal.Fail(fault, ExitCode.Usage);
        // During a close its own chart and team count.
        var run = (await session.Services.Runs.LoadAsync(period, cancel)).Run;
        var master = run.IsActive ? await session.Services.Workspace.ReadMasterDataAsync(run, cancel) : now;
        if (!Read(parse, period, master.Profile).TryGet(out var adjustment, out fault))
            return terminal.Fail(fault, ExitCode.Usage);
        if (!Session.FindActor(parse, master.Profile.Team, Acts.Post.Role).TryGet(out var actor, out fault))
            return terminal.Fail(fault);
        terminal.SayWho(actor);
        var posted = await session.Services.Adjustments.PostAsync(period, adjustment, actor, master, cancel);
        if (!posted.TryGet(out var done, out fault))
            return terminal.Fail(fault);
        if (terminal.IsJson)
            Terminal.WriteJson(AdjustmentJson.Of(adjustment, done));
        else
            terminal.Out.WriteLine(AdjustmentView.Describe(adjustment, done));
        return ExitCode.Success;
    }

    private static Result<Adjustment> Read(ParseResult parse, PeriodCode period, CompanyProfile profile)
    {
        var currency = profile.BaseCurrency;
        if (parse.GetValue(Unit) is { } unit && !Currency.Parse(unit).TryGet(out currency, out var fault))
            return fault;
        if (!AdjustmentTypes.Parse(parse.GetValue(Type)!).TryGet(out var type, out fault))
            return fault;
        if (!AccountCode.Parse(parse.GetValue(Debit)!).TryGet(out var debit, out fault))
            return fault;
        if (!AccountCode.Parse(parse.GetValue(Credit)!).TryGet(out var credit, out fault))
            return fault;
        if (!Money.Parse(parse.GetValue(Amount)!, currency).TryGet(out var amount, out fault))
            return fault;
        var date = profile.Calendar.LastDayOf(period);
        if (parse.GetValue(Date) is { } day && !Dates.Parse(day).TryGet(out date, out fault))
            return fault;
        return new Adjustment(type, debit, credit, amount, date, parse.GetValue(Text)!.Trim())
        {
            AutoReverse = parse.GetValue(AutoReverse),
            Job = parse.GetValue(Job),
            Key = parse.GetValue(Key),
        };
    }
}
