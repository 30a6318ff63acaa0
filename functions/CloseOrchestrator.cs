using Bookseal.Closing.Scheduling;
using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask;

namespace Bookseal.Functions;

/// <summary>
/// The durable loop. Every generation registers the waiter before it looks, so that a wake-up between the look and the wait is not lost; it works while anything is due, waits for a wake-up or the next
/// hour, continues as new, so that its history stays short, and ends with its close.
/// </summary>
public static class CloseOrchestrator
{
    public const string Name = "close";
    public const string WakeUp = "wake-up";

    private static readonly TaskOptions Retry = TaskOptions.FromRetryPolicy(
        new RetryPolicy(10, TimeSpan.FromSeconds(5), 2.0, TimeSpan.FromMinutes(5))
    );

    [Function(Name)]
    public static async Task RunAsync([OrchestrationTrigger] TaskOrchestrationContext context)
    {
        var close = context.GetInput<CloseAddress>()!;
        using var cancelTimer = new CancellationTokenSource();
        var wokenUp = context.WaitForExternalEvent<object?>(WakeUp);
        var state = await context.CallActivityAsync<CloseState>(CloseActivities.Plan, close, Retry);
        if (state == CloseState.Over)
            return;
        if (state == CloseState.WorkDue)
        {
            var outcome = await context.CallActivityAsync<StepOutcome>(CloseActivities.Work, close, Retry);
            context.SetCustomStatus(outcome.Refusal ?? "working");
            if (outcome.HasMore)
            {
                context.ContinueAsNew(close);
                return;
            }
        }

        var timer = context.CreateTimer(TimeSpan.FromHours(1), cancelTimer.Token);
        if (await Task.WhenAny(wokenUp, timer) == wokenUp)
            await cancelTimer.CancelAsync();
        context.ContinueAsNew(close);
    }
}
