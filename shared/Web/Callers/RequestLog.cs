using Bookseal.Web.Answers;
using Bookseal.Web.Identity;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Logging;

namespace Bookseal.Web.Callers;

/// <summary>
/// One line a request, for those who run it: by its route's pattern, never by its address, query, token or body.
/// </summary>
internal sealed partial class RequestLog(RequestDelegate next, ILogger<RequestLog> log)
{
    private const string Nothing = "-";

    public async Task InvokeAsync(HttpContext context)
    {
        var began = TimeProvider.System.GetTimestamp(); // the machine's: the books' clock may stand still
        try
        {
            await next(context);
        }
        finally
        {
            if (log.IsEnabled(LogLevel.Information))
                Write(context, (long)TimeProvider.System.GetElapsedTime(began).TotalMilliseconds);
        }
    }

    private void Write(HttpContext context, long durationMs)
    {
        var who = context.Features.Get<Principal>();
        var route = (context.GetEndpoint() as RouteEndpoint)?.RoutePattern.RawText ?? Nothing;
        var (tenant, actor) = (who?.Tenant.ToString() ?? Nothing, who?.Actor.Id.ToString() ?? Nothing);
        var (method, status) = (context.Request.Method, context.Response.StatusCode);
        var correlationId = CorrelationId.Of(context);
        LogAnswered(log, method, route, status, durationMs, tenant, actor, correlationId);
    }

    [LoggerMessage(
        Level = LogLevel.Information,
        Message = "{Method} {Route} {Status} in {DurationMs} ms, {Tenant} {Actor} {CorrelationId}"
    )]
    private static partial void LogAnswered(
        ILogger log,
        string method,
        string route,
        int status,
        long durationMs,
        string tenant,
        string actor,
        string correlationId
    );
}
