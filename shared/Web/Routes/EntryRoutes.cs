using Bookseal.Books.Company;
using Bookseal.Closing.Views;
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
        if (!(await who.Workspace.ReadMasterDataAsync(cancel)).TryGet(out var master, out var fault))
            return Answer.Problem(fault);
        return (await EntryLookup.SearchAsync(who, query, master, cancel)).TryGet(out var part, out fault)
            ? Answer.Json(EntriesJson.Of(part.Found).With("continuation", part.Continuation))
            : Answer.Problem(fault, EntryLookup.StatusOf(fault));
    }

    private static async Task<IResult> ShowAsync(
        Principal who,
        string id,
        string? period,
        string? journal,
        CancellationToken cancel
    )
    {
        if (!(await who.Workspace.ReadMasterDataAsync(cancel)).TryGet(out var master, out var fault))
            return Answer.Problem(fault);
        return (await EntryLookup.FindAsync(who, id, period, journal, master, cancel)).TryGet(out var found, out fault)
            ? Answer.Json(EntriesJson.Of(found))
            : Answer.Problem(fault);
    }

    private static async Task<IResult> TraceAsync(Principal who, string id, CancellationToken cancel) =>
        (await EntryLookup.TraceAsync(who, id, cancel)).TryGet(out var trace, out var fault)
            ? Answer.Json(trace.ToJson())
            : Answer.Problem(fault);
}
