using System.CommandLine;
using Bookseal.Books.Calendars;
using Bookseal.Books.Company;
using Bookseal.Books.Ledger;
using Bookseal.Books.Proof;
using Bookseal.Books.Proof.Verification;
using Bookseal.Books.Runs;
using Bookseal.Books.Values;
using Bookseal.Cli.Assignees;
using Bookseal.Cli.Options;
using Bookseal.Cli.Output;
using Bookseal.Cli.Sessions;
using Bookseal.Closing.Driving;
using Bookseal.Closing.Refusals;
using Bookseal.Closing.Views;
using Bookseal.Storage.Company;
using Bookseal.Storage.Proofs;

namespace Bookseal.Cli.Commands;

/// <summary>
/// <c>bookseal close DIR --period 2026-01</c>: import, health check, the guided close, the sealed proof, its
/// verification.
/// </summary>
internal static class CloseCommand
{
    private static readonly Option<string> Deadline = new("--deadline")
    {
        Description =
            "The day by whose end the close has to be certified (2026-02-10); when it begins. Default: the seventh "
            + "business day",
    };

    private static readonly Option<string> Priority = new("--priority")
    {
        Description = "normal or urgent; when it begins",
    };

    public static Command Create()
    {
        var directory = CommonOptions.Directory();
        var yes = new Option<bool>("--yes")
        {
            Description = "Do people's tasks unattended; every sign-off and the certificate say so",
        };
        var command = new Command("close", "Close a month and seal its proof")
        {
            directory,
            CommonOptions.Period,
            yes,
            CloseWaiting.Wait,
            Deadline,
            Priority,
        };
        LedgerOptions.AddTo(command);
        command.SetAction((parse, cancel) => RunAsync(parse, parse.GetValue(directory), parse.GetValue(yes), cancel));
        return command;
    }

    private static async Task<int> RunAsync(
        ParseResult parse,
        string? directory,
        bool isUnattended,
        CancellationToken cancel
    )
    {
        var terminal = new Terminal(parse.GetValue(CommonOptions.Json));
        if (!CommonOptions.PeriodOf(parse).TryGet(out var period, out var fault))
            return terminal.Fail(fault, ExitCode.Usage);
        if (!ReadWishes(parse).TryGet(out _, out fault))
            return terminal.Fail(fault, ExitCode.Usage);
        if (!Session.Open(parse, directory).TryGet(out var session, out fault))
            return terminal.Fail(fault, ExitCode.BadInput);
        using (session)
        {
            var (imported, faults) = await BooksImport.RunAsync(session, terminal, parse, cancel, isUnattended);
            if (faults.Count > 0)
                return terminal.Fail(faults, BooksImport.ExitCodeOf(faults));
            if (imported is { IsChange: true })
                terminal.Progress.WriteLine(
                    $"Imported {imported.EntriesAdded} entries and {imported.SubledgerItems} subledger "
                        + $"items of {imported.Tenant}"
                        + (imported.BankRows > 0 ? $", {imported.BankRows} bank rows" : "")
                        + (
                            imported.Changed.Count > 0
                                ? $"; {imported.Changed.Count} entries edited in their source"
                                : ""
                        )
                );
            ImportReport.WriteNotices(terminal.Progress, imported);
            if (!(await session.ReadMasterDataAsync(cancel)).TryGet(out var master, out fault))
                return terminal.Fail(fault);
            terminal.Warn(session.Data.Remember());
            terminal.Warn(await session.Services.Importer.FindUnfinishedAsync(cancel));
            return await CloseAsync(session, terminal, parse, period, master, isUnattended, cancel);
        }
    }

    private static async Task<int> CloseAsync(
        Session session,
        Terminal terminal,
        ParseResult parse,
        PeriodCode period,
        MasterData master,
        bool isUnattended,
        CancellationToken cancel
    )
    {
        var before = (await session.Services.Runs.LoadAsync(period, cancel)).Run;
        // A run under way goes on with the team that it has pinned.
        if (before.IsActive)
            master = await session.Services.Workspace.ReadMasterDataAsync(before, cancel);
        if (!Session.FindPerson(parse, master.Profile, Role.Preparer).TryGet(out var person, out var fault))
            return terminal.Fail(fault);
        if (await ClosePreparation.RunAsync(session, terminal, before, master, isUnattended, cancel) is { } ended)
            return ended;
        var unattended = new UnattendedAssignee(
            master.Profile,
            parse.GetValue(CommonOptions.As) is null ? null : person,
            session.Services.Duties,
            terminal.Progress
        );
        if (isUnattended && before.Certification is null && unattended.CertifierOf(before) is { } certifier)
        {
            // Nothing is asked on the way: a key that is locked or missing is told before anything starts.
            await session.Services.SigningKeys.OfAsync(certifier.Id, cancel);
            await session.Services.SigningKeys.LogAsync(cancel);
        }

        // The host does so too; here it is told.
        if (!(await session.Services.Reversals.PostDueAsync(period, master, cancel)).TryGet(out var due, out fault))
            return terminal.Fail(fault);
        if (due > 0)
            terminal.Progress.WriteLine(
                $"Reversed {due} accrual(s) of the month before, dated {Dates.Text(period.FirstDay)}"
            );
        var begun = await BeginAsync(session, parse, before, Actor.Of(person, isUnattended), cancel);
        if (!begun.IsOk)
            return terminal.Fail(begun.Fault);
        ITaskAssignee assignee = (isUnattended, Terminal.IsInteractive && !terminal.IsJson) switch
        {
            (true, _) => unattended,
            (false, true) => new TerminalAssignee(
                person,
                role => Session.FindActor(parse, master.Profile.Team, role) is { IsOk: false } none ? none.Fault : null,
                LockedUntil(master.Profile, period),
                session.Services.Duties,
                new TaskQuestions(
                    after => new TaskBoard(after, master.Profile, session.Services.Workspace.Clock.GetUtcNow()),
                    new AdjustmentQuestions(
                        master.Profile,
                        (adjustment, actor, token) =>
                            session.Services.Adjustments.PostAsync(period, adjustment, actor, master, token),
                        terminal.Progress
                    ),
                    (block, token) => session.Services.Tasks.DoAsync(period, block, token),
                    async (run, task, token) =>
                        (await TaskPapers.ReadAsync(session.Services.Workspace, run, task, token)).TryGet(
                            out var papers,
                            out var unread
                        )
                            ? papers.HelpLines
                            : [$"{unread.Code} {unread.Message}"],
                    terminal.Progress
                ),
                terminal.Progress
            ),
            (false, false) => new NobodyAtTheDesk(),
        };
        var driven = await CloseWaiting.DriveAsync(
            session,
            terminal,
            begun.Value,
            master,
            assignee,
            parse.GetValue(CloseWaiting.Wait),
            cancel
        );
        if (!driven.TryGet(out var run, out fault))
            return terminal.Fail(fault);
        return run.Proof is { } proof
            ? await CloseEnding.SealedAsync(
                session,
                terminal,
                run,
                master,
                ProofLocation.Of(session.Tenant, period, proof),
                cancel
            )
            : await CloseEnding.UnfinishedAsync(session, terminal, run, master, person, cancel);
    }

    /// <summary>A run under way keeps its deadline and priority; to ask for others is refused.</summary>
    private static async Task<Result<CloseRun>> BeginAsync(
        Session session,
        ParseResult parse,
        CloseRun before,
        Actor actor,
        CancellationToken cancel
    )
    {
        var (deadline, priority) = ReadWishes(parse).Value;
        if (before.IsActive && (deadline is not null || priority is not null))
            return new Fault(
                "DEADLINE_PINNED",
                $"the close of {before.Period} is under way; deadline and priority are said when it begins"
            );
        var host = session.Services.Host;
        return await host.BeginAsync(before.Period, actor, deadline, priority ?? ClosePriority.Normal, cancel);
    }

    private static Result<(DateOnly? Deadline, ClosePriority? Priority)> ReadWishes(ParseResult parse)
    {
        DateOnly? deadline = null;
        if (parse.GetValue(Deadline) is { } day)
        {
            if (!Dates.Parse(day).TryGet(out var read, out var fault))
                return fault;
            deadline = read;
        }

        if (parse.GetValue(Priority) is not { } text)
            return (deadline, (ClosePriority?)null);
        return ClosePriorities.Parse(text).Map(priority => (deadline, (ClosePriority?)priority));
    }

    private static DateOnly? LockedUntil(CompanyProfile profile, PeriodCode period) =>
        profile.Retention is { IsLocked: true } retention
            ? DateOnly.FromDateTime(retention.EndOf(period, profile.Calendar).UtcDateTime)
            : null;
}
