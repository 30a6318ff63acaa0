using System.Threading.RateLimiting;
using Bookseal.Web.Answers;
using Bookseal.Web.Identity;
using Microsoft.AspNetCore.Http;

namespace Bookseal.Web.Callers;

/// <summary>
/// How much a caller may ask: a bucket that fills again each second. One that asks too much waits, and the others do
/// not notice.
/// </summary>
internal sealed class RateLimit(RequestDelegate next) : IDisposable
{
    private readonly PartitionedRateLimiter<Principal> _limiter = PartitionedRateLimiter.Create<Principal, string>(
        who =>
            RateLimitPartition.GetTokenBucketLimiter(
                $"{who.Tenant} {who.Actor.Id}",
                _ => new TokenBucketRateLimiterOptions
                {
                    TokenLimit = Limits.RequestBurst,
                    TokensPerPeriod = Limits.RequestsPerSecond,
                    ReplenishmentPeriod = TimeSpan.FromSeconds(1),
                    QueueLimit = 0,
                }
            )
    );

    public async Task InvokeAsync(HttpContext context)
    {
        if (context.Features.Get<Principal>() is { } who)
        {
            using var lease = _limiter.AttemptAcquire(who);
            if (!lease.IsAcquired)
            {
                context.Response.Headers.RetryAfter = "1";
                var limit = $"at most {Limits.RequestsPerSecond} requests a second; wait a second";
                var refusal = new Fault("REQUESTS_TOO_MANY", limit);
                await FaultView.For(context, refusal, StatusCodes.Status429TooManyRequests).ExecuteAsync(context);
                return;
            }
        }

        await next(context);
    }

    public void Dispose() => _limiter.Dispose();
}
