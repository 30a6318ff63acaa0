using Microsoft.AspNetCore.Http;

namespace Bookseal.Functions;

/// <summary>The one HTTP function: hands the request, whatever it is, to the pipeline of shared/Web.</summary>
public sealed class HttpDoor(RequestDelegate pipeline, IHttpContextAccessor accessor)
{
    [Function("http")]
    public async Task RunAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, Route = "{*path}")] HttpRequest request,
        [DurableClient] DurableTaskClient client
    )
    {
        var context = request.HttpContext;
        context.SetEndpoint(null); // the function's own endpoint would run once more
        context.Request.RouteValues = [];
        context.Features.Set<ICloseScheduler>(new DurableCloseScheduler(client));
        accessor.HttpContext = context; // null inside a function
        try
        {
            await pipeline(context);
        }
        catch when (context.Response.HasStarted)
        {
            context.Abort(); // else the client sees a complete-looking 200
        }
    }
}
