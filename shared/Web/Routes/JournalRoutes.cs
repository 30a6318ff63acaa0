using Bookseal.Books.Company;
using Bookseal.Books.Values;
using Bookseal.Closing.Refusals;
using Bookseal.Closing.Views;
using Bookseal.Storage.Journals;
using Bookseal.Web.Answers;
using Bookseal.Web.Callers;
using Bookseal.Web.Identity;
using Bookseal.Web.OpenApi;
using Bookseal.Web.Requests;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Bookseal.Web.Routes;

/// <summary>
/// What is posted: <c>POST /finance/journal</c>, and adjustments of a month. A posting's idempotency key is its batch's
/// own, so that a repeat is the same posting for as long as the journal stands.
/// </summary>
internal static class JournalRoutes
{
    private const string Entries = """
        {"entries":[{"id":"JE-9","date":"2026-01-31","kind":"standard","description":"Rent","lines":[
         {"account":"6000","currency":"USD","debit":"50.00"},{"account":"1000","currency":"USD","credit":"50.00"}]}]}
        """;

    private const string Adjustment = """
        {"type":"reclass","debit":"6000","credit":"4000","amount":"10.00","text":"Rent, not a sale"}
        """;

    public static void Map(IEndpointRouteBuilder routes)
    {
        var posting = routes.MapGroup("").Needs(Acts.Post).OfOwnCompany().KeepsItsOwnKeys();
        posting
            .MapPost("/finance/journal", PostAsync)
            .Describe("Post entries; the Idempotency-Key is the batch's own", 201, Entries);
        posting
            .MapPost("/api/gl/periods/{period}/adjustments", AdjustAsync)
            .Describe("Post an accrual, a deferral or a reclass", 201, Adjustment);
    }

    /// <summary>201; 200 for a batch that was posted before.</summary>
    private static async Task<IResult> PostAsync(Principal who, HttpRequest request, CancellationToken cancel)
    {
        if (!PostingKey.Read(request).TryGet(out var key, out var fault))
            return Answer.Problem(fault);
        if (!(await who.ReadBodyAsync(request, cancel)).Then(JournalBody.Read).TryGet(out var body, out fault))
            return Answer.Problem(fault);
        if (!(await who.Workspace.ReadMasterDataAsync(cancel)).TryGet(out var master, out fault))
            return Answer.Problem(fault);
        if (!body.ReadEntries(master, who.Actor.Id).TryGet(out var entries, out fault))
            return Refuse(fault);
        var named = body.Period ?? PeriodCode.Of(entries[0].Date).ToString();
        if (!(await who.FindPeriodAsync(named, cancel)).TryGet(out var period, out fault))
            return Answer.Problem(fault);
        var posting = who.Services.Posting;
        var posted = body.IsAdjustment
            ? await posting.AdjustAsync(period, key, entries, who.Actor, master, cancel)
            : await posting.PostAsync(period, key, entries, who.Actor, master, cancel);
        return posted.TryGet(out var done, out fault)
            ? Answer.Json(
                JsonObject.Of(
                    ("entries", done.Entries),
                    ("key", key),
                    ("known", done.WasKnown),
                    ("period", period.ToString())
                ),
                StatusOf(done)
            )
            : Refuse(fault);
    }

    /// <summary>Without a key the same said twice is one adjustment, as on the command line.</summary>
    private static async Task<IResult> AdjustAsync(
        Principal who,
        string period,
        HttpRequest request,
        CancellationToken cancel
    )
    {
        if (!(await who.ReadBodyAsync(request, cancel)).TryGet(out var body, out var fault))
            return Answer.Problem(fault);
        if (!(await who.FindPeriodAsync(period, cancel)).TryGet(out var month, out fault))
            return Answer.Problem(fault);
        if (!(await who.Workspace.ReadMasterDataAsync(cancel)).TryGet(out var master, out fault))
            return Answer.Problem(fault);
        // During a close its own chart and team count.
        var run = (await who.Services.Runs.LoadAsync(month, cancel)).Run;
        master = run.IsActive ? await who.Workspace.ReadMasterDataAsync(run, cancel) : master;
        var read = JournalBody.ReadAdjustment(body, month, master.Profile, PostingKey.Find(request));
        if (!read.TryGet(out var adjustment, out fault))
            return Answer.Problem(fault);
        var posted = await who.Services.Adjustments.PostAsync(month, adjustment, who.Actor, master, cancel);
        return posted.TryGet(out var done, out fault)
            ? Answer.Json(AdjustmentJson.Of(adjustment, done), StatusOf(done.Outcome))
            : Refuse(fault);
    }

    private static int StatusOf(PostOutcome posted) =>
        posted.WasKnown ? StatusCodes.Status200OK : StatusCodes.Status201Created;

    /// <summary>What no list has a status for is wrong with the entries, and not with the state of the books.</summary>
    private static IResult Refuse(Fault fault) =>
        Answer.Problem(fault, RefusalStatus.HttpStatusOf(fault, StatusCodes.Status422UnprocessableEntity));
}
