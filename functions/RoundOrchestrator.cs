namespace Bookseal.Functions;

/// <summary>
/// A round of all companies, one activity each: page by page, a sub-orchestration a page, so many companies at once and
/// no more. No call, no message and no history grows with the number of companies.
/// </summary>
public static class RoundOrchestrator
{
    public const string Name = "round";
    public const string Page = "round-page";
    public const int PageSize = 100;
    private const int Lanes = 8;

    [Function(Name)]
    public static async Task<Round> RunAsync([OrchestrationTrigger] TaskOrchestrationContext context)
    {
        var round = context.GetInput<Round>()!;
        context.SetCustomStatus(round);
        var companies = await context.CallActivityAsync<string[]>(
            CompanyActivities.Page,
            round.After ?? "",
            Pace.Hourly.Retry
        );
        if (companies.Length == 0)
            return round;
        var failed = await context.CallSubOrchestratorAsync<int>(Page, new RoundPage(round.Activity, companies));
        round = round with
        {
            After = companies[^1],
            Companies = round.Companies + companies.Length,
            Failed = round.Failed + failed,
        };
        if (companies.Length == PageSize)
            context.ContinueAsNew(round);
        return round;
    }

    [Function(Page)]
    public static Task<int> RunPageAsync([OrchestrationTrigger] TaskOrchestrationContext context) =>
        WalkPageAsync(context, Pace.Hourly, Lanes);

    public static async Task<int> WalkPageAsync(TaskOrchestrationContext context, Pace pace, int lanes)
    {
        var page = context.GetInput<RoundPage>()!;
        var waiting = new Queue<string>(page.Companies);
        var failed = 0;
        await Task.WhenAll(Enumerable.Range(0, lanes).Select(_ => WalkAsync()));
        return failed;

        async Task WalkAsync()
        {
            while (waiting.TryDequeue(out var company))
            {
                try
                {
                    await context.CallActivityAsync(page.Activity, company, pace.Retry);
                }
                catch (TaskFailedException)
                {
                    failed++; // the others have their turn, and this one the next round
                }
            }
        }
    }
}
