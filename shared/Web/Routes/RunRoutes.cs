using Bookseal.Books.Calendars;
using Bookseal.Books.Company;
using Bookseal.Books.Values;
using Bookseal.Closing.Reading;
using Bookseal.Web.Answers;
using Bookseal.Web.Identity;
using Bookseal.Web.OpenApi;
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
        var period = routes.MapGroup("/api/periods/{period}").OfOwnCompany().HeedsIfMatch();
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
        return Answer.Json(await RunDocuments.RunAsync(who, code, cancel));
    }

    /// <summary>202: the run goes on by itself, as far as it goes without people.</summary>
    private static Task<IResult> BeginAsync(
        Principal who,
        HttpRequest request,
        string period,
        CancellationToken cancel
    ) =>
        PeriodAct.DoAsync(
            who,
            request,
            period,
            fields =>
                (
                    Deadline: fields.OptionalText("deadline", Dates.Parse),
                    Priority: fields.OptionalText("priority", ClosePriorities.Parse) ?? ClosePriority.Normal
                ),
            (code, wish) => who.Services.Host.BeginAsync(code, who.Actor, wish.Deadline, wish.Priority, cancel),
            StatusCodes.Status202Accepted
        );

    private static Task<IResult> CancelAsync(
        Principal who,
        HttpRequest request,
        string period,
        CancellationToken cancel
    ) =>
        PeriodAct.DoAsync(
            who,
            request,
            period,
            fields => fields.Text("reason"),
            (code, reason) => who.Services.RunDesk.CancelAsync(code, who.Actor, reason, cancel),
            StatusCodes.Status202Accepted
        );

    private static Task<IResult> ReopenAsync(
        Principal who,
        HttpRequest request,
        string period,
        CancellationToken cancel
    ) =>
        PeriodAct.DoAsync(
            who,
            request,
            period,
            fields => fields.Text("reason"),
            (code, reason) => who.Services.RunDesk.ReopenAsync(code, who.Actor, reason, cancel),
            StatusCodes.Status202Accepted
        );

    private static Task<IResult> LockAsync(
        Principal who,
        HttpRequest request,
        string period,
        CancellationToken cancel
    ) =>
        PeriodAct.DoAsync(
            who,
            request,
            period,
            PeriodAct.Nothing,
            (code, _) => who.Services.RunDesk.LockAsync(code, who.Actor, cancel),
            StatusCodes.Status202Accepted
        );
}
