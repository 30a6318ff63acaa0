using Bookseal.Books.Company;
using Bookseal.Books.Payouts;
using Bookseal.Books.Values;
using Bookseal.Closing.Payouts;
using Bookseal.Web.Answers;
using Bookseal.Web.Identity;
using Bookseal.Web.OpenApi;
using Bookseal.Web.Requests;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Bookseal.Web.Routes;

/// <summary>
/// <c>/payout</c>: payouts with their approvals, and their settlement through the operator's provider. Who approves
/// what is the payout's own rule.
/// </summary>
internal static class PayoutRoutes
{
    /// <summary>The least whom an amount may ask for.</summary>
    private static readonly Act Approve = Acts.ApprovePayout with { Role = Role.Reviewer };

    public static void Map(IEndpointRouteBuilder routes)
    {
        var payouts = routes.MapGroup("").OfOwnCompany();
        payouts.MapGet("/payouts", ListAsync).NeedsAllPeriods(Acts.Read).Describe("What the company pays out");
        payouts
            .MapGet("/payout/{id}", ShowAsync)
            .NeedsAllPeriods(Acts.Read)
            .Describe("A payout with its approvals and settlement", codes: PayoutDecider.NotFound);
        payouts
            .MapPost("/payout", CreateAsync)
            .NeedsPerson(Acts.CreatePayout)
            .Describe("Create a payout", 201, codes: PayoutDecider.Exists);
        payouts
            .MapPost("/payout/{id}/settle", SettleAsync)
            .NeedsPerson(Acts.SettlePayout)
            .Describe("Ask the provider to pay", codes: PayoutDecider.NotPossible);
        MapAct(payouts, "approve", Approve, PayoutBody.ReadApproval);
        MapAct(payouts, "return", Acts.SettlePayout, PayoutBody.ReadReturn);
        MapAct(payouts, "fail", Acts.SettlePayout, PayoutBody.ReadFailure);
    }

    private static void MapAct(
        RouteGroupBuilder payouts,
        string name,
        Act act,
        Func<PayoutId, Actor, JsonObject, Result<PayoutCommand>> read
    ) =>
        payouts
            .MapPost(
                $"/payout/{{id}}/{name}",
                (Principal who, string id, HttpRequest request, CancellationToken cancel) =>
                    ExecuteAsync(who, id, request, read, cancel)
            )
            .NeedsPerson(act)
            .Describe($"To {act.Name}: {name}", codes: [PayoutDecider.NotFound, PayoutDecider.NotPossible]);

    private static async Task<IResult> ListAsync(Principal who, string? stuck, CancellationToken cancel)
    {
        if (stuck is not (null or "" or "true" or "false"))
            return Answer.Problem(new("QUERY_INVALID", "stuck is true or false"));
        if (!(await who.Services.ReadPayoutSettings(cancel)).TryGet(out var settings, out var fault))
            return Answer.Problem(fault);
        var all = await who.Services.Payouts.ListAsync(cancel);
        var now = who.Workspace.Clock.GetUtcNow();
        var late = all.Where(payout => payout.IsStuck(now, settings.StuckAfter)).ToList();
        return Answer.Json(
            JsonObject.Of(
                ("payouts", new JsonArray((stuck == "true" ? late : all).Select(payout => payout.ToJson()))),
                ("stuck", JsonArray.OfTexts(late.Select(payout => payout.Id.ToString())))
            )
        );
    }

    private static async Task<IResult> ShowAsync(Principal who, string id, string? events, CancellationToken cancel)
    {
        if (!PayoutId.Parse(id).TryGet(out var named, out var fault))
            return Answer.Problem(fault);
        if (events is not (null or "" or "true" or "false"))
            return Answer.Problem(new("QUERY_INVALID", "events is true or false"));
        if (await who.Services.Payouts.FindAsync(named, cancel) is not { } payout)
            return Answer.Problem(new(PayoutDecider.NotFound, $"there is no payout {named}"));
        if (events != "true")
            return Answer.Json(payout.ToJson());
        var entries = await who.Services.Payouts.ReadEventsAsync(named, cancel);
        return Answer.Json(payout.ToJson().With("events", new JsonArray(entries.Select(entry => entry.ToJson()))));
    }

    /// <summary>201; 200 for one that is there already with the same terms.</summary>
    private static async Task<IResult> CreateAsync(Principal who, HttpRequest request, CancellationToken cancel)
    {
        if (!(await who.ReadBodyAsync(request, cancel)).TryGet(out var body, out var fault))
            return Answer.Problem(fault);
        if (!(await who.Workspace.ReadMasterDataAsync(cancel)).TryGet(out var master, out fault))
            return Answer.Problem(fault);
        if (!PayoutBody.ReadNew(who.Tenant, master.Profile, body).TryGet(out var asked, out fault))
            return Answer.Problem(fault);
        if (!(await who.Services.ReadPayoutSettings(cancel)).TryGet(out var settings, out fault))
            return Answer.Problem(fault);
        if (!settings.TierOf(asked.Terms.Amount).TryGet(out var tier, out fault))
            return Answer.Problem(fault);
        var isKnown = await who.Services.Payouts.FindAsync(asked.Id, cancel) is not null;
        var create = new CreatePayout(asked.Id, who.Actor, asked.Terms, tier);
        if (!(await who.Services.Payouts.ExecuteAsync(create, cancel)).TryGet(out var payout, out fault))
            return Answer.Problem(fault);
        request.HttpContext.Response.Headers.Location = $"/payout/{payout.Id}";
        return Answer.Json(payout.ToJson(), isKnown ? StatusCodes.Status200OK : StatusCodes.Status201Created);
    }

    private static async Task<IResult> ExecuteAsync(
        Principal who,
        string id,
        HttpRequest request,
        Func<PayoutId, Actor, JsonObject, Result<PayoutCommand>> read,
        CancellationToken cancel
    )
    {
        if (!PayoutId.Parse(id).TryGet(out var named, out var fault))
            return Answer.Problem(fault);
        if (!(await who.ReadOptionalBodyAsync(request, cancel)).TryGet(out var body, out fault))
            return Answer.Problem(fault);
        return read(named, who.Actor, body).TryGet(out var command, out fault)
            ? Answer.Of(await who.Services.Payouts.ExecuteAsync(command, cancel), payout => payout.ToJson())
            : Answer.Problem(fault);
    }

    /// <summary>Asks the provider, or asks again where its answer was lost: the same call is the way on.</summary>
    private static async Task<IResult> SettleAsync(
        Principal who,
        string id,
        HttpRequest request,
        CancellationToken cancel
    )
    {
        if (!PayoutId.Parse(id).TryGet(out var named, out var fault))
            return Answer.Problem(fault);
        if (!(await who.ReadOptionalBodyAsync(request, cancel)).Then(PayoutBody.ReadNothing).TryGet(out _, out fault))
            return Answer.Problem(fault);
        if (!(await who.Services.ReadPayoutSettings(cancel)).TryGet(out var settings, out fault))
            return Answer.Problem(fault);
        var provider = new SettlementWebhook(settings, who.Workspace.Clock);
        return Answer.Of(
            await who.Services.Payouts.SettleAsync(named, who.Actor, provider, cancel),
            payout => payout.ToJson()
        );
    }
}
