using Bookseal.Web.Answers;
using Bookseal.Web.Identity;
using Microsoft.AspNetCore.Http;

namespace Bookseal.Web.Callers;

/// <summary>How much a caller may ask. One that asks too much waits, and the others do not notice.</summary>
internal sealed class RateLimit(RequestDelegate next, CallerBudget budget)
{
    public async Task InvokeAsync(HttpContext context)
    {
        if (context.Features.Get<Principal>() is { } who)
        {
            using var lease = budget.Take($"{who.Tenant} {who.Actor.Id}");
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
}
