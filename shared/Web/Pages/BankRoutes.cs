using Bookseal.Books.Banking;
using Bookseal.Books.Company;
using Bookseal.Books.Runs;
using Bookseal.Books.Values;
using Bookseal.Closing.Matching;
using Bookseal.Closing.Refusals;
using Bookseal.Web.Identity;
using Bookseal.Web.Pages.Access;
using Bookseal.Web.Pages.Parts;
using Bookseal.Web.Pages.Views;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Bookseal.Web.Pages;

/// <summary>
/// What of bank statements may be in the books: proposals, lines to match by hand, and what was decided. A match is
/// named by a digest of its lines, so that what is accepted or taken back is what was shown.
/// </summary>
internal static class BankRoutes
{
    private static readonly PeriodForm Form = new(ShowAsync) { MoreMembers = Limits.LinesTicked };

    public static void Map(IEndpointRouteBuilder pages, IEndpointRouteBuilder forms)
    {
        pages.MapGet(
            "/periods/{period}/bank",
            (HttpContext context, Principal who, string period) => ShowAsync(context, who, period, null, null)
        );
        MapForm("accept", "#proposals", form => new(Names(form), AcceptsAll: false, [], null));
        MapForm("undo", "#decided", form => new([], AcceptsAll: false, Names(form), null));
        MapForm("match", "#by-hand", form => new([], AcceptsAll: false, [], HandMatchOf(form)));

        void MapForm(string name, string place, Func<PageForm, MatchRequest> read) =>
            Form.Map(
                forms,
                $"/bank/{name}",
                Acts.Post,
                async (who, form, period, cancel) =>
                    (await DecideAsync(who, read(form), period, cancel)).Map(_ =>
                        $"/bank{BankView.QueryOf(form["account"], form["currency"])}{place}"
                    )
            );
    }

    private static Task<IResult> ShowAsync(
        HttpContext context,
        Principal who,
        string period,
        Fault? fault,
        PageForm? typed
    ) =>
        PeriodGround.ShowAsync(
            context,
            who,
            period,
            async ground =>
            {
                var reading = await who.Services.Matches.ReadAsync(
                    ground.Period,
                    ground.Master,
                    context.RequestAborted
                );
                if (!reading.TryGet(out var match, out var unread))
                    return FaultPage.Of(unread, ground.Frame);
                var query = context.Request.Query;
                var view = new BankView(ground.Frame, ground.Run, match.Bank, match.IsSealed)
                {
                    Fault = fault,
                    Account = typed?["account"] ?? $"{query["account"]}",
                    Currency = typed?["currency"] ?? $"{query["currency"]}",
                    Ticked = typed is null ? [] : [.. typed.All("item"), .. typed.All("transaction")],
                };
                var status = fault is null ? StatusCodes.Status200OK : RefusalStatus.HttpStatusOf(fault);
                return Page.Of<BankPage>(status, ("View", view));
            }
        );

    private static async Task<Result<MatchOutcome>> DecideAsync(
        Principal who,
        MatchRequest request,
        PeriodCode period,
        CancellationToken cancel
    )
    {
        if (!who.Caller.IsPerson)
            return new Fault(Refusal.PersonUnknown, "matching takes a person of the team: a token with --for");
        var run = (await who.Services.Runs.LoadAsync(period, cancel)).Run;
        if (!(await who.ReadMasterDataAsync(run, cancel)).TryGet(out var master, out var fault))
            return fault;
        return await who.Services.Matches.DecideAsync(period, request, who.Actor, master, cancel);
    }

    /// <summary>The ids of proposals or of matches.</summary>
    private static string[] Names(PageForm form) =>
        form["id"].Split(' ', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);

    private static HandMatch HandMatchOf(PageForm form) =>
        new(form.All("item"), form.All("transaction"), form["error"] == "yes");
}
