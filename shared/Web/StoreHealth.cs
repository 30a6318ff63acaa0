using Bookseal.Closing.Hosting;
using Bookseal.Closing.Scheduling;
using Microsoft.AspNetCore.Http;

namespace Bookseal.Web;

/// <summary>Whether the store answers, asked for a short while: whoever probes has no more time than that.</summary>
public sealed class StoreHealth(Tenants tenants)
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(5);

    /// <summary>200 and <c>ok</c>, or 503, <c>unhealthy</c> and the code of what is wrong.</summary>
    public async Task<IResult> AnswerAsync(CancellationToken cancel)
    {
        var code = await FindCodeAsync(cancel);
        return code is null
            ? Results.Json(new { status = "ok" })
            : Results.Json(new { status = "unhealthy", code }, statusCode: StatusCodes.Status503ServiceUnavailable);
    }

    private async Task<string?> FindCodeAsync(CancellationToken cancel)
    {
        using var limited = CancellationTokenSource.CreateLinkedTokenSource(cancel);
        limited.CancelAfter(Limit);
        try
        {
            return (await tenants.CheckStoreAsync(limited.Token).WaitAsync(limited.Token))?.Code;
        }
        catch (OperationCanceledException) when (!cancel.IsCancellationRequested)
        {
            return "STORE_UNAVAILABLE";
        }
    }
}
