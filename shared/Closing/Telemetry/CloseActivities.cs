using System.Diagnostics;
using Bookseal.Books.Runs;
using Bookseal.Evidence;

namespace Bookseal.Closing.Telemetry;

/// <summary>
/// The pieces of a driver's work as activities of source <c>Bookseal</c>, for traces: <c>bookseal.evaluate_guards</c>,
/// <c>bookseal.seal_proof</c>, ... Where nobody listens they cost nothing.
/// </summary>
public static class CloseActivities
{
    private static readonly ActivitySource Source = new(CloseMeter.Name);

    /// <summary>Does it inside its activity, which says how it ended.</summary>
    internal static async Task<Result<CloseRun>> TraceAsync(
        CloseRun run,
        Work work,
        Func<Task<Result<CloseRun>>> doAsync
    )
    {
        using var activity = Source.StartActivity(NameOf(work));
        activity?.SetTag("bookseal.tenant", run.Tenant.ToString());
        activity?.SetTag("bookseal.period", run.Period.ToString());
        activity?.SetTag("bookseal.run", run.Id.ToString());
        activity?.SetTag("bookseal.task", TaskOf(work));
        activity?.SetTag("bookseal.phase", (work as Work.EvaluateGuards)?.Phase);
        var done = await doAsync();
        activity?.SetStatus(done.IsOk ? ActivityStatusCode.Ok : ActivityStatusCode.Error);
        activity?.SetTag("bookseal.code", done.IsOk ? null : done.Fault.Code);
        return done;
    }

    private static int? TaskOf(Work work) =>
        work switch
        {
            Work.CompleteAgentTask task => task.Task,
            Work.RunAgent agent => agent.Task,
            Work.PostClosingEntries closing => closing.Task,
            _ => null,
        };

    private static string NameOf(Work work) =>
        work switch
        {
            Work.AcquireLock => "bookseal.acquire_lock",
            Work.ReleaseLock => "bookseal.release_lock",
            Work.CloseSubledgers => "bookseal.close_subledgers",
            Work.CompleteAgentTask => "bookseal.complete_task",
            Work.RunAgent => "bookseal.run_agent",
            Work.PostClosingEntries => "bookseal.post_closing_entries",
            Work.EvaluateGuards => "bookseal.evaluate_guards",
            Work.AnnounceFence => "bookseal.announce_fence",
            Work.RaiseFence => "bookseal.raise_fence",
            Work.PreparePackage => "bookseal.prepare_package",
            Work.StageProof => "bookseal.stage_proof",
            Work.SealProof => "bookseal.seal_proof",
            Work.LockPeriod => "bookseal.lock_period",
            Work.SealJournal => "bookseal.seal_journal",
            _ => throw new ArgumentOutOfRangeException(nameof(work)),
        };
}
