using Bookseal.Books.Values;
using Bookseal.Closing.Runs;
using Bookseal.Web.Answers;
using Bookseal.Web.Identity;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Net.Http.Headers;

namespace Bookseal.Web.Routes;

/// <summary>
/// An act on a close with an <c>If-Match</c> (RFC 9110, section 13.1.1) is done on what its caller has read, or not:
/// the entity tag of the close, of its tasks or of its notes. Without one it is done on the close as it stands.
/// </summary>
internal static class IfMatch
{
    /// <summary><c>PRECONDITION_FAILED</c>; <c>REQUEST_INVALID</c> for what are no entity tags.</summary>
    public static TBuilder HeedsIfMatch<TBuilder>(this TBuilder routes)
        where TBuilder : IEndpointConventionBuilder =>
        routes.AddEndpointFilter(
            async (context, next) =>
            {
                var request = context.HttpContext.Request;
                if (!HttpMethods.IsPost(request.Method) || request.Headers.IfMatch.Count == 0)
                    return await next(context);
                if (context.HttpContext.Features.Get<Principal>() is not { } who)
                    return await next(context);
                if (!(await BindAsync(who, request)).TryGet(out var bound, out var fault))
                    return Answer.Problem(fault);
                for (var i = 0; i < context.Arguments.Count; i++)
                    if (context.Arguments[i] is Principal)
                        context.Arguments[i] = bound;
                return await next(context);
            }
        );

    /// <summary>
    /// The tags that a request names; null where it has none, or any will do. <c>REQUEST_INVALID</c> for what are none.
    /// </summary>
    public static Result<EntityTagHeaderValue[]?> TagsOf(HttpRequest request)
    {
        if (request.Headers.IfMatch.Count == 0)
            return (EntityTagHeaderValue[]?)null;
        var tags = request.GetTypedHeaders().IfMatch;
        if (tags.Count == 0)
            return new Fault("REQUEST_INVALID", "If-Match is '*', or entity tags as answers have them");
        return tags.Any(tag => tag.Equals(EntityTagHeaderValue.Any)) ? (EntityTagHeaderValue[]?)null : [.. tags];
    }

    /// <summary>The caller, whose acts find the close as they have read it.</summary>
    private static async Task<Result<Principal>> BindAsync(Principal who, HttpRequest request)
    {
        var cancel = request.HttpContext.RequestAborted;
        if (!TagsOf(request).TryGet(out var tags, out var fault))
            return fault;
        if (tags is null)
            return who; // there always is a close, if one that nobody has begun
        var named = request.RouteValues["period"] as string ?? "";
        if (!(await who.FindPeriodAsync(named, cancel)).TryGet(out var period, out fault))
            return fault;
        // The run first: what is newer in what is compared is refused when it is decided on.
        var seen = await who.Services.Runs.LoadAsync(period, cancel);
        foreach (var read in RunDocuments.All)
        {
            var tag = EntityTag.Of(await read(who, period, cancel));
            if (tags.Names(tag))
                return who with { Services = who.Services.Expecting(RunExpectation.Of(seen)) };
        }

        return new Fault(RunExpectation.Failed, $"the close of {period} is not as you have read it; read it again");
    }

    public static bool Names(this IReadOnlyList<EntityTagHeaderValue> tags, EntityTagHeaderValue read) =>
        tags.Any(known => known.Compare(read, useStrongComparison: true));
}
