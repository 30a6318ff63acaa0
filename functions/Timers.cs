namespace Bookseal.Functions;

/// <summary>
/// The clock's two calls. Each starts a round of the companies, unless the last one still goes on; what is due for a
/// company, and in whose time zone, <see cref="CompanyActivities"/> find out.
/// </summary>
public static class Timers
{
    /// <summary>Hourly in the first week of the month, wherever on the earth that is.</summary>
    [Function("month-start")]
    public static Task MonthStartAsync(
        [TimerTrigger("0 5 * 1-8,28-31 * *")] TimerInfo timer,
        [DurableClient] DurableTaskClient client,
        CancellationToken cancel
    ) => StartAsync(client, CompanyActivities.BeginMonth, cancel);

    [Function("daily-sweep")]
    public static Task SweepAsync(
        [TimerTrigger("0 0 6 * * *")] TimerInfo timer,
        [DurableClient] DurableTaskClient client,
        CancellationToken cancel
    ) => StartAsync(client, CompanyActivities.Sweep, cancel);

    private static Task StartAsync(DurableTaskClient client, string activity, CancellationToken cancel) =>
        client.StartOnceAsync(RoundOrchestrator.Name, new Round(activity), $"round-{activity}", cancel);
}
