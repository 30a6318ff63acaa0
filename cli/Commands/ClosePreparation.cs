using Bookseal.Books.Costs;
using Bookseal.Books.Runs;
using Bookseal.Books.Values;
using Bookseal.Cli.Output;
using Bookseal.Cli.Sessions;
using Bookseal.Closing.Driving;
using Bookseal.Closing.Refusals;
using Bookseal.Storage.Company;

namespace Bookseal.Cli.Commands;

/// <summary>What <c>bookseal close</c> does before a run begins.</summary>
internal static class ClosePreparation
{
    /// <summary>Ends a cancel that died, and looks for what would block; the exit code where that is all.</summary>
    public static async Task<int?> RunAsync(
        Session session,
        Terminal terminal,
        CloseRun before,
        MasterData master,
        bool isUnattended,
        CancellationToken cancel
    )
    {
        if (before.IsHalfCancelled) // by a cancel that died; it is finished first
        {
            var released = await session.Services.Host.DriveAsync(
                before.Period,
                new NobodyAtTheDesk(),
                new CloseView(terminal.Progress),
                cancel
            );
            if (!released.IsOk)
                return terminal.Fail(released.Fault);
        }

        if (
            before.Status is RunStatus.None or RunStatus.Cancelled or RunStatus.Decertified
            && await CheckHealthAsync(session, terminal, before.Period, master, isUnattended, cancel) is { } unhealthy
        )
            return unhealthy;
        return null;
    }

    /// <summary>Null when nothing blocks; the exit code otherwise. Nothing has been changed then.</summary>
    private static async Task<int?> CheckHealthAsync(
        Session session,
        Terminal terminal,
        PeriodCode period,
        MasterData master,
        bool isUnattended,
        CancellationToken cancel
    )
    {
        if (!(await session.Services.Health.CheckAsync(period, master, cancel)).TryGet(out var report, out var fault))
            return terminal.Fail(fault);
        if (report.CanProceed)
            return null;
        if (report.CanBegin && !isUnattended)
        {
            if (report.Accruable.Count > 0)
                terminal.Warn(
                    new Fault(
                        CostCode.NotFinalized,
                        "preliminary costs block the close until an entry accrues them (post it, then 'bookseal costs "
                            + "accrued'); what becomes final counts in a new close ('bookseal cancel', then import)"
                    )
                );
            if (report.Waivable.Count == 0)
                return null;
            terminal.Warn(
                new Fault(
                    "DIFFERENCE_WAIVABLE",
                    $"{report.Waivable.Count} difference(s) below materiality block the close until entries mend them "
                        + "or an approver waives them ('bookseal waive'); what a subledger's file lacks counts in a "
                        + "new close ('bookseal cancel')"
                )
            );
            return null;
        }

        HealthView.Write(terminal.Progress, report);
        var notReady = new Fault(
            "NOT_READY",
            $"{report.Blocking.Count()} blocking exception(s); mend them and close again. Nothing was started."
        );
        return terminal.Fail(
            terminal.IsJson
                ?
                [
                    notReady,
                    .. report.Blocking.Select(exception => new Fault(exception.Category, exception.Description)),
                ]
                : [notReady],
            ExitCode.NotReady
        );
    }
}
