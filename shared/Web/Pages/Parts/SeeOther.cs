using Microsoft.AspNetCore.Http;

namespace Bookseal.Web.Pages.Parts;

/// <summary>
/// What a form answers when it is done: look there (RFC 9110, section 15.4.4), so that loading again sends no form
/// twice.
/// </summary>
internal sealed class SeeOther(string path) : IResult
{
    public Task ExecuteAsync(HttpContext context)
    {
        context.Response.StatusCode = StatusCodes.Status303SeeOther;
        context.Response.Headers.Location = path;
        context.Response.Headers.CacheControl = "no-store";
        return Task.CompletedTask;
    }
}
