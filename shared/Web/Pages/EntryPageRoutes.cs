using Bookseal.Books.Ledger;
using Bookseal.Books.Runs;
using Bookseal.Books.Values;
using Bookseal.Closing.Auditing;
using Bookseal.Closing.Entries;
using Bookseal.Storage.Company;
using Bookseal.Web.Identity;
using Bookseal.Web.Pages.Parts;
using Bookseal.Web.Pages.Views;
using Bookseal.Web.Requests;
using Bookseal.Web.Routes;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Routing;

namespace Bookseal.Web.Pages;

/// <summary>From a figure of a statement to the entries that it comes from, to one entry, and back.</summary>
internal static class EntryPageRoutes
{
    public static void Map(IEndpointRouteBuilder pages)
    {
        pages.MapGet("/entries", SearchAsync);
        pages.MapGet("/entry", ShowAsync);
    }

    private static async Task<IResult> SearchAsync(
        HttpContext context,
        Principal who,
        [AsParameters] EntryQuery query,
        string? statement,
        CancellationToken cancel
    )
    {
        if (!(await Frame.ReadAsync(context, who, cancel)).TryGet(out var frame, out var fault))
            return FaultPage.Of(fault);
        if (!(await who.Workspace.ReadMasterDataAsync(cancel)).TryGet(out var master, out fault))
            return FaultPage.Of(fault, frame);
        var found = await EntryLookup.SearchAsync(who, query, master, cancel);
        var part = found.TryGet(out var read, out fault) ? read : null;
        var view = new EntriesView(
            frame,
            SearchOf(query, statement),
            master.Chart,
            part?.Found,
            part is null ? [] : await BalancesAsync(who, query, cancel),
            part?.Continuation,
            part is null ? fault : null
        );
        var status = part is null ? EntryLookup.StatusOf(fault!) : StatusCodes.Status200OK;
        return Page.Of<EntriesPage>(status, ("View", view));
    }

    /// <summary>What the trial balance says of the account, so that a reader sees both.</summary>
    private static async Task<IReadOnlyList<TrialBalanceRow>> BalancesAsync(
        Principal who,
        EntryQuery query,
        CancellationToken cancel
    )
    {
        if (query is not { account.Length: > 0, period.Length: > 0 })
            return [];
        var account = AccountCode.Parse(query.account).Value;
        var run = await RunOfAsync(who, (await who.FindPeriodAsync(query.period, cancel)).Value, cancel);
        if (!(await who.ReadMasterDataAsync(run, cancel)).TryGet(out var master, out _))
            return [];
        var reading = await who.Services.Reports.ReadAsync(run.Period, master, cancel, takesUnbalanced: true);
        return reading.TryGet(out var books, out _)
            ? [.. books.Books.TrialBalance.Rows.Where(row => row.Account == account)]
            : [];
    }

    private static async Task<IResult> ShowAsync(
        HttpContext context,
        Principal who,
        string? id,
        [FromQuery(Name = "in")] string? place,
        string? journal,
        [AsParameters] EntryQuery query,
        string? statement,
        CancellationToken cancel
    )
    {
        if (!(await Frame.ReadAsync(context, who, cancel)).TryGet(out var frame, out var fault))
            return FaultPage.Of(fault);
        if (!(await who.Workspace.ReadMasterDataAsync(cancel)).TryGet(out var master, out fault))
            return FaultPage.Of(fault, frame);
        var finding = await EntryLookup.FindAsync(who, id ?? "", place, journal, master, cancel);
        if (!finding.TryGet(out var found, out fault))
            return FaultPage.Of(fault, frame);
        var runs = new Dictionary<PeriodCode, CloseRun>();
        foreach (var month in found.Shown.Select(one => one.Period).Distinct())
            runs[month] = await RunOfAsync(who, month, cancel);
        var trace = found.Shown is [var only] ? await TraceAsync(who, only, cancel) : null;
        var search = SearchOf(query, statement);
        var view = new EntryView(frame, search, master.Profile, master.Chart, found, trace, runs);
        return Page.Of<EntryPage>(("View", view));
    }

    /// <summary>Null where what was traced by the id is another entry of that id.</summary>
    private static async Task<Trace?> TraceAsync(Principal who, FoundEntry found, CancellationToken cancel) =>
        (await EntryLookup.TraceAsync(who, $"{found.Entry.Id}", cancel)).TryGet(out var trace, out _)
        && trace.Posting is { } posting
        && (posting.Period, posting.Index + 1) == (found.Period, found.Line)
            ? trace
            : null;

    private static async Task<CloseRun> RunOfAsync(Principal who, PeriodCode period, CancellationToken cancel) =>
        (await who.Services.Runs.LoadAsync(period, cancel)).Run;

    private static EntrySearch SearchOf(EntryQuery query, string? statement) =>
        new(
            query.period ?? "",
            query.account ?? "",
            query.text ?? "",
            query.person ?? "",
            query.from ?? "",
            query.to ?? "",
            statement ?? ""
        );
}
