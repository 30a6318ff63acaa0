using Bookseal.Books.Company;
using Bookseal.Books.Ledger;
using Bookseal.Books.Values;
using Bookseal.Closing.Refusals;
using Bookseal.Web.Identity;
using Bookseal.Web.Pages.Access;
using Bookseal.Web.Pages.Parts;
using Bookseal.Web.Pages.Views;
using Bookseal.Web.Routes;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Bookseal.Web.Pages;

/// <summary>Accruals, deferrals and reclasses of a period: those that there are, and one more.</summary>
internal static class AdjustmentRoutes
{
    private const string Path = "/adjustments";
    private const int Shown = 100;

    public static void Map(IEndpointRouteBuilder pages, IEndpointRouteBuilder forms)
    {
        pages.MapGet(
            "/periods/{period}/adjustments",
            (HttpContext context, Principal who, string period) => ShowAsync(context, who, period, null, null)
        );
        new PeriodForm(ShowAsync).Map(forms, Path, Acts.Post, PostAsync);
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
                var (master, cancel) = (ground.Master, context.RequestAborted);
                var draft = typed is null
                    ? AdjustmentDraft.Of(ground.Period, master.Profile)
                    : DraftOf(typed, ground.Period, master.Profile);
                var found = await EntryLookup.FindAsync(who, EntryKind.Adjusting, ground.Period, Shown, cancel);
                var view = new AdjustmentsView(ground.Frame, ground.Run, master.Chart, draft, found)
                {
                    Fault = fault,
                    Faults = typed is null ? [] : FaultsOf(draft.Read(master.Chart, who.Actor.Id), fault),
                    Posted = $"{context.Request.Query["posted"]}",
                };
                var status = fault is null ? StatusCodes.Status200OK : RefusalStatus.HttpStatusOf(fault);
                return Page.Of<AdjustmentsPage>(status, ("View", view));
            }
        );

    /// <summary>The same said twice in a period is one adjustment, as on the command line.</summary>
    private static async Task<Result<string>> PostAsync(
        Principal who,
        PageForm form,
        PeriodCode period,
        CancellationToken cancel
    )
    {
        // During a close its own chart and team count.
        var run = (await who.Services.Runs.LoadAsync(period, cancel)).Run;
        if (!(await who.ReadMasterDataAsync(run, cancel)).TryGet(out var master, out var fault))
            return fault;
        var reading = DraftOf(form, period, master.Profile).Read(master.Chart, who.Actor.Id);
        if (reading.Adjustment is not { } adjustment)
            return reading.Faults[0].Fault;
        var posted = await who.Services.Adjustments.PostAsync(period, adjustment, who.Actor, master, cancel);
        return posted.Map(done => $"{Path}?posted={Uri.EscapeDataString($"{done.Entry.Id}")}");
    }

    /// <summary>What posting says of a date stands beside the date, too.</summary>
    private static IReadOnlyList<FieldFault> FaultsOf(AdjustmentReading reading, Fault? fault) =>
        fault is { Code: "ENTRY_OUTSIDE_PERIOD" or "BEFORE_BOOKS_START" or "DATE_OUT_OF_RANGE" }
            ? [new("date", fault)]
            : reading.Faults;

    private static AdjustmentDraft DraftOf(PageForm form, PeriodCode period, CompanyProfile profile) =>
        AdjustmentDraft.Of(period, profile) with
        {
            Type = form["type"],
            Debit = form["debit"],
            Credit = form["credit"],
            Amount = form["amount"],
            Currency = form["currency"],
            Date = form["date"],
            Text = form["text"],
            Job = form["job"],
            AutoReverse = form["auto_reverse"],
        };
}
