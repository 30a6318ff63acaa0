using Bookseal.Books.Company;
using Bookseal.Books.Proof;
using Bookseal.Books.Runs;
using Bookseal.Books.Values;
using Bookseal.Closing.Driving;
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

/// <summary>
/// What is put before the certifier, and what they say to it: warnings accepted, certified, declined, signed. All of it
/// is bound to what they were shown.
/// </summary>
internal static class CertificationRoutes
{
    private const string NotFound = CompanyPeriods.NotFound;

    private const string Certified = """
        {"payload_digest":"e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"}
        """;

    private const string Accepted = """
        {"code":"billed_twice","words":"two instalments",
         "group_sha256":"e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"}
        """;

    public static void Map(IEndpointRouteBuilder routes)
    {
        var run = routes.MapGroup("/api/periods/{period}/run").OfOwnCompany();
        run.MapGet("/sign-off", ShowAsync)
            .Needs(Acts.Read)
            .Describe("What is put before the certifier", codes: NotFound);
        run.MapPost("/accept", AcceptAsync)
            .Needs(Acts.AcceptWarnings)
            .Describe(
                "Accept a group of warnings as it was shown",
                200,
                Accepted,
                null,
                NotFound,
                Refusal.PayloadChanged
            );
        run.MapPost("/certify", CertifyAsync)
            .Needs(Acts.Certify)
            .Describe(
                "Certify a close as it was shown, and sign it",
                200,
                Certified,
                null,
                NotFound,
                Refusal.PayloadChanged
            );
        run.MapPost("/decline", DeclineAsync)
            .Needs(Acts.Decline)
            .Describe(
                "Send a close back to its adjustments",
                200,
                """{"reason":"the rent is missing","tasks":[18]}""",
                codes: NotFound
            );
        run.MapPost("/sign", SignAsync)
            .Needs(Acts.Sign)
            .Describe(
                "Add one of the signatures that are awaited",
                200,
                Certified,
                null,
                NotFound,
                Refusal.PayloadChanged
            );
    }

    private static async Task<IResult> ShowAsync(Principal who, string period, CancellationToken cancel)
    {
        if (!(await who.FindPeriodAsync(period, cancel)).TryGet(out var code, out var fault))
            return Answer.Problem(fault);
        if (!(await who.Services.Reviews.ReadAsync(code, cancel)).TryGet(out var sheet, out fault))
            return Answer.Problem(fault);
        var run = (await who.Services.Runs.LoadAsync(code, cancel)).Run;
        return Answer.Json(
            sheet
                .FiguresJson()
                .With("payload_digest", run.Package?.Payload.ToString())
                .With("run", RunJson.Of(run))
                .With("warnings", new JsonArray(sheet.Warnings.Select(ToJson)))
        );
    }

    private static async Task<IResult> AcceptAsync(
        HttpContext context,
        Principal who,
        string period,
        CancellationToken cancel
    )
    {
        if (!(await who.FindPeriodAsync(period, cancel)).TryGet(out var code, out var fault))
            return Answer.Problem(fault);
        if (!(await RequestBody.ReadObjectAsync(context.Request, cancel)).TryGet(out var body, out fault))
            return Answer.Problem(fault);
        var fields = new Fields(body, RequestBody.Invalid);
        var (warning, group, words) = (
            fields.Text("code"),
            fields.Text("group_sha256", Digest.Parse),
            fields.Text("words")
        );
        if (!fields.Finish(() => true).TryGet(out _, out fault))
            return Answer.Problem(fault);
        var accepted = await who.Services.Reviews.AcceptAsync(code, who.Actor, warning, group, words, cancel);
        if (!accepted.IsOk)
            return Answer.Problem(accepted.Fault);
        return await ShowAsync(who, period, cancel);
    }

    private static async Task<IResult> CertifyAsync(
        HttpContext context,
        Principal who,
        string period,
        CancellationToken cancel
    )
    {
        if (!(await who.FindPeriodAsync(period, cancel)).TryGet(out var code, out var fault))
            return Answer.Problem(fault);
        if (!(await ReadShownAsync(context.Request, cancel)).TryGet(out var shown, out fault))
            return Answer.Problem(fault);
        var certified = await who.Services.Certifications.CertifyAsync(code, who.Actor, shown, cancel);
        return await RunRoutes.EndAsync(context, who, certified, StatusCodes.Status200OK, cancel);
    }

    private static async Task<IResult> DeclineAsync(
        HttpContext context,
        Principal who,
        string period,
        CancellationToken cancel
    )
    {
        if (!(await who.FindPeriodAsync(period, cancel)).TryGet(out var code, out var fault))
            return Answer.Problem(fault);
        if (!(await RequestBody.ReadObjectAsync(context.Request, cancel)).TryGet(out var body, out fault))
            return Answer.Problem(fault);
        var fields = new Fields(body, RequestBody.Invalid);
        var reason = fields.Text("reason");
        int[] tasks = fields.Has("tasks")
            ? [.. fields.Integers("tasks").Select(number => (int)Math.Clamp(number, -1, int.MaxValue))]
            : [];
        if (!fields.Finish(() => true).TryGet(out _, out fault))
            return Answer.Problem(fault);
        var declined = await who.Services.Reviews.DeclineAsync(code, who.Actor, tasks, reason, cancel);
        return await RunRoutes.EndAsync(context, who, declined, StatusCodes.Status200OK, cancel);
    }

    /// <summary>One of the signatures that a certified close awaits; the last one has it sealed.</summary>
    private static async Task<IResult> SignAsync(
        HttpContext context,
        Principal who,
        string period,
        CancellationToken cancel
    )
    {
        if (!(await who.FindPeriodAsync(period, cancel)).TryGet(out var code, out var fault))
            return Answer.Problem(fault);
        if (!(await ReadShownAsync(context.Request, cancel)).TryGet(out var shown, out fault))
            return Answer.Problem(fault);
        var run = (await who.Services.Runs.LoadAsync(code, cancel)).Run;
        if (run.Package is { } package && package.Payload != shown)
            return Answer.Problem(new(Refusal.PayloadChanged, "the close has changed since it was shown; look again"));
        if (run.HasSigned(who.Actor.Id))
            return await RunRoutes.EndAsync(context, who, run, StatusCodes.Status200OK, cancel);
        if (!(await who.Services.Signing.ReadAsync(run, cancel)).TryGet(out var staged, out fault))
            return Answer.Problem(fault);
        if (await who.Services.Signing.VerifyAsync(run, staged, cancel) is { } unfit)
            return Answer.Problem(unfit);
        var signed = await who.Services.Signing.SignAsync(run, staged, who.Actor, cancel);
        return await RunRoutes.EndAsync(context, who, signed, StatusCodes.Status200OK, cancel);
    }

    private static async Task<Result<Digest>> ReadShownAsync(HttpRequest request, CancellationToken cancel)
    {
        if (!(await RequestBody.ReadObjectAsync(request, cancel)).TryGet(out var body, out var fault))
            return fault;
        var fields = new Fields(body, RequestBody.Invalid);
        var shown = fields.Text("payload_digest", Digest.Parse);
        return fields.Finish(() => shown);
    }

    private static JsonValue ToJson(WarningReview review) =>
        JsonObject.Of(
            ("accepted_by", review.Answer?.By.ToString()),
            ("code", review.Group.Code),
            ("count", review.Group.Count),
            ("group_sha256", review.Group.Digest),
            ("warnings", new JsonArray(review.Group.Warnings.Select(warning => warning.ToJson()))),
            ("words", review.Answer?.Words)
        );
}
