using Bookseal.Books.Company;
using Bookseal.Books.Ledger;
using Bookseal.Books.Values;
using Bookseal.Closing.Auditing;
using Bookseal.Closing.Entries;
using Bookseal.Closing.Views;
using Bookseal.Storage.Company;
using Bookseal.Web.Answers;
using Bookseal.Web.Identity;
using Bookseal.Web.OpenApi;
using Bookseal.Web.Requests;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Bookseal.Web.Routes;

/// <summary><c>/api/entries</c>: search of the journals, one entry, and what the audit chain knows of it.</summary>
internal static class EntryRoutes
{
    private const string NotFound = "ENTRY_NOT_FOUND";

    public static void Map(IEndpointRouteBuilder routes)
    {
        var entries = routes.MapGroup("/api/entries").Needs(Acts.Read).OfOwnCompany();
        entries.MapGet("", SearchAsync).Describe("Search the journals, a page at a time");
        entries.MapGet("/{id}", ShowAsync).Describe("An entry");
        entries.MapGet("/{id}/trace", TraceAsync).Describe("An entry through journal and audit chain");
    }

    private static async Task<IResult> SearchAsync(
        Principal who,
        [AsParameters] EntryQuery query,
        CancellationToken cancel
    )
    {
        if (!query.Read().TryGet(out var asked, out var fault))
            return Answer.Problem(fault);
        if (!(await who.Workspace.ReadMasterDataAsync(cancel)).TryGet(out var master, out fault))
            return Answer.Problem(fault);
        if (asked.Filter.Account is { } account && master.Chart.Find(account) is null)
            return Answer.Problem(new("ACCOUNT_UNKNOWN", $"account {account} is not in the chart"), 404);
        if (!(await PeriodsAsync(who, query.period, master, cancel)).TryGet(out var periods, out fault))
            return Answer.Problem(fault);
        var calendar = master.Profile.Calendar;
        periods =
        [
            .. periods
                .Where(period => !(calendar.LastDayOf(period) < asked.Filter.From))
                .Where(period => !(calendar.FirstDayOf(period) > asked.Filter.To)),
        ];
        var found = await FindAsync(who, asked.Filter, periods, asked.Limit, asked.After, cancel);
        var rest = found.Count > found.Shown.Count ? EntryQuery.ContinuationOf(found.Shown[^1]) : null;
        return Answer.Json(EntriesJson.Of(found).With("continuation", rest));
    }

    /// <summary>All that have the id: several months or sources may, and each version that a source made.</summary>
    private static async Task<IResult> ShowAsync(
        Principal who,
        string id,
        string? period,
        string? journal,
        CancellationToken cancel
    )
    {
        if (!EntryId.Parse(id).TryGet(out var named, out _))
            return Answer.Problem(Unknown(id));
        var filter = new EntryFilter { Id = named };
        if (journal is { Length: > 0 })
        {
            if (!JournalName.Parse(journal).TryGet(out var source, out var invalid))
                return Answer.Problem(new("QUERY_INVALID", invalid.Message));
            filter = filter with { Journal = source };
        }

        if (!(await who.Workspace.ReadMasterDataAsync(cancel)).TryGet(out var master, out var fault))
            return Answer.Problem(fault);
        if (!(await PeriodsAsync(who, period, master, cancel)).TryGet(out var periods, out fault))
            return Answer.Problem(fault);
        var found = await FindAsync(who, filter, periods, Limits.EntriesShown, null, cancel);
        return found.Count == 0 ? Answer.Problem(Unknown(id)) : Answer.Json(EntriesJson.Of(found));
    }

    private static async Task<IResult> TraceAsync(Principal who, string id, CancellationToken cancel)
    {
        var trace = await new Tracer(who.Workspace).TraceAsync($"entry:{id}", cancel);
        if (trace.Posting is not { } posting || !who.Caller.Sees(posting.Period))
            return Answer.Problem(Unknown(id));
        var events = trace.Events.Where(entry => entry.Period is { } period ? who.Caller.Sees(period) : SeesAll(who));
        return Answer.Json((trace with { Events = [.. events] }).ToJson());
    }

    /// <summary>In order, those of the caller alone.</summary>
    private static async Task<Result<PeriodCode[]>> PeriodsAsync(
        Principal who,
        string? named,
        MasterData master,
        CancellationToken cancel
    )
    {
        if (named is { Length: > 0 })
            return (await who.FindPeriodAsync(named, cancel)).Map<PeriodCode[]>(period => [period]);
        var (all, profile) = (await who.Workspace.Journals.PeriodsAsync(who.Tenant, cancel), master.Profile);
        return LedgerReader.Between(all, profile.FirstPeriod, null, profile.Calendar).Where(who.Caller.Sees).ToArray();
    }

    /// <summary>What other entries did to one is not told of months that the caller does not see.</summary>
    private static async Task<EntriesFound> FindAsync(
        Principal who,
        EntryFilter filter,
        IReadOnlyList<PeriodCode> periods,
        int most,
        JournalPlace? after,
        CancellationToken cancel
    )
    {
        var search = new JournalSearch(who.Workspace, who.Services.Runs);
        var found = await search.FindAsync(filter, periods, most, cancel, after);
        return found with
        {
            Shown =
            [
                .. found.Shown.Select(one =>
                    one with
                    {
                        Ties = [.. one.Ties.Where(tie => who.Caller.Sees(tie.Period))],
                    }
                ),
            ],
        };
    }

    private static bool SeesAll(Principal who) => who.Caller.Periods.Count == 0;

    private static Fault Unknown(string id) => new(NotFound, $"no journal has an entry {new JsonString(id)}");
}
