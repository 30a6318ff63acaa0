using System.Globalization;
using Bookseal.Books.Audit;
using Bookseal.Closing.Auditing;
using Bookseal.Web.Identity;
using Bookseal.Web.Pages.Parts;
using Bookseal.Web.Pages.Views;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Bookseal.Web.Pages;

/// <summary>The audit chain, the newest first, a page at a time; whoever sees some periods sees those alone.</summary>
internal static class AuditPageRoutes
{
    private const int Shown = 100;

    public static void Map(IEndpointRouteBuilder pages) => pages.MapGet("/audit", ShowAsync);

    private static async Task<IResult> ShowAsync(
        HttpContext context,
        Principal who,
        string? before,
        CancellationToken cancel
    )
    {
        if (!(await Frame.ReadAsync(context, who, cancel)).TryGet(out var frame, out var fault))
            return FaultPage.Of(fault);
        var end = (await who.Workspace.ReadHeadAsync(cancel)).Head.Size;
        if (long.TryParse(before, NumberStyles.None, CultureInfo.InvariantCulture, out var wanted))
            end = Math.Min(end, wanted);
        var entries = new List<AuditEntry>();
        await foreach (var entry in new AuditReader(who.Workspace).ReadAsync(Math.Max(0, end - Shown), cancel))
        {
            if (entry.Sequence >= end)
                break;
            if (entry.Period is { } period ? who.Caller.Sees(period) : who.Caller.Periods.Count == 0)
                entries.Add(entry);
        }

        entries.Reverse();
        return Page.Of<AuditPage>(("Frame", frame), ("Entries", entries), ("First", Math.Max(0, end - Shown)));
    }
}
