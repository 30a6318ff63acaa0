namespace Bookseal.Functions;

/// <summary>The orchestration's two hands. They run at least once; what they call may be repeated.</summary>
public sealed class CloseActivities(CloseSteps steps)
{
    public const string Plan = "plan";
    public const string Work = "work";

    [Function(Plan)]
    public Task<CloseLook> PlanAsync([ActivityTrigger] CloseAddress close, CancellationToken cancel) =>
        steps.LookAsync(close, cancel);

    [Function(Work)]
    public Task<StepOutcome> WorkAsync([ActivityTrigger] CloseAddress close, CancellationToken cancel) =>
        steps.StepAsync(close, cancel);
}
