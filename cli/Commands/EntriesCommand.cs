using System.CommandLine;
using Bookseal.Books.Ledger;
using Bookseal.Books.Values;
using Bookseal.Cli.Options;
using Bookseal.Cli.Output;
using Bookseal.Cli.Sessions;
using Bookseal.Closing.Entries;
using Bookseal.Closing.Refusals;
using Bookseal.Closing.Views;
using Bookseal.Storage.Company;

namespace Bookseal.Cli.Commands;

/// <summary>
/// <c>bookseal entries DIR [--period P] [--account A] ...</c>: search of the journals; with <c>--ledger</c> the ledger
/// of an account.
/// </summary>
internal static class EntriesCommand
{
    private static readonly Option<bool> Ledger = new("--ledger")
    {
        Description = "With --account: its ledger, with contra accounts and running balance",
    };

    public static Command Create()
    {
        var directory = CommonOptions.Directory();
        var command = new Command("entries", "Search the journals, or show the ledger of an account")
        {
            directory,
            Ledger,
        };
        foreach (var option in EntryFilterOptions.All)
            command.Options.Add(option);
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
        if (!EntryFilterOptions.Read(parse).TryGet(out var filter, out var fault))
            return terminal.Fail(fault, ExitCode.Usage);
        PeriodCode? period = null;
        if (parse.GetValue(EntryFilterOptions.Period) is { } text)
        {
            if (!PeriodCode.Parse(text).TryGet(out var named, out fault))
                return terminal.Fail(fault, ExitCode.Usage);
            period = named;
        }

        var asked = new Asked(filter, period, parse.GetValue(EntryFilterOptions.Limit));
        if (!parse.GetValue(Ledger))
            return await SearchAsync(asked, session, terminal, master, cancel);
        return EntryFilterOptions.RefuseForLedger(parse) is { } refused
            ? terminal.Fail(refused, ExitCode.Usage)
            : await LedgerAsync(asked, session, terminal, master, cancel);
    }

    private static async Task<int> SearchAsync(
        Asked asked,
        Session session,
        Terminal terminal,
        MasterData master,
        CancellationToken cancel
    )
    {
        var (workspace, calendar) = (session.Services.Workspace, master.Profile.Calendar);
        if (asked.Filter.Account is { } account && master.Chart.Find(account) is null)
            return terminal.Fail(new Fault("ACCOUNT_UNKNOWN", $"account {account} is not in the chart"));
        var all = await workspace.Journals.PeriodsAsync(workspace.Tenant, cancel);
        var wanted = LedgerReader
            .Between(all, asked.Period ?? master.Profile.FirstPeriod, asked.Period, calendar)
            .Where(period => !(calendar.LastDayOf(period) < asked.Filter.From))
            .Where(period => !(calendar.FirstDayOf(period) > asked.Filter.To));
        var found = await new JournalSearch(workspace, session.Services.Runs).FindAsync(
            asked.Filter,
            [.. wanted],
            asked.Limit,
            cancel
        );
        if (terminal.IsJson)
            Terminal.WriteJson(EntriesJson.Of(found));
        else
            EntriesView.Write(Console.Out, found, master);
        return ExitCode.Success;
    }

    private static async Task<int> LedgerAsync(
        Asked asked,
        Session session,
        Terminal terminal,
        MasterData master,
        CancellationToken cancel
    )
    {
        var (calendar, filter) = (master.Profile.Calendar, asked.Filter);
        var first = asked.Period ?? (filter.From is { } day ? PeriodCode.Of(day) : master.Profile.FirstPeriod);
        var ledger = new AccountLedger(
            filter.Account!.Value,
            filter.From ?? calendar.FirstDayOf(first),
            filter.To ?? (asked.Period is { } month ? calendar.LastDayOf(month) : DateOnly.MaxValue),
            asked.Limit
        );
        var services = session.Services;
        var reader = new LedgerReader(services.Workspace, services.Reader, new(services.Workspace, services.Runs));
        if (!(await reader.ReadAsync(ledger, first, asked.Period, master, cancel)).TryGet(out var read, out var fault))
            return terminal.Fail(fault);
        if (terminal.IsJson)
            Terminal.WriteJson(LedgerView.ToJson(read.Ledger, read.Closed));
        else
            LedgerView.Write(Console.Out, terminal.Out.Profile.Width, read.Ledger, read.Closed, master);
        return ExitCode.Success;
    }

    private sealed record Asked(EntryFilter Filter, PeriodCode? Period, int Limit);
}
