using Bookseal.Books.Company;
using Bookseal.Books.Values;
using Bookseal.Closing.Categories;
using Bookseal.Closing.Posting;
using Bookseal.Closing.Refusals;
using Bookseal.Storage.Company;
using Bookseal.Web.Identity;
using Bookseal.Web.Pages.Access;
using Bookseal.Web.Pages.Parts;
using Bookseal.Web.Pages.Views;
using Bookseal.Web.Requests;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Bookseal.Web.Pages;

/// <summary>What somebody has to look into, and lines that nobody has categorised.</summary>
internal static class ExceptionRoutes
{
    private static readonly PeriodForm Form = new(ShowAsync);

    public static void Map(IEndpointRouteBuilder pages, IEndpointRouteBuilder forms)
    {
        pages.MapGet(
            "/periods/{period}/exceptions",
            (HttpContext context, Principal who, string period) => ShowAsync(context, who, period, null)
        );
        Form.Map(forms, "/categories", Acts.Post, BookAsync);
        Form.Map(forms, "/categories/accept", Acts.Post, AcceptAsync);
        WaiverForms.Map(forms, Form);
    }

    private static Task<IResult> ShowAsync(HttpContext context, Principal who, string period, Fault? fault) =>
        PeriodGround.ShowAsync(
            context,
            who,
            period,
            async ground =>
            {
                var status = fault is null ? StatusCodes.Status200OK : RefusalStatus.HttpStatusOf(fault);
                var view = await ReadAsync(who, ground, context.RequestAborted);
                view = view with { Fault = fault, From = FromOf(context.Request) };
                return Page.Of<ExceptionsPage>(status, ("View", view));
            }
        );

    private static async Task<ExceptionsView> ReadAsync(Principal who, PeriodGround ground, CancellationToken cancel)
    {
        var (services, period, master) = (who.Services, ground.Period, ground.Master);
        var hasHealth = (await services.Health.CheckAsync(period, master, cancel)).TryGet(out var health, out var ill);
        var hasQueue = (await services.Categories.ReadAsync(period, master, cancel)).TryGet(out var queue, out var bad);
        // What too many or unreadable lines keep from being suggested, the queue itself says.
        var hasPreview = (await services.CategoryDesk.PreviewAsync(period, master, cancel)).TryGet(
            out var preview,
            out _
        );
        // That no close goes on is nothing to say here.
        var hasWaivers = (await services.Waivers.ReadAsync(period, cancel)).TryGet(out var waivers, out _);
        var suggested = hasPreview ? preview! : new CategoryBooking([], []);
        return new(ground.Frame, ground.Run, master.Chart, health, queue, suggested)
        {
            Actor = who.Actor,
            Waivers = hasWaivers ? waivers : null,
            Unread = [.. new[] { hasHealth ? null : ill, hasQueue ? null : bad }.OfType<Fault>().Distinct()],
        };
    }

    private static int FromOf(HttpRequest request) =>
        request.Query["from"] is [var text]
        && EntryQuery.LimitOf(text, 0, Limits.CategoryQueue).TryGet(out var from, out _)
            ? from
            : 0;

    private static async Task<Result<string>> BookAsync(
        Principal who,
        PageForm form,
        PeriodCode period,
        CancellationToken cancel
    )
    {
        if (!ReadRequest(form).TryGet(out var request, out var fault))
            return fault;
        return await DecideAsync(
            who,
            period,
            master => who.Services.CategoryDesk.BookAsync(period, request, who.Actor, master, cancel),
            cancel
        );
    }

    private static async Task<Result<string>> AcceptAsync(
        Principal who,
        PageForm form,
        PeriodCode period,
        CancellationToken cancel
    ) =>
        Digest.Parse(form["shown"]).TryGet(out var shown, out var fault)
            ? await DecideAsync(
                who,
                period,
                master => who.Services.CategoryDesk.AcceptAsync(period, shown, who.Actor, master, cancel),
                cancel
            )
            : fault;

    private static async Task<Result<string>> DecideAsync(
        Principal who,
        PeriodCode period,
        Func<MasterData, Task<Result<CategoryBooking>>> decide,
        CancellationToken cancel
    )
    {
        var run = (await who.Services.Runs.LoadAsync(period, cancel)).Run;
        if (!(await who.ReadMasterDataAsync(run, cancel)).TryGet(out var master, out var fault))
            return fault;
        return (await decide(master)).Map(_ => "/exceptions#categories");
    }

    private static Result<CategoryRequest> ReadRequest(PageForm form)
    {
        if (!EntryId.Parse(form["entry"]).TryGet(out var entry, out var fault))
            return fault;
        if (!AccountCode.Parse(form["account"]).TryGet(out var account, out fault))
            return fault;
        if (!EntryQuery.LimitOf(form["line"], 0, Limits.EntryLines).TryGet(out var line, out fault))
            return fault;
        var pointer = new EntryPointer(entry);
        if (form["journal"] is { Length: > 0 } journal)
        {
            if (!JournalName.Parse(journal).TryGet(out var named, out fault))
                return fault;
            pointer = pointer with { Journal = named };
        }

        return new CategoryRequest(pointer, line == 0 ? null : line, account);
    }
}
