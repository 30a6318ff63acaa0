using Microsoft.AspNetCore.Http;

namespace Bookseal.Web.Answers;

/// <summary>
/// A body that is small enough to be in memory. What a GET reads carries the hash of its bytes as its entity tag, and
/// whoever has the same already gets none (RFC 9110, section 13.1.2).
/// </summary>
internal sealed class BytesAnswer(byte[] body, string contentType, int status) : IResult
{
    private const int RetryAfterSeconds = 2;

    public async Task ExecuteAsync(HttpContext context)
    {
        var (request, response) = (context.Request, context.Response);
        response.StatusCode = status;
        if (status == StatusCodes.Status503ServiceUnavailable)
            response.Headers.RetryAfter = $"{RetryAfterSeconds}";
        if (status == StatusCodes.Status200OK && HttpMethods.IsGet(request.Method))
        {
            if (EntityTag.Settle(context, EntityTag.Of(Digest.Of(body))))
                return;
        }
        else
            response.Headers.CacheControl = "no-store";

        response.ContentType = contentType;
        response.ContentLength = body.Length;
        await response.Body.WriteAsync(body, context.RequestAborted);
    }
}
