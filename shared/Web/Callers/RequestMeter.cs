using System.Diagnostics;
using System.Diagnostics.Metrics;
using Bookseal.Closing.Telemetry;
using Bookseal.Web.Answers;
using Microsoft.AspNetCore.Http;

namespace Bookseal.Web.Callers;

/// <summary>
/// Requests as numbers and as activities, by the names of OpenTelemetry's conventions for HTTP servers. By the route's
/// pattern, as the log: addresses name entries, and queries persons. No tag of a number is a company or a person.
/// </summary>
internal static class RequestMeter
{
    private const string Other = "_OTHER"; // any word may come as a method, and each would be a series of its own
    private static readonly ActivitySource Source = new(CloseMeter.Name);
    private static readonly Meter Meter = new(CloseMeter.Name);

    private static readonly Histogram<double> Duration = Meter.CreateHistogram(
        "http.server.request.duration",
        "s",
        "From a request's arrival to the end of its answer",
        null,
        new InstrumentAdvice<double>
        {
            HistogramBucketBoundaries = [0.005, 0.01, 0.025, 0.05, 0.075, 0.1, 0.25, 0.5, 0.75, 1, 2.5, 5, 7.5, 10],
        }
    );

    private static readonly UpDownCounter<long> Active = Meter.CreateUpDownCounter<long>(
        "http.server.active_requests",
        "{request}",
        "Requests that are being answered"
    );

    /// <summary>
    /// The caller's trace goes on in it; where there is none, one begins. Null where nobody listens.
    /// </summary>
    public static Activity? Begin(HttpContext context)
    {
        Active.Add(1, Method(context));
        if (!Source.HasListeners())
            return null;
        // A host's own activity may be sent nowhere: under it the trace would have a hole.
        Activity.Current = null;
        var (named, state) = (context.Request.Headers.TraceParent, context.Request.Headers.TraceState);
        var parent =
            named is [{ } text] && ActivityContext.TryParse(text, state, isRemote: true, out var known)
                ? known
                : default;
        return Source.StartActivity(MethodOf(context), ActivityKind.Server, parent);
    }

    public static void End(HttpContext context, Activity? activity, AnsweredRequest answered)
    {
        Active.Add(-1, Method(context));
        var tags = new TagList
        {
            Method(context),
            { "http.response.status_code", answered.Status },
            { "url.scheme", context.Request.Scheme == "https" ? "https" : "http" },
        };
        if (answered.Route is { } route)
            tags.Add("http.route", route);
        Duration.Record(answered.Took.TotalSeconds, tags);
        if (activity is null)
            return;
        activity.DisplayName = answered.Route is { } named ? $"{MethodOf(context)} {named}" : MethodOf(context);
        foreach (var tag in tags)
            activity.SetTag(tag.Key, tag.Value);
        activity.SetTag("bookseal.tenant", answered.Tenant?.ToString());
        activity.SetTag("bookseal.correlation", CorrelationId.Of(context));
        if (answered.Status >= StatusCodes.Status500InternalServerError)
            activity.SetStatus(ActivityStatusCode.Error);
    }

    private static KeyValuePair<string, object?> Method(HttpContext context) =>
        new("http.request.method", MethodOf(context));

    public static string MethodOf(HttpContext context) =>
        context.Request.Method is "GET" or "HEAD" or "POST" or "PUT" or "DELETE" or "OPTIONS" or "PATCH"
            ? context.Request.Method
            : Other;
}
