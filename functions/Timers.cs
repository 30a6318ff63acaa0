namespace Bookseal.Functions;

/// <summary>
/// The clock's three calls. Each starts a round of the companies, unless the last one still goes on; what is due for a
/// company, and in whose time zone, <see cref="CompanyActivities"/> find out.
/// </summary>
public sealed class Timers(NoticeRound notices)
{
    /// <summary>
    /// Hourly, wherever on the earth the first business day is, and however late holidays make it or its making up for.
    /// </summary>
    [Function("month-start")]
    public static Task MonthStartAsync(
        [TimerTrigger("0 5 * * * *")] TimerInfo timer,
        [DurableClient] DurableTaskClient client,
        CancellationToken cancel
    ) => StartAsync(client, CompanyActivities.BeginMonth, cancel);

    [Function("daily-sweep")]
    public static Task SweepAsync(
        [TimerTrigger("0 0 6 * * *")] TimerInfo timer,
        [DurableClient] DurableTaskClient client,
        CancellationToken cancel
    ) => StartAsync(client, CompanyActivities.Sweep, cancel);

    /// <summary>A quarter of an hour after closes have begun, which is the first thing that is told of them.</summary>
    [Function("notify-hourly")]
    public Task NotifyAsync(
        [TimerTrigger("0 20 * * * *")] TimerInfo timer,
        [DurableClient] DurableTaskClient client,
        CancellationToken cancel
    ) => notices.IsOn ? StartAsync(client, CompanyActivities.Notify, cancel) : Task.CompletedTask;

    private static Task StartAsync(DurableTaskClient client, string activity, CancellationToken cancel) =>
        client.StartOnceAsync(RoundOrchestrator.Name, new Round(activity), $"round-{activity}", cancel);
}
