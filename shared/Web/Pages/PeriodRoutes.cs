using Bookseal.Books.Health;
using Bookseal.Books.Runs;
using Bookseal.Books.Values;
using Bookseal.Closing.Refusals;
using Bookseal.Closing.Views;
using Bookseal.Web.Identity;
using Bookseal.Web.Pages.Parts;
using Bookseal.Web.Pages.Views;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Bookseal.Web.Pages;

/// <summary>A period's close as a page.</summary>
internal static class PeriodRoutes
{
    public static void Map(IEndpointRouteBuilder pages)
    {
        pages.MapGet(
            "/periods/{period}",
            (HttpContext context, Principal who, string period) => ShowAsync<PeriodPage>(context, who, period, null)
        );
        pages.MapGet("/periods/{period}/progress", ProgressAsync);
    }

    /// <summary>A part of the page while a driver is at work; once it has stopped, all of the page.</summary>
    private static async Task<IResult> ProgressAsync(
        HttpContext context,
        Principal who,
        string period,
        string? company,
        CancellationToken cancel
    )
    {
        if (company is not null && !who.IsOf(company))
        {
            // The session went to another company, whose close does not belong on this page.
            context.Response.Headers["HX-Refresh"] = "true";
            return Results.NoContent();
        }

        if (!(await who.FindPeriodAsync(period, cancel)).TryGet(out var code, out var fault))
            return FaultPage.Of(fault);
        var run = (await who.Services.Runs.LoadAsync(code, cancel)).Run;
        if (Planner.Plan(run).Due.Count == 0)
            context.Response.Headers["HX-Refresh"] = "true"; // htmx loads the page anew
        return await ShowAsync<CloseProgress>(context, who, period, null);
    }

    /// <param name="fault">Why what was asked for was not done.</param>
    public static async Task<IResult> ShowAsync<TView>(HttpContext context, Principal who, string period, Fault? fault)
        where TView : IComponent
    {
        var cancel = context.RequestAborted;
        if (!(await Frame.ReadAsync(context, who, cancel)).TryGet(out var frame, out var unread))
            return FaultPage.Of(unread);
        if (!(await who.FindPeriodAsync(period, cancel)).TryGet(out var code, out unread))
            return FaultPage.Of(unread, frame);
        var board = await RunView.BoardAsync(who.Services, code, cancel);
        var output = await RunOutput.ReadAsync(who.Services, board, countsExceptions: false, cancel);
        var (health, healthFault) = await ReadHealthAsync(who, board.Run, cancel);
        var view = new PeriodView(
            frame,
            who.Actor,
            board,
            [.. RunReasons.Lines(board, output.Happenings)],
            health,
            healthFault,
            fault
        );
        var status = fault is null ? StatusCodes.Status200OK : RefusalStatus.HttpStatusOf(fault);
        return Page.Of<TView>(status, ("View", view));
    }

    /// <summary>Where people have to mend the books: before a close, and where it is blocked.</summary>
    private static async Task<(HealthReport?, Fault?)> ReadHealthAsync(
        Principal who,
        CloseRun run,
        CancellationToken cancel
    )
    {
        if (run.IsClosed || (run.IsActive && run.Status != RunStatus.Blocked))
            return (null, null);
        if (!(await who.Workspace.ReadMasterDataAsync(cancel)).TryGet(out var master, out var fault))
            return (null, fault);
        return (await who.Services.Health.CheckAsync(run.Period, master, cancel)).TryGet(out var health, out fault)
            ? (health, null)
            : (null, fault);
    }
}
