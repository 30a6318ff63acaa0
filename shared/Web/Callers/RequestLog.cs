using Bookseal.Closing.Telemetry;
using Bookseal.Web.Answers;
using Microsoft.AspNetCore.Http;

namespace Bookseal.Web.Callers;

/// <summary>
/// One line a request, for those who run it, and the same as a number and as an activity. Whatever of it could not be
/// written down, the request is answered.
/// </summary>
internal sealed class RequestLog(RequestDelegate next, IWorkLog log)
{
    public async Task InvokeAsync(HttpContext context)
    {
        var began = TimeProvider.System.GetTimestamp(); // the machine's: the books' clock may stand still
        using var activity = RequestMeter.Begin(context);
        CorrelationId.Of(context); // settled while the activity is the current one
        try
        {
            await next(context);
        }
        finally
        {
            var answered = AnsweredRequest.Of(context, TimeProvider.System.GetElapsedTime(began));
            RequestMeter.End(context, activity, answered);
            log.Write(answered.ToLine());
        }
    }
}
