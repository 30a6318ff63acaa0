using Bookseal.Books.Company;
using Bookseal.Books.Runs;
using Bookseal.Books.Values;
using Bookseal.Closing.Refusals;
using Bookseal.Closing.Views;
using Bookseal.Web.Identity;
using Bookseal.Web.Pages.Access;
using Bookseal.Web.Pages.Parts;
using Bookseal.Web.Pages.Views;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Bookseal.Web.Pages;

/// <summary>What is put before the certifier, and what they say to it, bound to what they were shown.</summary>
internal static class SignOffRoutes
{
    private const string Path = "/sign-off";
    private static readonly PeriodForm Form = new(ShowAsync);

    public static void Map(IEndpointRouteBuilder pages, IEndpointRouteBuilder forms)
    {
        pages.MapGet(
            "/periods/{period}/sign-off",
            (HttpContext context, Principal who, string period) => ShowAsync(context, who, period, null)
        );
        Form.Map(forms, "/accept", Acts.AcceptWarnings, Path, AcceptAsync);
        Form.Map(forms, "/decline", Acts.Decline, "", DeclineAsync);
        Form.Map(forms, "/certify", Acts.Certify, "", CertifyAsync);
        Form.Map(forms, "/sign", Acts.Sign, "", SignAsync);
    }

    private static async Task<IResult> ShowAsync(HttpContext context, Principal who, string period, Fault? fault)
    {
        var cancel = context.RequestAborted;
        if (!(await Frame.ReadAsync(context, who, cancel)).TryGet(out var frame, out var unread))
            return FaultPage.Of(unread);
        if (!(await who.FindPeriodAsync(period, cancel)).TryGet(out var code, out unread))
            return FaultPage.Of(unread, frame);
        // The digest first: figures that are newer than it are refused when they are certified. The other way round
        // somebody would certify what was made since they looked.
        var board = await RunView.BoardAsync(who.Services, code, cancel);
        if (!(await who.Services.Reviews.ReadAsync(code, cancel)).TryGet(out var sheet, out unread))
            return FaultPage.Of(unread, frame);
        var status = fault is null ? StatusCodes.Status200OK : RefusalStatus.HttpStatusOf(fault);
        return Page.Of<SignOffPage>(status, ("View", new SignOffView(frame, board, sheet, fault)));
    }

    private static async Task<Result<CloseRun>> AcceptAsync(
        Principal who,
        PageForm form,
        PeriodCode period,
        CancellationToken cancel
    )
    {
        if (!Digest.Parse(form["group"]).TryGet(out var group, out var fault))
            return fault;
        var reviews = who.Services.Reviews;
        var accepted = await reviews.AcceptAsync(period, who.Actor, form["code"], group, form["words"], cancel);
        return accepted.IsOk ? (await who.Services.Runs.LoadAsync(period, cancel)).Run : accepted.Fault;
    }

    private static async Task<Result<CloseRun>> DeclineAsync(
        Principal who,
        PageForm form,
        PeriodCode period,
        CancellationToken cancel
    ) =>
        Digest.Parse(form["payload"]).TryGet(out var shown, out var fault)
            ? await who.Services.Reviews.DeclineAsync(period, who.Actor, [], form["reason"], shown, cancel)
            : fault;

    private static async Task<Result<CloseRun>> CertifyAsync(
        Principal who,
        PageForm form,
        PeriodCode period,
        CancellationToken cancel
    ) =>
        Digest.Parse(form["payload"]).TryGet(out var shown, out var fault)
            ? await who.Services.Certifications.CertifyAsync(period, who.Actor, shown, cancel)
            : fault;

    private static async Task<Result<CloseRun>> SignAsync(
        Principal who,
        PageForm form,
        PeriodCode period,
        CancellationToken cancel
    ) =>
        Digest.Parse(form["payload"]).TryGet(out var shown, out var fault)
            ? await who.Services.Certifications.SignAsync(period, who.Actor, shown, cancel)
            : fault;
}
