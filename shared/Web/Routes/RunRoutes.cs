using Bookseal.Books.Calendars;
using Bookseal.Books.Company;
using Bookseal.Books.Runs;
using Bookseal.Books.Values;
using Bookseal.Closing.Reading;
using Bookseal.Closing.Views;
using Bookseal.Web.Answers;
using Bookseal.Web.Identity;
using Bookseal.Web.OpenApi;
using Bookseal.Web.Requests;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Bookseal.Web.Routes;

/// <summary><c>/api/periods/{period}</c>: a period's close from its beginning to its end, and its health.</summary>
internal static class RunRoutes
{
    private const string NotFound = CompanyPeriods.NotFound;
    private const string Reason = """{"reason":"an invoice of January came late"}""";

    public static void Map(IEndpointRouteBuilder routes)
    {
        var period = routes.MapGroup("/api/periods/{period}").OfOwnCompany();
        period.MapGet("/health", HealthAsync).Needs(Acts.Read).Describe("The pre-close health check", codes: NotFound);
        period.MapGet("/run", ReadAsync).Needs(Acts.Read).Describe("A period's close as it stands", codes: NotFound);
        period
            .MapPost("/run", BeginAsync)
            .Needs(Acts.Begin)
            .Describe(
                "Begin a close, or go on with a blocked one",
                202,
                """{"deadline":"2026-02-10","priority":"normal"}""",
                codes: NotFound
            );
        period
            .MapPost("/run/cancel", CancelAsync)
            .Needs(Acts.Cancel)
            .Describe("Give a close up", 202, Reason, codes: NotFound);
        period
            .MapPost("/reopen", ReopenAsync)
            .Needs(Acts.Reopen)
            .Describe("Withdraw a closed period's certificate", 202, Reason, codes: NotFound);
        period
            .MapPost("/lock", LockAsync)
            .Needs(Acts.Lock)
            .Describe("Make a fiscal year's last close final", 202, codes: NotFound);
    }

    private static async Task<IResult> HealthAsync(Principal who, string period, CancellationToken cancel)
    {
        if (!(await who.FindPeriodAsync(period, cancel)).TryGet(out var code, out var fault))
            return Answer.Problem(fault);
        if (!(await who.Workspace.ReadMasterDataAsync(cancel)).TryGet(out var master, out fault))
            return Answer.Problem(fault);
        return Answer.Of(await who.Services.Health.CheckAsync(code, master, cancel), report => report.ToJson());
    }

    private static async Task<IResult> ReadAsync(Principal who, string period, CancellationToken cancel)
    {
        if (!(await who.FindPeriodAsync(period, cancel)).TryGet(out var code, out var fault))
            return Answer.Problem(fault);
        return Answer.Json(await RunView.ReadAsync(who.Services, code, cancel));
    }

    /// <summary>202: the run goes on by itself, as far as it goes without people.</summary>
    private static async Task<IResult> BeginAsync(
        HttpContext context,
        Principal who,
        string period,
        CancellationToken cancel
    )
    {
        if (!(await who.FindPeriodAsync(period, cancel)).TryGet(out var code, out var fault))
            return Answer.Problem(fault);
        if (!(await RequestBody.ReadOptionalAsync(context.Request, cancel)).TryGet(out var body, out fault))
            return Answer.Problem(fault);
        var fields = new Fields(body, RequestBody.Invalid);
        var deadline = fields.OptionalText("deadline", Dates.Parse);
        var priority = fields.OptionalText("priority", ClosePriorities.Parse) ?? ClosePriority.Normal;
        if (!fields.Finish(() => true).TryGet(out _, out fault))
            return Answer.Problem(fault);
        var begun = await who.Services.Host.BeginAsync(code, who.Actor, deadline, priority, cancel);
        return await EndAsync(context, who, begun, StatusCodes.Status202Accepted, cancel);
    }

    private static Task<IResult> CancelAsync(
        HttpContext context,
        Principal who,
        string period,
        CancellationToken cancel
    ) =>
        WithReasonAsync(
            context,
            who,
            period,
            async (code, reason) =>
            {
                var run = (await who.Services.Runs.LoadAsync(code, cancel)).Run;
                if (run.IsHalfCancelled)
                    return run; // the driver finishes it
                return await who.Services.Runs.ExecuteAsync(
                    code,
                    async _ => new CancelRun(who.Actor, reason)
                    {
                        Team = (await who.Services.Teams.ReadAsync(cancel))?.Standing,
                    },
                    cancel
                );
            },
            cancel
        );

    private static Task<IResult> ReopenAsync(
        HttpContext context,
        Principal who,
        string period,
        CancellationToken cancel
    ) =>
        WithReasonAsync(
            context,
            who,
            period,
            async (code, reason) =>
            {
                var run = (await who.Services.Runs.LoadAsync(code, cancel)).Run;
                return run.IsHalfCancelled
                    ? run
                    : await who.Services.Reopening.DecertifyAsync(code, who.Actor, reason, cancel);
            },
            cancel
        );

    private static async Task<IResult> LockAsync(
        HttpContext context,
        Principal who,
        string period,
        CancellationToken cancel
    )
    {
        if (!(await who.FindPeriodAsync(period, cancel)).TryGet(out var code, out var fault))
            return Answer.Problem(fault);
        var locked = await who.Services.Runs.ExecuteAsync(
            code,
            async _ => new LockPeriod(who.Actor) { Team = (await who.Services.Teams.ReadAsync(cancel))?.Standing },
            cancel
        );
        return await EndAsync(context, who, locked, StatusCodes.Status202Accepted, cancel);
    }

    private static async Task<IResult> WithReasonAsync(
        HttpContext context,
        Principal who,
        string period,
        Func<PeriodCode, string, Task<Result<CloseRun>>> act,
        CancellationToken cancel
    )
    {
        if (!(await who.FindPeriodAsync(period, cancel)).TryGet(out var code, out var fault))
            return Answer.Problem(fault);
        if (!(await RequestBody.ReadObjectAsync(context.Request, cancel)).TryGet(out var body, out fault))
            return Answer.Problem(fault);
        var fields = new Fields(body, RequestBody.Invalid);
        var reason = fields.Text("reason");
        if (!fields.Finish(() => true).TryGet(out _, out fault))
            return Answer.Problem(fault);
        return await EndAsync(context, who, await act(code, reason), StatusCodes.Status202Accepted, cancel);
    }

    /// <summary>What was decided is in the chain; the driver is woken, and the run answered as it stands.</summary>
    internal static async Task<IResult> EndAsync(
        HttpContext context,
        Principal who,
        Result<CloseRun> decided,
        int status,
        CancellationToken cancel
    )
    {
        if (!decided.TryGet(out var run, out var fault))
            return Answer.Problem(fault);
        await CloseWaker.WakeAsync(context, who, run.Period, cancel);
        if (status == StatusCodes.Status202Accepted)
            context.Response.Headers.Location = $"/api/periods/{run.Period}/run";
        return Answer.Json(RunJson.Of(run), status);
    }
}
