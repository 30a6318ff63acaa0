using System.Globalization;
using Bookseal.Books.Audit;
using Bookseal.Books.Company;
using Bookseal.Books.Values;
using Bookseal.Closing.Auditing;
using Bookseal.Closing.Metrics;
using Bookseal.Closing.Signing;
using Bookseal.Web.Answers;
using Bookseal.Web.Identity;
using Bookseal.Web.OpenApi;
using Bookseal.Web.Requests;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Bookseal.Web.Routes;

/// <summary>
/// <c>/api/audit</c>: the audit chain with proofs of inclusion; <c>/api/trust</c>, <c>/api/metrics</c>. Whoever sees
/// only some periods sees the entries of those alone.
/// </summary>
internal static class AuditRoutes
{
    private const int ShownByDefault = 100;
    private const int MostShown = 1_000;
    private const int MonthsByDefault = 12;

    public static void Map(IEndpointRouteBuilder routes)
    {
        var audit = routes.MapGroup("/api").Needs(Acts.Read).OfOwnCompany();
        audit.MapGet("/audit/entries", ListAsync).Describe("The audit chain, a page at a time");
        audit
            .MapGet("/audit/entries/{sequence:long}", ShowAsync)
            .Describe("An entry of the audit chain with its proof of inclusion");
        audit.MapGet("/audit/checkpoint", CheckpointAsync).Describe("The last signed checkpoint, a note as text");
        audit.MapGet("/trust", TrustAsync).Describe("The trust.json that auditors pin");
        audit.MapGet("/metrics", MetricsAsync).Describe("How closes have gone");
    }

    private static async Task<IResult> ListAsync(
        Principal who,
        string? from,
        string? limit,
        string? continuation,
        CancellationToken cancel
    )
    {
        if (!EntryQuery.LimitOf(limit, ShownByDefault, MostShown).TryGet(out var most, out var fault))
            return Answer.Problem(fault);
        var first = 0L;
        if (from is { Length: > 0 } && !TryParse(from, out first))
            return Answer.Problem(new("QUERY_INVALID", "from is the number of an entry"));
        if (continuation is { Length: > 0 })
        {
            if (!Continuation.Read(continuation, ReadPlace).TryGet(out var place, out fault))
                return Answer.Problem(fault);
            first = place.Sequence;
        }

        var (shown, rest) = (new List<AuditEntry>(), (long?)null);
        await foreach (var entry in new AuditReader(who.Workspace).ReadAsync(first, cancel))
        {
            if (!Sees(who, entry))
                continue;
            if (shown.Count == most)
            {
                rest = entry.Sequence;
                break;
            }

            shown.Add(entry);
        }

        return Answer.Json(
            JsonObject.Of(
                ("continuation", rest is { } next ? Continuation.Of(next) : null),
                ("entries", new JsonArray(shown.Select(entry => entry.ToJson())))
            )
        );
    }

    private static async Task<IResult> ShowAsync(Principal who, long sequence, CancellationToken cancel)
    {
        var proven = await new AuditReader(who.Workspace).ProveAsync(sequence, cancel);
        if (!proven.TryGet(out var found, out var fault))
            return Answer.Problem(fault);
        return Sees(who, found.Entry)
            ? Answer.Json(found.ToJson())
            : Answer.Problem(
                new(AuditReader.NotFound, $"the audit chain of {who.Tenant} has no entry {sequence} of your periods")
            );
    }

    /// <summary>The signed note's own bytes (c2sp.org/tlog-checkpoint).</summary>
    private static async Task<IResult> CheckpointAsync(Principal who, CancellationToken cancel) =>
        await new AuditReader(who.Workspace).FindCheckpointAsync(cancel) is { } latest
            ? Answer.Text(latest.Note.ToBytes())
            : Answer.Problem(
                new("CHECKPOINT_NOT_FOUND", "nothing was signed of this chain yet; 'bookseal audit checkpoint' does")
            );

    private static async Task<IResult> TrustAsync(Principal who, string? accept_direct, CancellationToken cancel)
    {
        if (accept_direct is not (null or "" or "true" or "false"))
            return Answer.Problem(new("QUERY_INVALID", "accept_direct is true or false"));
        if (!(await who.Workspace.ReadMasterDataAsync(cancel)).TryGet(out var master, out var fault))
            return Answer.Problem(fault);
        var reading =
            accept_direct == "true"
                ? TrustFile.ReadWithServiceAsync(who.Workspace, master.Profile, cancel)
                : TrustFile.ReadAsync(who.Workspace, master.Profile, cancel);
        return (await reading).TryGet(out var trust, out fault)
            ? Answer.JsonBytes(trust.ToBytes())
            : Answer.Problem(fault, StatusCodes.Status404NotFound);
    }

    private static async Task<IResult> MetricsAsync(
        Principal who,
        string? period,
        string? periods,
        CancellationToken cancel
    )
    {
        if (!(await who.Workspace.ReadMasterDataAsync(cancel)).TryGet(out var master, out var fault))
            return Answer.Problem(fault);
        if (!EntryQuery.LimitOf(periods, MonthsByDefault, Limits.MetricPeriods).TryGet(out var most, out _))
            return Answer.Problem(new("QUERY_INVALID", $"periods is 1 to {Limits.MetricPeriods}"));
        var reader = new MetricsReader(who.Workspace);
        IReadOnlyList<PeriodCode> months = [.. reader.EndedPeriods(master.Profile, most).Where(who.Caller.Sees)];
        if (period is { Length: > 0 })
        {
            if (!(await who.FindPeriodAsync(period, cancel)).TryGet(out var named, out fault))
                return Answer.Problem(fault);
            months = [named];
        }

        return Answer.Of(await reader.ReadAsync(master.Profile, months, cancel), metrics => metrics.ToJson());
    }

    private static bool Sees(Principal who, AuditEntry entry) =>
        entry.Period is { } period ? who.Caller.Sees(period) : who.Caller.Periods.Count == 0;

    private static bool TryParse(string text, out long number) =>
        long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out number);

    private static Place? ReadPlace(string text) => TryParse(text, out var sequence) ? new(sequence) : null;

    private sealed record Place(long Sequence);
}
