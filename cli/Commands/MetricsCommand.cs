using System.CommandLine;
using Bookseal.Cli.Options;
using Bookseal.Cli.Output;
using Bookseal.Cli.Sessions;
using Bookseal.Closing.Metrics;
using Bookseal.Closing.Refusals;
using Bookseal.Storage.Company;

namespace Bookseal.Cli.Commands;

/// <summary><c>bookseal metrics DIR [--periods 12]</c>: how well the company closes, with targets and trends.</summary>
internal static class MetricsCommand
{
    private static readonly Option<int> Periods = new("--periods")
    {
        Description = "Of how many months, the last that have ended",
        DefaultValueFactory = _ => 12,
    };

    public static Command Create()
    {
        var directory = CommonOptions.Directory();
        var command = new Command("metrics", "How well the company closes: five numbers, their targets and trends")
        {
            directory,
            Periods,
        };
        Periods.Validators.Add(result =>
        {
            if (result.GetValueOrDefault<int>() is < 1 or > Limits.MetricPeriods)
                result.AddError($"--periods takes 1 to {Limits.MetricPeriods}");
        });
        command.SetAction(
            (parse, cancel) =>
                InSession.RunAsync(
                    parse,
                    parse.GetValue(directory),
                    (session, terminal, master) =>
                        ShowAsync(session, terminal, master, parse.GetValue(Periods), cancel),
                    cancel
                )
        );
        return command;
    }

    private static async Task<int> ShowAsync(
        Session session,
        Terminal terminal,
        MasterData master,
        int periods,
        CancellationToken cancel
    )
    {
        var measured = await new MetricsReader(session.Services.Workspace).ReadAsync(master.Profile, periods, cancel);
        if (!measured.TryGet(out var metrics, out var fault))
            return terminal.Fail(fault);
        if (terminal.IsJson)
            Terminal.WriteJson(metrics.ToJson());
        else
            MetricsView.Write(terminal.Out, metrics, master.Profile);
        return ExitCode.Success;
    }
}
