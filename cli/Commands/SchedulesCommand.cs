using System.CommandLine;
using Bookseal.Books.Company;
using Bookseal.Books.Ledger;
using Bookseal.Books.Runs;
using Bookseal.Books.Schedules;
using Bookseal.Books.Statements;
using Bookseal.Books.Values;
using Bookseal.Cli.Options;
using Bookseal.Cli.Output;
using Bookseal.Cli.Sessions;
using Bookseal.Closing.Refusals;
using Bookseal.Storage.Company;

namespace Bookseal.Cli.Commands;

/// <summary>
/// <c>bookseal schedules DIR [--period 2026-01] [--csv | --xlsx FILE]</c>: what assets and prepaids want in a month;
/// <c>bookseal schedules post DIR --period 2026-01</c>: posts what is due of it.
/// </summary>
internal static class SchedulesCommand
{
    private static readonly Option<string?> Period = new("--period")
    {
        Description = "The month, YYYY-MM; default: the first that is not closed",
    };

    private static readonly Option<bool> Csv = new("--csv") { Description = "Print CSV" };

    private static readonly Option<string?> Workbook = new("--xlsx")
    {
        Description = "Write it into this file as a workbook",
    };

    public static Command Create()
    {
        var directory = CommonOptions.Directory();
        var command = new Command(
            "schedules",
            "Depreciation and prepaid expenses of a month, and what is posted of them"
        )
        {
            directory,
            Period,
            Csv,
            Workbook,
            Post(),
        };
        command.SetAction(
            (parse, cancel) =>
                InSession.RunAsync(
                    parse,
                    parse.GetValue(directory),
                    (session, terminal, master) => ShowAsync(parse, session, terminal, master, cancel),
                    cancel
                )
        );
        return command;
    }

    private static Command Post()
    {
        var directory = CommonOptions.Directory();
        var command = new Command("post", "Post what is due in a month (preparer); during its close under its lock")
        {
            directory,
            CommonOptions.Period,
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

    private static async Task<int> ShowAsync(
        ParseResult parse,
        Session session,
        Terminal terminal,
        MasterData master,
        CancellationToken cancel
    )
    {
        var period = await session.Services.Runs.FirstOpenAsync(master.Profile.FirstPeriod, cancel);
        if (parse.GetValue(Period) is { } text && !PeriodCode.Parse(text).TryGet(out period, out var malformed))
            return terminal.Fail(malformed, ExitCode.Usage);
        if (
            !(await session.Services.Schedules.ReadAsync(period, master, cancel)).TryGet(
                out var statement,
                out var fault
            )
        )
            return terminal.Fail(fault);
        if (parse.GetValue(Workbook) is { } path)
        {
            var title = $"{master.Profile.Name} - schedules {period}";
            fault = await WorkbookOutput.WriteAsync(
                path,
                title,
                "schedules",
                DecimalTable.Of(ScheduleFormat.ToTable(statement))
            );
            return fault is null ? ExitCode.Success : terminal.Fail(fault);
        }

        if (parse.GetValue(Csv))
            await Console
                .OpenStandardOutput()
                .WriteAsync(DecimalTable.Of(ScheduleFormat.ToTable(statement)).ToCsv(), cancel);
        else if (terminal.IsJson)
            Terminal.WriteJson(ScheduleFormat.ToJson(statement));
        else
            ScheduleTable.Write(terminal.Out, statement);
        return ExitCode.Success;
    }

    private static async Task<int> PostAsync(
        ParseResult parse,
        Session session,
        Terminal terminal,
        MasterData master,
        CancellationToken cancel
    )
    {
        if (!CommonOptions.PeriodOf(parse).TryGet(out var period, out var fault))
            return terminal.Fail(fault, ExitCode.Usage);
        if (!Session.FindPerson(parse, master.Profile, Acts.Post.Role).TryGet(out var person, out fault))
            return terminal.Fail(fault);
        if (person.Role < Acts.Post.Role)
            return terminal.Fail(
                new Fault(Refusal.AuthorityDenied, $"{person.Id} is {person.Role.Text()}; posting needs preparer")
            );
        var run = (await session.Services.Runs.LoadAsync(period, cancel)).Run;
        if (run.IsActive)
            master = await session.Services.Workspace.ReadMasterDataAsync(run, cancel);
        var entries = new List<Entry>();
        foreach (var kind in ScheduleKinds.All)
        {
            var actor = Actor.Of(person, isUnattended: false);
            var posted = await session.Services.Schedules.PostAsync(period, kind, actor, master, cancel);
            if (!posted.TryGet(out var posting, out fault))
                return terminal.Fail(fault);
            entries.AddRange(posting.Entries);
        }

        if (terminal.IsJson)
            Terminal.WriteJson(ScheduleFormat.ToJson(period, entries));
        else
            ScheduleTable.Write(terminal.Out, period, entries);
        return ExitCode.Success;
    }
}
