using System.Text;
using Bookseal.Books.Company;
using Bookseal.Books.Values;
using Bookseal.Closing.Reading;
using Bookseal.Closing.Views;
using Bookseal.Web.Answers;
using Bookseal.Web.Identity;
using Bookseal.Web.OpenApi;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Bookseal.Web.Routes;

/// <summary>
/// <c>GET /api/periods/{period}/run/events</c>: a close as it goes on, as server-sent events (WHATWG HTML, 9.2).
/// </summary>
internal static class ProgressRoutes
{
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(1);

    /// <summary>Shorter than what a functions host lets an answer take; browsers come back by themselves.</summary>
    private static readonly TimeSpan Longest = TimeSpan.FromMinutes(3);

    /// <summary>So often something is said, or proxies take the stream for dead.</summary>
    private static readonly TimeSpan Silence = TimeSpan.FromSeconds(15);

    public static void Map(IEndpointRouteBuilder routes) =>
        routes
            .MapGet("/api/periods/{period}/run/events", AnswerAsync)
            .Needs(Acts.Read)
            .OfOwnCompany()
            .Describe("A close as it goes on: an event each time that it has changed", codes: CompanyPeriods.NotFound);

    private static async Task AnswerAsync(
        HttpContext context,
        Principal who,
        string period,
        TimeProvider clock,
        CancellationToken cancel
    )
    {
        if (!(await who.FindPeriodAsync(period, cancel)).TryGet(out var code, out var fault))
        {
            await Answer.Problem(fault).ExecuteAsync(context);
            return;
        }

        context.Response.ContentType = "text/event-stream";
        context.Response.Headers.CacheControl = "no-store";
        if (HeadAsGet.Is(context))
            return; // as long as somebody watched it would go on
        try
        {
            await StreamAsync(context.Response, who, code, clock, cancel);
        }
        catch (OperationCanceledException) when (cancel.IsCancellationRequested)
        {
            // whoever watched has left
        }
    }

    /// <summary>Ends with the close, with the token, or when it is time to come again.</summary>
    private static async Task StreamAsync(
        HttpResponse response,
        Principal who,
        PeriodCode period,
        TimeProvider clock,
        CancellationToken cancel
    )
    {
        var (begin, said) = (clock.GetTimestamp(), clock.GetTimestamp());
        long size = -1;
        var last = "";
        while (clock.GetElapsedTime(begin) < Longest && await who.IsStillLetInAsync(cancel))
        {
            var head = (await who.Workspace.ReadHeadAsync(cancel)).Head.Size;
            if (head != size)
            {
                size = head;
                var run = (await who.Services.Runs.LoadAsync(period, cancel)).Run;
                var text = RunJson.Of(run).ToString();
                if (text != last)
                {
                    await SayAsync(response, $"event: run\ndata: {text}\n\n", cancel);
                    (last, said) = (text, clock.GetTimestamp());
                }

                if (!run.IsActive)
                    return;
            }

            if (clock.GetElapsedTime(said) >= Silence)
            {
                await SayAsync(response, ": nothing new\n\n", cancel);
                said = clock.GetTimestamp();
            }

            await Task.Delay(Pause, cancel);
        }
    }

    private static async Task SayAsync(HttpResponse response, string text, CancellationToken cancel)
    {
        await response.Body.WriteAsync(Encoding.UTF8.GetBytes(text), cancel);
        await response.Body.FlushAsync(cancel);
    }
}
