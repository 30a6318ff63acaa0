using Bookseal.Books.Company;
using Bookseal.Books.Notifications;
using Bookseal.Closing.Metrics;
using Bookseal.Closing.Refusals;
using Bookseal.Web.Identity;
using Bookseal.Web.Pages.Parts;
using Bookseal.Web.Pages.Views;
using Bookseal.Web.Requests;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Bookseal.Web.Pages;

/// <summary>How well the company closes, and whom Bookseal told what.</summary>
internal static class CompanyRoutes
{
    private const int UsualMonths = 12;

    public static void Map(IEndpointRouteBuilder company)
    {
        company.MapGet("/metrics", ShowMetricsAsync);
        company.MapGet("/notifications", ShowNotificationsAsync);
    }

    private static async Task<IResult> ShowMetricsAsync(
        HttpContext context,
        Principal who,
        string? periods,
        CancellationToken cancel
    )
    {
        if (!(await Frame.ReadAsync(context, who, cancel)).TryGet(out var frame, out var fault))
            return FaultPage.Of(fault);
        if (!(await who.Workspace.ReadMasterDataAsync(cancel)).TryGet(out var master, out fault))
            return FaultPage.Of(fault, frame);
        var view = new MetricsView(frame, master.Profile, UsualMonths, null, null);
        if (EntryQuery.LimitOf(periods, UsualMonths, Limits.MetricPeriods).TryGet(out var months, out fault))
        {
            var reader = new MetricsReader(who.Workspace);
            view = (await reader.ReadAsync(master.Profile, months, cancel)).TryGet(out var metrics, out fault)
                ? view with
                {
                    Months = months,
                    Metrics = metrics,
                }
                : view with
                {
                    Months = months,
                    Fault = fault,
                };
        }
        else
        {
            view = view with { Fault = fault with { Message = $"periods is 1 to {Limits.MetricPeriods}" } };
        }

        var status = view.Fault is { } bad ? RefusalStatus.HttpStatusOf(bad) : StatusCodes.Status200OK;
        return Page.Of<MetricsPage>(status, ("View", view));
    }

    /// <summary>Approvers see to it that messages arrive; everybody else sees what they were told themselves.</summary>
    private static async Task<IResult> ShowNotificationsAsync(
        HttpContext context,
        Principal who,
        CancellationToken cancel
    )
    {
        if (!(await Frame.ReadAsync(context, who, cancel)).TryGet(out var frame, out var fault))
            return FaultPage.Of(fault);
        if (!(await who.Services.Periods.ProfileAsync(cancel)).TryGet(out var profile, out fault))
            return FaultPage.Of(fault, frame);
        var seesAll = frame.Role >= Role.Approver;
        var messages = new List<OutboxMessage>();
        await foreach (var stored in who.Workspace.Outbox.ReadRecentAsync(who.Workspace.Clock.GetUtcNow(), cancel))
            if (seesAll || (frame.IsPerson && stored.Message.Recipient.Person == who.Actor.Id))
                messages.Add(stored.Message);
        IReadOnlyList<OutboxMessage> newest = [.. messages.OrderByDescending(message => message.CreatedAt)];
        return Page.Of<NotificationsPage>(("View", new NotificationsView(frame, profile, newest, seesAll)));
    }
}
