using Bookseal.Books.Company;
using Bookseal.Books.Proof;
using Bookseal.Books.Runs;
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
        var run = routes.MapGroup("/api/periods/{period}/run").OfOwnCompany().HeedsIfMatch();
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
        // The digest first: figures that are newer than it are refused when they are certified.
        var run = (await who.Services.Runs.LoadAsync(code, cancel)).Run;
        if (!(await who.Services.Reviews.ReadAsync(code, cancel)).TryGet(out var sheet, out fault))
            return Answer.Problem(fault);
        return Answer.Json(
            sheet
                .FiguresJson()
                .With("payload_digest", run.Package?.Payload.ToString())
                .With("run", RunJson.Of(run))
                .With("warnings", new JsonArray(sheet.Warnings.Select(ToJson)))
        );
    }

    private static Task<IResult> AcceptAsync(
        Principal who,
        HttpRequest request,
        string period,
        CancellationToken cancel
    ) =>
        PeriodAct.AskAsync(
            who,
            request,
            period,
            fields =>
                (
                    Code: fields.Text("code"),
                    Group: fields.Text("group_sha256", Digest.Parse),
                    Words: fields.Text("words")
                ),
            async (code, said) =>
            {
                var reviews = who.Services.Reviews;
                var accepted = await reviews.AcceptAsync(code, who.Actor, said.Code, said.Group, said.Words, cancel);
                return accepted.IsOk ? await ShowAsync(who, period, cancel) : Answer.Problem(accepted.Fault);
            }
        );

    private static Task<IResult> CertifyAsync(
        Principal who,
        HttpRequest request,
        string period,
        CancellationToken cancel
    ) =>
        PeriodAct.DoAsync(
            who,
            request,
            period,
            Shown,
            (code, shown) => who.Services.Certifications.CertifyAsync(code, who.Actor, shown, cancel)
        );

    private static Task<IResult> DeclineAsync(
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
                    Reason: fields.Text("reason"),
                    Shown: fields.Has("payload_digest") ? Shown(fields) : (Digest?)null,
                    Tasks: fields.Has("tasks")
                        ? fields.Integers("tasks").Select(number => (int)Math.Clamp(number, -1, int.MaxValue)).ToArray()
                        : []
                ),
            (code, said) =>
                who.Services.Reviews.DeclineAsync(code, who.Actor, said.Tasks, said.Reason, said.Shown, cancel)
        );

    /// <summary>One of the signatures that a certified close awaits; the last one has it sealed.</summary>
    private static Task<IResult> SignAsync(
        Principal who,
        HttpRequest request,
        string period,
        CancellationToken cancel
    ) =>
        PeriodAct.DoAsync(
            who,
            request,
            period,
            Shown,
            (code, shown) => who.Services.Certifications.SignAsync(code, who.Actor, shown, cancel)
        );

    private static Digest Shown(Fields fields) => fields.Text("payload_digest", Digest.Parse);

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
