using Bookseal.Books.Accruals;
using Bookseal.Books.Company;
using Bookseal.Books.Ledger;
using Bookseal.Books.Values;
using Bookseal.Closing.Refusals;
using Bookseal.Web.Identity;
using Bookseal.Web.Pages.Access;
using Bookseal.Web.Pages.Parts;
using Bookseal.Web.Pages.Views;
using Bookseal.Web.Requests;
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
        var form = new PeriodForm(ShowAsync) { MoreMembers = Limits.LinesTicked };
        form.Map(forms, Path, Acts.Post, PostAsync);
        form.Map(forms, Path + "/accrued", Acts.NameAccrual, NameAsync);
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
                    ? DraftOf(context.Request.Query, ground.Period, master.Profile)
                    : DraftOf(typed, ground.Period, master.Profile);
                var found = await EntryLookup.FindAsync(who, EntryKind.Adjusting, ground.Period, Shown, cancel);
                var view = new AdjustmentsView(ground.Frame, ground.Run, master.Chart, draft, found)
                {
                    Fault = fault,
                    Faults =
                        typed is null || typed["entry"].Length > 0
                            ? []
                            : FaultsOf(draft.Read(master.Chart, who.Actor.Id), fault),
                    Missing = await MissingAsync(who, ground, cancel),
                    Costs = (await who.Services.CostAccruals.ReadAsync(ground.Period, cancel)).TryGet(
                        out var costs,
                        out _
                    )
                        ? costs
                        : null,
                    Posted = $"{context.Request.Query["posted"]}",
                };
                var status = fault is null ? StatusCodes.Status200OK : RefusalStatus.HttpStatusOf(fault);
                return Page.Of<AdjustmentsPage>(status, ("View", view));
            }
        );

    /// <summary>What recurs and is not there yet; nothing in a period that takes no more.</summary>
    private static async Task<IReadOnlyList<AccrualProposal>> MissingAsync(
        Principal who,
        PeriodGround ground,
        CancellationToken cancel
    )
    {
        if (ground.Run.IsClosed)
            return [];
        var proposed = await who.Services.Accruals.ProposeAsync(ground.Period, ground.Master, cancel);
        return proposed.TryGet(out var missing, out _) ? missing : [];
    }

    /// <summary>What an address brings is a draft as any other: nothing is posted before somebody sends it.</summary>
    private static AdjustmentDraft DraftOf(IQueryCollection query, PeriodCode period, CompanyProfile profile)
    {
        var draft = AdjustmentDraft.Of(period, profile);
        return draft with
        {
            Type = $"{query["type"]}",
            Debit = $"{query["debit"]}",
            Credit = $"{query["credit"]}",
            Amount = $"{query["amount"]}",
            Currency = query["currency"] is [{ Length: > 0 } currency] ? currency : draft.Currency,
            Text = $"{query["text"]}",
        };
    }

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

    /// <summary>The entry that accrues what of these providers is preliminary.</summary>
    private static async Task<Result<string>> NameAsync(
        Principal who,
        PageForm form,
        PeriodCode period,
        CancellationToken cancel
    )
    {
        if (!EntryId.Parse(form["entry"]).TryGet(out var entry, out var fault))
            return fault;
        string[] providers = [.. form.All("provider").Distinct(StringComparer.Ordinal)];
        if (providers.Length == 0)
            return new Fault(RequestBody.Invalid, "tick whose costs the entry accrues");
        var named = await who.Services.CostAccruals.NameAsync(period, who.Actor, providers, entry, cancel);
        return named.Map(_ => $"{Path}#costs");
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
