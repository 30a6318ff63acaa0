using Bookseal.Closing.Hosting;
using Bookseal.Closing.Refusals;
using Microsoft.AspNetCore.Http;

namespace Bookseal.Web.Routes;

/// <summary>Whether the store answers, asked for a short while: whoever probes has no more time than that.</summary>
public sealed class StoreHealth(Tenants tenants)
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(5);

    /// <summary>200 and <c>ok</c>, or 503, <c>unhealthy</c> and the code of what is wrong.</summary>
    public async Task<IResult> AnswerAsync(CancellationToken cancel) =>
        await FindFaultAsync(cancel) is { } fault
            ? Results.Json(
                new { status = "unhealthy", code = fault.Code },
                statusCode: RefusalStatus.HttpStatusOf(fault, StatusCodes.Status503ServiceUnavailable)
            )
            : Results.Json(new { status = "ok" });

    private async Task<Fault?> FindFaultAsync(CancellationToken cancel)
    {
        using var limited = CancellationTokenSource.CreateLinkedTokenSource(cancel);
        limited.CancelAfter(Limit);
        try
        {
            return await tenants.CheckStoreAsync(limited.Token).WaitAsync(limited.Token);
        }
        catch (OperationCanceledException) when (!cancel.IsCancellationRequested)
        {
            return new Fault("STORE_UNAVAILABLE", "the store did not answer in time");
        }
    }
}
