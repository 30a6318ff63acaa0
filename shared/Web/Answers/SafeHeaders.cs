using Microsoft.AspNetCore.Http;

namespace Bookseal.Web.Answers;

/// <summary>
/// What every answer says to browsers: take it for what it says it is, show it in nobody's frame, load nothing, and
/// come back by https where it came by https.
/// </summary>
internal sealed class SafeHeaders(RequestDelegate next)
{
    /// <summary>Pages load what this site serves, and no code or style stands in them.</summary>
    private const string OfPages =
        "default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self'; connect-src 'self'; "
        + "form-action 'self'; base-uri 'none'; frame-ancestors 'none'";

    public Task InvokeAsync(HttpContext context)
    {
        // When it begins to be sent: an answer that was cleared for an error has them, too.
        context.Response.OnStarting(() =>
        {
            Set(context);
            return Task.CompletedTask;
        });
        return next(context);
    }

    private static bool IsPage(HttpResponse response) =>
        response.ContentType?.StartsWith("text/html", StringComparison.Ordinal) == true;

    private static void Set(HttpContext context)
    {
        var (headers, isPage) = (context.Response.Headers, IsPage(context.Response));
        headers.XContentTypeOptions = "nosniff";
        headers.XFrameOptions = "DENY";
        headers.ContentSecurityPolicy = isPage ? OfPages : "default-src 'none'; frame-ancestors 'none'";
        headers[CorrelationId.Header] = CorrelationId.Of(context);
        // Pages let browsers say to this site alone that a form comes from it.
        headers["Referrer-Policy"] = isPage ? "same-origin" : "no-referrer";
        if (headers.CacheControl.Count == 0)
            headers.CacheControl = "private, no-cache";
        if (context.Request.IsHttps)
            headers.StrictTransportSecurity = "max-age=31536000; includeSubDomains";
    }
}
