using Bookseal.Books.Ledger;
using Bookseal.Books.Values;
using Bookseal.Closing.Auditing;
using Bookseal.Closing.Entries;
using Bookseal.Closing.Refusals;
using Bookseal.Storage.Company;
using Bookseal.Web.Identity;
using Bookseal.Web.Requests;
using Microsoft.AspNetCore.Http;

namespace Bookseal.Web.Routes;

/// <summary>
/// Entries as a caller may see them: those of the caller's periods, and of what others did to one no more than stands
/// in those.
/// </summary>
internal static class EntryLookup
{
    private const string NotFound = "ENTRY_NOT_FOUND";
    private const string AccountUnknown = "ACCOUNT_UNKNOWN";

    /// <summary>
    /// <c>QUERY_INVALID</c>, <c>CONTINUATION_INVALID</c>, <c>ACCOUNT_UNKNOWN</c>, <c>PERIOD_NOT_FOUND</c>.
    /// </summary>
    public static async Task<Result<EntriesPart>> SearchAsync(
        Principal who,
        EntryQuery query,
        MasterData master,
        CancellationToken cancel
    )
    {
        if (!query.Read().TryGet(out var asked, out var fault))
            return fault;
        if (asked.Filter.Account is { } account && master.Chart.Find(account) is null)
            return new Fault(AccountUnknown, $"account {account} is not in the chart");
        if (!(await PeriodsAsync(who, query.period, master, cancel)).TryGet(out var periods, out fault))
            return fault;
        var calendar = master.Profile.Calendar;
        periods =
        [
            .. periods
                .Where(period => !(calendar.LastDayOf(period) < asked.Filter.From))
                .Where(period => !(calendar.FirstDayOf(period) > asked.Filter.To)),
        ];
        var found = await FindAsync(who, asked.Filter, periods, asked.Limit, asked.After, cancel);
        var rest = found.Count > found.Shown.Count ? EntryQuery.ContinuationOf(found.Shown[^1]) : null;
        return new EntriesPart(found, rest);
    }

    /// <summary>
    /// All that have the id: several months or sources may, and each version that a source made.
    /// <c>ENTRY_NOT_FOUND</c>, <c>QUERY_INVALID</c>, <c>PERIOD_NOT_FOUND</c>.
    /// </summary>
    public static async Task<Result<EntriesFound>> FindAsync(
        Principal who,
        string id,
        string? period,
        string? journal,
        MasterData master,
        CancellationToken cancel
    )
    {
        if (!EntryId.Parse(id).TryGet(out var named, out _))
            return Unknown(id);
        var filter = new EntryFilter { Id = named };
        if (journal is { Length: > 0 })
        {
            if (!JournalName.Parse(journal).TryGet(out var source, out var invalid))
                return new Fault("QUERY_INVALID", invalid.Message);
            filter = filter with { Journal = source };
        }

        if (!(await PeriodsAsync(who, period, master, cancel)).TryGet(out var periods, out var fault))
            return fault;
        var found = await FindAsync(who, filter, periods, Limits.EntriesShown, null, cancel);
        return found.Count == 0 ? Unknown(id) : found;
    }

    /// <summary>The entries of one kind in a period that the caller sees.</summary>
    public static Task<EntriesFound> FindAsync(
        Principal who,
        EntryKind kind,
        PeriodCode period,
        int most,
        CancellationToken cancel
    ) => FindAsync(who, new EntryFilter { Kind = kind }, [period], most, null, cancel);

    /// <summary><c>ENTRY_NOT_FOUND</c>.</summary>
    public static async Task<Result<Trace>> TraceAsync(Principal who, string id, CancellationToken cancel)
    {
        var trace = await new Tracer(who.Workspace).TraceAsync($"entry:{id}", cancel);
        if (trace.Posting is not { } posting || !who.Caller.Sees(posting.Period))
            return Unknown(id);
        var seesAll = who.Caller.Periods.Count == 0;
        var events = trace.Events.Where(entry => entry.Period is { } period ? who.Caller.Sees(period) : seesAll);
        return trace with { Events = [.. events] };
    }

    /// <summary>An account that is asked for is not there; of one that is posted to, the posting is wrong.</summary>
    public static int StatusOf(Fault fault) =>
        fault.Code == AccountUnknown ? StatusCodes.Status404NotFound : RefusalStatus.HttpStatusOf(fault);

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

    private static Fault Unknown(string id) => new(NotFound, $"no journal has an entry {new JsonString(id)}");
}

/// <summary>What a search found of a longer list.</summary>
/// <param name="Continuation">Where it goes on; null at its end.</param>
internal sealed record EntriesPart(EntriesFound Found, string? Continuation);
