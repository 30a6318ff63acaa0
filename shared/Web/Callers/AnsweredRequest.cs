using Bookseal.Books.Values;
using Bookseal.Closing.Telemetry;
using Bookseal.Web.Answers;
using Bookseal.Web.Identity;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Bookseal.Web.Callers;

/// <summary>What is told of a request: never its address, query, token or body.</summary>
/// <param name="Route">Its pattern; null where no route was found.</param>
/// <param name="Tenant">Whose caller was let in; null where nobody was.</param>
internal sealed record AnsweredRequest(
    string Method,
    string? Route,
    int Status,
    TimeSpan Took,
    TenantId? Tenant,
    string? Actor,
    string Correlation
)
{
    public const string Event = "request_answered";

    public static AnsweredRequest Of(HttpContext context, TimeSpan took)
    {
        var who = context.Features.Get<Principal>();
        return new(
            RequestMeter.MethodOf(context),
            RouteOf(context),
            context.Response.StatusCode,
            took,
            who?.Tenant,
            who?.Actor.Id.ToString(),
            CorrelationId.Of(context)
        );
    }

    private static string? RouteOf(HttpContext context) =>
        (context.GetEndpoint() as RouteEndpoint)?.RoutePattern.RawText switch
        {
            { Length: > 1 } pattern => pattern.TrimEnd('/'), // a group's first route ends with one
            var pattern => pattern,
        };

    public LogLine ToLine() =>
        new(Severity, Event)
        {
            Tenant = Tenant,
            Actor = Actor,
            Correlation = Correlation,
            More =
            [
                ("duration_ms", (long)Took.TotalMilliseconds),
                ("method", Method),
                ("route", Route),
                ("status", Status),
            ],
        };

    private LogSeverity Severity =>
        Status switch
        {
            >= StatusCodes.Status500InternalServerError => LogSeverity.Error,
            >= StatusCodes.Status400BadRequest => LogSeverity.Warning,
            _ => LogSeverity.Information,
        };
}
