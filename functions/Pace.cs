namespace Bookseal.Functions;

/// <summary>
/// How long an orchestration waits: between the attempts of an activity, and for a wake-up that got lost.
/// </summary>
/// <param name="LookAgain">Under six days: Azure Storage has no longer timers.</param>
public sealed record Pace(TaskOptions Retry, TimeSpan LookAgain)
{
    /// <summary>Ten attempts take some twenty minutes.</summary>
    public static Pace Hourly { get; } =
        new(
            TaskOptions.FromRetryPolicy(new RetryPolicy(10, TimeSpan.FromSeconds(5), 2.0, TimeSpan.FromMinutes(5))),
            TimeSpan.FromHours(1)
        );
}
