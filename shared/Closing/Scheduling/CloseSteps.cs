using Bookseal.Books.Runs;
using Bookseal.Closing.Hosting;

namespace Bookseal.Closing.Scheduling;

/// <summary>
/// What every driver loops over: look what is due, and do one piece of it. Both may be called at any time, by any
/// number of drivers.
/// </summary>
public sealed class CloseSteps(Tenants tenants)
{
    public async Task<CloseLook> LookAsync(CloseAddress close, CancellationToken cancel)
    {
        if (!close.Parse().TryGet(out var parsed, out _))
            return new(CloseState.Over);
        var run = (await tenants.Open(parsed.Tenant).Runs.LoadAsync(parsed.Period, cancel)).Run;
        if (run.Status == RunStatus.None)
            return new(CloseState.Over);
        var plan = Planner.Plan(run);
        if (plan.Due.Count > 0)
            return new(CloseState.WorkDue, run.Phase);
        return run.IsActive ? new(CloseState.Waiting, run.Phase, WaitsFor(run, plan)) : new(CloseState.Over, run.Phase);
    }

    public async Task<StepOutcome> StepAsync(CloseAddress close, CancellationToken cancel)
    {
        if (!close.Parse().TryGet(out var parsed, out var invalid))
            return new(false, invalid.Code);
        var stepped = await tenants.Open(parsed.Tenant).Host.StepAsync(parsed.Period, cancel);
        if (!stepped.TryGet(out var isDone, out var refusal))
            return new(false, refusal.Code);
        return isDone ? StepOutcome.Done : StepOutcome.NothingDue;
    }

    private static string WaitsFor(CloseRun run, RunPlan plan)
    {
        if (run.Status == RunStatus.AwaitingSignature)
            return $"{run.Status.Text()}: {run.Signatures.Length} of {run.Policy.Signatures}";
        return run.FailedGuards is { } guards
            ? string.Join(", ", guards.Failed)
            : string.Join(", ", plan.Waiting.Select(task => $"task {task.Number}: {task.Role}"));
    }
}
