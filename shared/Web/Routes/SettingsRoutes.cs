using Bookseal.Books.Company;
using Bookseal.Books.Teams;
using Bookseal.Books.Values;
using Bookseal.Closing.Runs;
using Bookseal.Closing.Teams;
using Bookseal.Closing.Views;
using Bookseal.Web.Answers;
using Bookseal.Web.Identity;
using Bookseal.Web.OpenApi;
using Bookseal.Web.Requests;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Net.Http.Headers;

namespace Bookseal.Web.Routes;

/// <summary>
/// <c>/api/settings</c>: a company's settings in force, and its team and policy, which change by a proposal and an
/// approver. Each decision names the proposal that was shown, and with an <c>If-Match</c> all that was shown.
/// </summary>
internal static class SettingsRoutes
{
    private const string Shown = """
        {"proposal_sha256":"e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"}
        """;

    private const string Refused = """
        {"proposal_sha256":"e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855","reason":"not yet"}
        """;

    private const string Wanted = """
        {"policy":{"segregation":"enforced","tolerance_minor":0},
         "team":[{"id":"nora","name":"Nora","role":"preparer","manager":"imani"},
                 {"id":"imani","name":"Imani","role":"approver"}]}
        """;

    public static void Map(IEndpointRouteBuilder routes)
    {
        var settings = routes.MapGroup("/api/settings").OfOwnCompany();
        settings
            .MapGet("", (Principal who, CancellationToken cancel) => ShowAsync(who, cancel))
            .NeedsAllPeriods(Acts.Read)
            .Describe("Settings, team and policy in force, and what is proposed", codes: "BOOKS_NOT_FOUND");
        settings
            .MapPost("/proposal", ProposeAsync)
            .NeedsPerson(Acts.ProposeTeam)
            .Describe(
                "Propose another team or policy",
                200,
                Wanted,
                null,
                TeamRules.Unchanged,
                Governance.TooLarge,
                RunExpectation.Failed
            );
        settings
            .MapPost("/proposal/approve", ApproveAsync)
            .NeedsPerson(Acts.DecideTeam)
            .Describe(
                "Put what is proposed into force, as it was shown",
                200,
                Shown,
                null,
                TeamRules.ProposalChanged,
                TeamRules.NotPending,
                TeamRules.SelfApproval,
                TeamRules.Pinned,
                RunExpectation.Failed
            );
        settings
            .MapPost("/proposal/reject", RejectAsync)
            .NeedsPerson(Acts.DecideTeam)
            .Describe(
                "Turn down what is proposed, as it was shown",
                200,
                Refused,
                null,
                TeamRules.ProposalChanged,
                TeamRules.NotPending,
                RunExpectation.Failed
            );
    }

    private static async Task<IResult> ShowAsync(Principal who, CancellationToken cancel) =>
        Answer.Of(await ReadAsync(who, cancel), document => document);

    private static async Task<Result<JsonObject>> ReadAsync(Principal who, CancellationToken cancel)
    {
        if (!(await who.Workspace.ReadMasterDataAsync(cancel)).TryGet(out var master, out var fault))
            return fault;
        var state = await who.Services.Teams.ReadAsync(cancel) ?? TeamState.Inherited(master.Profile);
        var outlook = await who.Services.Teams.ReadOutlookAsync(master.Profile.FirstPeriod, cancel);
        return TeamJson
            .Of(state, master.Profile)
            .With("effective_from", outlook.EffectiveFrom.ToString())
            .With("pinned_by", JsonArray.OfTexts(outlook.Pinned.Select(period => period.ToString())))
            // Addresses are for mail alone; who is in the team stands with how they came in.
            .With("settings", master.Profile.ToJson().With("team", null).With("policy", null));
    }

    private static Task<IResult> ProposeAsync(Principal who, HttpRequest request, CancellationToken cancel) =>
        DecideAsync(
            who,
            request,
            Governance.FromJson,
            async (teams, wanted) =>
                (await FindFaultAsync(who, wanted, cancel)) is { } fault
                    ? fault
                    : await teams.ProposeAsync(wanted, who.Actor, cancel)
        );

    /// <summary><c>TEAM_INVALID</c> for a team that bookseal.json could not have.</summary>
    private static async Task<Fault?> FindFaultAsync(Principal who, Governance wanted, CancellationToken cancel)
    {
        if (!(await who.Services.Periods.ProfileAsync(cancel)).TryGet(out var profile, out var fault))
            return fault;
        var read = CompanyProfile.FromJson(wanted.In(profile).ToJson());
        return read.IsOk ? null : new Fault("TEAM_INVALID", read.Fault.Message);
    }

    private static Task<IResult> ApproveAsync(Principal who, HttpRequest request, CancellationToken cancel) =>
        DecideAsync(
            who,
            request,
            body =>
            {
                var fields = new Fields(body, RequestBody.Invalid);
                var shown = fields.Text("proposal_sha256", Digest.Parse);
                return fields.Finish(() => shown);
            },
            (teams, shown) => teams.ApproveAsync(shown, who.Actor, cancel)
        );

    private static Task<IResult> RejectAsync(Principal who, HttpRequest request, CancellationToken cancel) =>
        DecideAsync(
            who,
            request,
            body =>
            {
                var fields = new Fields(body, RequestBody.Invalid);
                var (shown, reason) = (fields.Text("proposal_sha256", Digest.Parse), fields.Text("reason"));
                return fields.Finish(() => (Shown: shown, Reason: reason));
            },
            (teams, said) => teams.RejectAsync(said.Shown, who.Actor, said.Reason, cancel)
        );

    private static async Task<IResult> DecideAsync<T>(
        Principal who,
        HttpRequest request,
        Func<JsonObject, Result<T>> read,
        Func<TeamService, T, Task<Result<TeamState>>> decideAsync
    )
    {
        var cancel = request.HttpContext.RequestAborted;
        if (!(await who.ReadBodyAsync(request, cancel)).Then(read).TryGet(out var said, out var fault))
            return Answer.Problem(fault);
        if (!IfMatch.TagsOf(request).TryGet(out var tags, out fault))
            return Answer.Problem(fault);
        var teams = tags is null
            ? who.Services.Teams
            : who.Services.Teams.Expecting(later => RefuseAsync(who, tags, later));
        var decided = await decideAsync(teams, said);
        return decided.IsOk ? await ShowAsync(who, cancel) : Answer.Problem(decided.Fault);
    }

    private static async Task<Fault?> RefuseAsync(
        Principal who,
        IReadOnlyList<EntityTagHeaderValue> tags,
        CancellationToken cancel
    )
    {
        if (!(await ReadAsync(who, cancel)).TryGet(out var document, out var unread))
            return unread;
        return tags.Names(EntityTag.Of(document))
            ? null
            : new(RunExpectation.Failed, "the settings are not as you have read them; read them again");
    }
}
