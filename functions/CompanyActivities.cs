using Bookseal.Books.Values;
using Bookseal.Closing.Hosting;
using Microsoft.Extensions.Logging;

namespace Bookseal.Functions;

/// <summary>
/// What a round does for one company, and how it finds them. What is wrong with a company goes to the log.
/// </summary>
public sealed partial class CompanyActivities(
    Tenants tenants,
    CloseSteps steps,
    NoticeRound notices,
    ILogger<CompanyActivities> log
)
{
    public const string Page = "companies";
    public const string BeginMonth = "begin-month";
    public const string Sweep = "sweep";
    public const string Notify = "notify";

    [Function(Page)]
    public async Task<string[]> PageAsync([ActivityTrigger] string after, CancellationToken cancel)
    {
        TenantId? last = after.Length == 0 ? null : TenantId.Parse(after).Value;
        var page = await tenants.PageAsync(last, RoundOrchestrator.PageSize, cancel);
        return [.. page.Select(tenant => tenant.ToString())];
    }

    [Function(BeginMonth)]
    public async Task BeginMonthAsync(
        [ActivityTrigger] string company,
        [DurableClient] DurableTaskClient client,
        CancellationToken cancel
    )
    {
        var start = new MonthStart(tenants, steps, new DurableCloseScheduler(client));
        if (await start.RunAsync(TenantId.Parse(company).Value, cancel) is not { } outcome)
            return;
        if (outcome.Refusal is { } refusal)
            Found(company, refusal.Code, refusal.Message);
        else
            Begun(company, outcome.Close?.Period);
    }

    [Function(Sweep)]
    public async Task SweepAsync(
        [ActivityTrigger] string company,
        [DurableClient] DurableTaskClient client,
        CancellationToken cancel
    )
    {
        var sweep = new CloseSweep(tenants, steps, new DurableCloseScheduler(client));
        foreach (var finding in await sweep.RunAsync(TenantId.Parse(company).Value, cancel))
            Found(company, finding.Code, finding.Message);
    }

    [Function(Notify)]
    public async Task NotifyAsync([ActivityTrigger] string company, CancellationToken cancel)
    {
        foreach (var finding in await notices.RunAsync(TenantId.Parse(company).Value, cancel))
            Found(company, finding.Code, finding.Message);
    }

    [LoggerMessage(LogLevel.Information, "{Company}: the close of {Period} has begun")]
    private partial void Begun(string company, string? period);

    [LoggerMessage(LogLevel.Error, "{Company}: {Code} {Message}")]
    private partial void Found(string company, string code, string message);
}
