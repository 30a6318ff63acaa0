namespace Bookseal.Functions;

/// <summary>
/// The durable loop. Every generation registers the waiter before it looks, so that a wake-up between the look and the
/// wait is not lost; it does what is due, or waits for a wake-up or the next hour; then it continues as new, so that
/// its history stays short. It ends with its close.
/// </summary>
/// <remarks>
/// Nothing but durable tasks may be awaited here: after any other await the engine never hears of the orchestration
/// again. Hence <c>Cancel()</c> and not <c>await CancelAsync()</c>, and no <c>ConfigureAwait(false)</c>.
/// </remarks>
public static class CloseOrchestrator
{
    public const string Name = "close";
    public const string WakeUp = "wake-up";

    [Function(Name)]
    public static Task RunAsync([OrchestrationTrigger] TaskOrchestrationContext context) =>
        DriveAsync(context, Pace.Hourly);

    public static async Task DriveAsync(TaskOrchestrationContext context, Pace pace)
    {
        var (close, shown) = context.GetInput<CloseGeneration>()!;
        context.SetCustomStatus(shown);
        using var settled = new CancellationTokenSource();
        var wokenUp = context.WaitForExternalEvent<object?>(WakeUp, settled.Token);
        var (next, status) = await AdvanceAsync(context, close, pace);
        context.SetCustomStatus(status);
        if (next == CloseState.Over)
            return;
        if (next == CloseState.Waiting)
            await Task.WhenAny(wokenUp, context.CreateTimer(pace.LookAgain, settled.Token));
        settled.Cancel(); // whichever lost
        context.ContinueAsNew(new CloseGeneration(close, status));
    }

    /// <summary>
    /// A look, and one piece of work if any is due. What fails after all its attempts waits like a close that waits for
    /// people: a failed instance would be looked at by nobody.
    /// </summary>
    private static async Task<(CloseState Next, CloseStatus Status)> AdvanceAsync(
        TaskOrchestrationContext context,
        CloseAddress close,
        Pace pace
    )
    {
        var look = new CloseLook(CloseState.Waiting);
        try
        {
            look = await context.CallActivityAsync<CloseLook>(CloseActivities.Plan, close, pace.Retry);
            if (look.State != CloseState.WorkDue)
                return (look.State, new(look.Phase, look.WaitsFor, null));
            var outcome = await context.CallActivityAsync<StepOutcome>(CloseActivities.Work, close, pace.Retry);
            // Done, or found done by an attempt before whose reply got lost: the next look tells what follows.
            var next = outcome.Refusal is null ? CloseState.WorkDue : CloseState.Waiting;
            return (next, new(look.Phase, null, outcome.Refusal));
        }
        catch (TaskFailedException e)
        {
            return (CloseState.Waiting, new(look.Phase, null, $"{e.TaskName}: {e.FailureDetails.ErrorType}"));
        }
    }
}
