using Bookseal.Books.Checklists;
using Bookseal.Books.Company;
using Bookseal.Books.Health;
using Bookseal.Books.Runs;
using Bookseal.Books.Values;
using Bookseal.Books.Waivers;
using Bookseal.Closing.Reading;
using Bookseal.Closing.Runs;
using Bookseal.Closing.Teams;
using Bookseal.Storage.Keys;

namespace Bookseal.Closing.Driving;

/// <summary>Drives a run that one call began to its seal, or gives the period back.</summary>
public sealed class DirectDriver(Workspace workspace, RunStore runs, PeriodReader reader, CloseHost host)
{
    /// <summary>Null where the run was cancelled by somebody else, and another may begin.</summary>
    public async Task<Result<DirectOutcome>?> DriveAsync(KnownPeriod known, Actor actor, CancellationToken cancel)
    {
        if (!(await TryDriveAsync(known.Period, new CallingDesk(), cancel)).TryGet(out var run, out var fault))
            return await AbandonAsync(known.Period, actor, fault, cancel);
        if (run.IsClosed)
            return DirectOutcome.Closed(CloseStatusReader.Of(known, run));
        if (run is not { IsDirect: true, Status: RunStatus.Blocked })
            return null;
        if (!(await FindIssuesAsync(run, cancel)).TryGet(out var issues, out fault))
            return fault;
        return await GiveUpAsync(run, actor, cancel) is { } stuck ? stuck : DirectOutcome.Refused(issues);
    }

    /// <summary>
    /// Cancels what is blocked and gives its lease back: whoever mends the books can post. Null once nothing is held.
    /// </summary>
    public async Task<Fault?> GiveUpAsync(CloseRun run, Actor actor, CancellationToken cancel)
    {
        var why = run.FailedGuards is { } failed ? $"guards failed: {string.Join(", ", failed.Failed)}" : "blocked";
        return await CancelAsync(run, actor, why, cancel);
    }

    internal static Fault YearOpen(PeriodCode period) =>
        new(
            Refusal.OrchestratedRequired,
            $"{period} ends a fiscal year whose result is not closed; a close by people posts the closing entries"
        );

    /// <summary>
    /// What stopped it stops the next call too, most likely: before the certification the period is given back. After
    /// it the next call goes on, and an approver may cancel.
    /// </summary>
    private async Task<Result<DirectOutcome>?> AbandonAsync(
        PeriodCode period,
        Actor actor,
        Fault fault,
        CancellationToken cancel
    )
    {
        var run = (await runs.LoadAsync(period, cancel)).Run;
        var isOurs = run is { IsDirect: true, IsActive: true, Certification: null };
        if (isOurs && fault.Code != Refusal.AuthorityDenied)
            _ = await CancelAsync(run, actor, fault.ToString(), cancel); // the first fault is what is told
        return DirectOutcome.Told(fault);
    }

    private async Task<Fault?> CancelAsync(CloseRun run, Actor actor, string why, CancellationToken cancel)
    {
        if (run.IsActive)
        {
            var master = await workspace.ReadMasterDataAsync(run, cancel);
            var team = (await new TeamStore(workspace).ReadAsync(master, cancel)).Standing;
            var words = why.Length > Limits.ReasonCharacters ? why[..Limits.ReasonCharacters] : why;
            var cancelled = await runs.ExecuteAsync(
                run.Period,
                new CancelRun(actor, words) { Team = team }.For(run),
                cancel
            );
            // Another caller of the same was faster.
            if (!cancelled.IsOk && cancelled.Fault.Code is not (Refusal.NoActiveRun or Refusal.RunChanged))
                return cancelled.Fault;
        }

        var released = await TryDriveAsync(run.Period, new NobodyAtTheDesk(), cancel);
        return released.IsOk ? null : released.Fault;
    }

    private async Task<Result<CloseRun>> TryDriveAsync(PeriodCode period, ITaskAssignee desk, CancellationToken cancel)
    {
        try
        {
            return await host.DriveAsync(period, desk, new Progress<CloseProgress>(), cancel);
        }
        catch (KeyRefusedException refused)
        {
            return refused.Fault;
        }
    }

    /// <summary>Of the guards that failed, in words: the run keeps their codes only.</summary>
    private async Task<Result<IReadOnlyList<CloseIssue>>> FindIssuesAsync(CloseRun run, CancellationToken cancel)
    {
        var master = await workspace.ReadMasterDataAsync(run, cancel);
        if (!(await reader.ReadAsync(run, master, cancel)).TryGet(out var reading, out var fault))
            return fault;
        var phase = run.FailedGuards!.Phase;
        var clashes = phase == 5 ? await new SealedIds(workspace).FindAsync(reading, cancel) : [];
        return CloseIssue.Of(WaivedGuards.Evaluate(phase, reading.Books, run, clashes)).ToList();
    }

    /// <summary>
    /// Certifies what one call closes as who made that call: reason and claim are theirs, whoever's call goes on with
    /// it after a crash, or at the same moment. Nothing else is done: a run of people waits for people.
    /// </summary>
    private sealed class CallingDesk : ITaskAssignee
    {
        public Task<Actor?> AttendAsync(CloseRun run, TaskDefinition task, CancellationToken cancel) =>
            Task.FromResult(
                run.IsDirect && task.Action == TaskAction.Certify
                    ? new Actor(run.StartedBy, Acts.Certify.Role, IsAgent: false, IsUnattended: true)
                    : null
            );
    }
}
