using Bookseal.Books.Runs;
using Bookseal.Closing.Hosting;

namespace Bookseal.Closing.Scheduling;

/// <summary>What every driver loops over: look what is due, and do one piece of it. Both may be called at any time, by any number of drivers.</summary>
public sealed class CloseSteps(Tenants tenants)
{
    public async Task<CloseState> LookAsync(CloseAddress close, CancellationToken cancel)
    {
        if (!close.Parse().TryGet(out var parsed, out _))
            return CloseState.Over;
        var run = (await tenants.Open(parsed.Tenant).Runs.LoadAsync(parsed.Period, cancel)).Run;
        if (Planner.Plan(run).Due.Count > 0)
            return CloseState.WorkDue;
        return run.IsActive ? CloseState.Waiting : CloseState.Over;
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
}
