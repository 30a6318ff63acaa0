using System.CommandLine;
using Bookseal.Books.Jobs;
using Bookseal.Books.Statements;
using Bookseal.Books.Values;
using Bookseal.Cli.Options;
using Bookseal.Cli.Output;
using Bookseal.Cli.Sessions;
using Bookseal.Closing.Refusals;
using Bookseal.Storage.Company;

namespace Bookseal.Cli.Commands;

/// <summary>
/// <c>bookseal jobs DIR [--period 2026-01] [--csv | --xlsx FILE]</c>: what the jobs of a month earned and
/// cost, and the cost of sales that names none.
/// </summary>
internal static class JobsCommand
{
    private static readonly Option<string?> Period = new("--period")
    {
        Description = "The month, YYYY-MM; default: the first that is not closed",
    };

    private static readonly Option<bool> Csv = new("--csv") { Description = "Print the table of jobs as CSV" };

    private static readonly Option<string?> Workbook = new("--xlsx")
    {
        Description = "Write it into this file as a workbook",
    };

    public static Command Create()
    {
        var directory = CommonOptions.Directory();
        var command = new Command("jobs", "Revenue, cost and margin by job, and cost of sales that names no job")
        {
            directory,
            Period,
            Csv,
            Workbook,
            JobsTagCommand.Create(),
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

    private static async Task<int> ShowAsync(
        ParseResult parse,
        Session session,
        Terminal terminal,
        MasterData now,
        CancellationToken cancel
    )
    {
        var period = await session.Services.Runs.FirstOpenAsync(now.Profile.FirstPeriod, cancel);
        if (parse.GetValue(Period) is { } text && !PeriodCode.Parse(text).TryGet(out period, out var malformed))
            return terminal.Fail(malformed, ExitCode.Usage);
        // During a close its own chart counts.
        var run = (await session.Services.Runs.LoadAsync(period, cancel)).Run;
        var master = run.IsActive ? await session.Services.Workspace.ReadMasterDataAsync(run, cancel) : now;
        if (
            !(await session.Services.Jobs.Reader.ReadAsync(period, master, cancel)).TryGet(
                out var report,
                out var fault
            )
        )
            return terminal.Fail(fault);
        if (parse.GetValue(Workbook) is { } path)
        {
            var title = $"{master.Profile.Name} - jobs {period}";
            fault = await WorkbookOutput.WriteAsync(path, title, "jobs", DecimalTable.Of(JobFormat.ToTable(report)));
            return fault is null ? ExitCode.Success : terminal.Fail(fault);
        }

        if (parse.GetValue(Csv))
            await Console.OpenStandardOutput().WriteAsync(DecimalTable.Of(JobFormat.ToTable(report)).ToCsv(), cancel);
        else if (terminal.IsJson)
            Terminal.WriteJson(JobFormat.ToJson(report));
        else
            JobTable.Write(terminal.Out, report);
        return ExitCode.Success;
    }
}
