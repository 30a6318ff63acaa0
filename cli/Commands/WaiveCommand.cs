using System.CommandLine;
using System.Globalization;
using Bookseal.Books.Company;
using Bookseal.Books.Values;
using Bookseal.Cli.Options;
using Bookseal.Cli.Output;
using Bookseal.Cli.Sessions;
using Bookseal.Closing.Refusals;

namespace Bookseal.Cli.Commands;

/// <summary>
/// <c>bookseal waive SUBLEDGER DIR --period 2026-01 --reason TEXT</c>: lets a difference below materiality stand in a
/// close; <c>--resolve</c> says in the next one what became of it.
/// </summary>
internal static class WaiveCommand
{
    private static readonly Argument<string> Name = new("subledger") { Description = "The subledger that differs" };
    private static readonly Option<string?> Unit = new("--currency") { Description = "Default: the books' own" };

    private static readonly Option<string> Reason = new("--reason")
    {
        Description = "Why it may stand, or what became of it; it is in the certificate",
        Required = true,
    };

    private static readonly Option<bool> Resolve = new("--resolve")
    {
        Description = "Say what became of a difference that was waived in the close before (reviewer, another person)",
    };

    public static Command Create()
    {
        var directory = CommonOptions.Directory();
        var command = new Command("waive", "Let a subledger's difference below materiality stand (approver)")
        {
            Name,
            directory,
            CommonOptions.Period,
            Unit,
            Reason,
            Resolve,
        };
        command.SetAction(
            (parse, cancel) =>
                InPeriod.RunAsync(
                    parse,
                    parse.GetValue(directory),
                    parse.GetValue(Resolve) ? Acts.ResolveWaiver.Role : Acts.Waive.Role,
                    (session, terminal, period, actor) => WaiveAsync(parse, session, terminal, (period, actor), cancel),
                    cancel,
                    isOfRun: true
                )
        );
        return command;
    }

    private static async Task<int> WaiveAsync(
        ParseResult parse,
        Session session,
        Terminal terminal,
        (PeriodCode Period, Actor Actor) by,
        CancellationToken cancel
    )
    {
        if (!(await session.ReadMasterDataAsync(cancel)).TryGet(out var master, out var fault))
            return terminal.Fail(fault);
        if (!SubledgerName.Parse(parse.GetValue(Name)!).TryGet(out var subledger, out fault))
            return terminal.Fail(fault, ExitCode.Usage);
        var unit = master.Profile.BaseCurrency;
        if (parse.GetValue(Unit) is { } text && !Currency.Parse(text).TryGet(out unit, out fault))
            return terminal.Fail(fault, ExitCode.Usage);
        var (desk, reason) = (session.Services.Waivers, parse.GetValue(Reason)!);
        var done = parse.GetValue(Resolve)
            ? (await desk.ResolveAsync(by.Period, by.Actor, subledger, unit, reason, cancel)).Map(waiver =>
                waiver.AmountMinor
            )
            : (await desk.WaiveAsync(by.Period, by.Actor, subledger, unit, reason, cancel)).Map(waived =>
                waived.AmountMinor
            );
        if (!done.TryGet(out var amountMinor, out fault))
            return terminal.Fail(fault);
        Tell(terminal, parse.GetValue(Resolve), by.Actor, (subledger, unit, amountMinor));
        return ExitCode.Success;
    }

    private static void Tell(
        Terminal terminal,
        bool isResolved,
        Actor actor,
        (SubledgerName Subledger, Currency Unit, Int128 AmountMinor) difference
    )
    {
        var (subledger, unit, amountMinor) = difference;
        if (terminal.IsJson)
            Terminal.WriteJson(
                JsonObject.Of(
                    ("amount_minor", amountMinor.ToString(CultureInfo.InvariantCulture)),
                    ("by", actor.Id.ToString()),
                    ("currency", unit.ToString()),
                    ("resolved", isResolved),
                    ("subledger", subledger.ToString())
                )
            );
        else
            terminal.Out.WriteLine(
                isResolved
                    ? $"What became of {Money.Display(amountMinor, unit)} {unit} of {subledger} is said; "
                        + "'bookseal close' goes on."
                    : $"{subledger} may differ by {Money.Display(amountMinor, unit)} {unit} in this close; "
                        + "'bookseal close' goes on, and the next one asks what became of it."
            );
    }
}
