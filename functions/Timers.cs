using Bookseal.Closing.Hosting;
using Bookseal.Closing.Scheduling;
using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask.Client;
using Microsoft.Extensions.Logging;

namespace Bookseal.Functions;

/// <summary>The clock's two calls. What is due, and in whose time zone, <see cref="MonthStart"/> and <see cref="CloseSweep"/> know.</summary>
public sealed class Timers(Tenants tenants, CloseSteps steps, ILogger<Timers> log)
{
    /// <summary>Hourly in the first week of the month, wherever on the earth that is.</summary>
    [Function("month-start")]
    public async Task MonthStartAsync(
        [TimerTrigger("0 5 * 1-8,28-31 * *")] TimerInfo timer,
        [DurableClient] DurableTaskClient client,
        CancellationToken cancel
    )
    {
        foreach (
            var (tenant, close, refusal) in await new MonthStart(tenants, new DurableCloseScheduler(client)).RunAsync(
                cancel
            )
        )
            log.Log(
                refusal is null ? LogLevel.Information : LogLevel.Error,
                "{Tenant} {Period}: {Code} {Message}",
                tenant,
                close?.Period,
                refusal?.Code ?? "BEGUN",
                refusal?.Message
            );
    }

    [Function("sweep")]
    public async Task SweepAsync(
        [TimerTrigger("0 0 6 * * *")] TimerInfo timer,
        [DurableClient] DurableTaskClient client,
        CancellationToken cancel
    )
    {
        foreach (
            var (tenant, finding) in await new CloseSweep(tenants, steps, new DurableCloseScheduler(client)).RunAsync(
                cancel
            )
        )
            log.LogError("{Tenant}: {Code} {Message}", tenant, finding.Code, finding.Message);
    }
}
