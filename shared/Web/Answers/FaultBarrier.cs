using Bookseal.Closing.Hosting;
using Bookseal.Closing.Refusals;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Logging;

namespace Bookseal.Web.Answers;

/// <summary>
/// The last resort: whatever escapes a route becomes a problem document with a code, and never a stack trace. What has
/// begun to be sent is broken off, so that nobody takes it for whole.
/// </summary>
internal sealed partial class FaultBarrier(RequestDelegate next, ILogger<FaultBarrier> log)
{
    public async Task InvokeAsync(HttpContext context)
    {
        try
        {
            await next(context);
        }
        catch (OperationCanceledException) when (context.RequestAborted.IsCancellationRequested)
        {
            if (!context.Response.HasStarted)
                context.Response.StatusCode = StatusCodes.Status499ClientClosedRequest; // for the log: nobody gets it
            context.Abort();
        }
        catch (BadHttpRequestException e) when (!context.Response.HasStarted)
        {
            var isSlow = e.StatusCode == StatusCodes.Status408RequestTimeout;
            var invalid = new Fault(isSlow ? "REQUEST_TOO_SLOW" : "REQUEST_INVALID", e.Message);
            await FaultView.For(context, invalid, e.StatusCode).ExecuteAsync(context);
        }
        catch (Exception e)
        {
            var fault = CompanyFaults.Of(e);
            var route = (context.GetEndpoint() as RouteEndpoint)?.RoutePattern.RawText ?? "-";
            LogFailed(log, fault.Code, route, CorrelationId.Of(context), e);
            if (context.Response.HasStarted)
            {
                context.Abort();
                return;
            }

            context.Response.Clear();
            var said =
                fault.Code == CompanyFaults.Unexpected
                    ? new("INTERNAL_ERROR", "this is a fault of Bookseal; its log has what happened")
                    : fault;
            await FaultView.For(context, said, RefusalStatus.HttpStatusOf(said)).ExecuteAsync(context);
        }
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "{Code} at {Route}, {CorrelationId}")]
    private static partial void LogFailed(ILogger log, string code, string route, string correlationId, Exception e);
}
