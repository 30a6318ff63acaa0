using System.Threading.RateLimiting;

namespace Bookseal.Web.Callers;

/// <summary>
/// How much each caller may still ask: a bucket that fills again each second. The host keeps one, and ends its timer.
/// </summary>
public sealed class CallerBudget : IDisposable
{
    private readonly PartitionedRateLimiter<string> _limiter = PartitionedRateLimiter.Create<string, string>(caller =>
        RateLimitPartition.GetTokenBucketLimiter(
            caller,
            _ => new TokenBucketRateLimiterOptions
            {
                TokenLimit = Limits.RequestBurst,
                TokensPerPeriod = Limits.RequestsPerSecond,
                ReplenishmentPeriod = TimeSpan.FromSeconds(1),
                QueueLimit = 0,
            }
        )
    );

    public RateLimitLease Take(string caller) => _limiter.AttemptAcquire(caller);

    public void Dispose() => _limiter.Dispose();
}
