using Microsoft.AspNetCore.Http;

namespace Bookseal.Web.Answers;

/// <summary>
/// HEAD is answered as GET is, by the same route, and servers send no body with it (RFC 9110, section 9.3.2). What
/// would be written goes nowhere, so that a stream without an end ends here.
/// </summary>
internal sealed class HeadAsGet(RequestDelegate next)
{
    public async Task InvokeAsync(HttpContext context)
    {
        var (request, response) = (context.Request, context.Response);
        if (!HttpMethods.IsHead(request.Method))
        {
            await next(context);
            return;
        }

        var body = response.Body;
        (request.Method, response.Body) = (HttpMethods.Get, Stream.Null);
        context.Items[typeof(HeadAsGet)] = true;
        try
        {
            await next(context);
        }
        finally
        {
            (request.Method, response.Body) = (HttpMethods.Head, body);
        }
    }

    /// <summary>Nobody reads what is written: what takes long to make need not be made.</summary>
    public static bool Is(HttpContext context) => context.Items.ContainsKey(typeof(HeadAsGet));
}
