using Bookseal.Web.Answers;
using Bookseal.Web.Requests;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;

namespace Bookseal.Web.Identity;

/// <summary>
/// Clients may name the company that they mean. It is the token's, or it does not exist: nobody learns of another.
/// </summary>
internal static class OwnCompany
{
    private const string Member = "tenant_id";

    /// <summary><c>TENANT_NOT_FOUND</c> where the query names another company.</summary>
    public static TBuilder OfOwnCompany<TBuilder>(this TBuilder route)
        where TBuilder : IEndpointConventionBuilder =>
        route.AddEndpointFilter(
            async (context, next) =>
            {
                var http = context.HttpContext;
                return
                    http.Request.Query[Member] is { Count: > 0 } named
                    && http.Features.Get<Principal>() is { } who
                    && !who.IsOf(named)
                    ? Answer.Problem(NotFound)
                    : await next(context);
            }
        );

    /// <summary>
    /// A request's JSON without the company that it may name. <c>TENANT_NOT_FOUND</c>, or as <see cref="RequestBody"/>.
    /// </summary>
    public static async Task<Result<JsonObject>> ReadBodyAsync(
        this Principal who,
        HttpRequest request,
        CancellationToken cancel
    ) =>
        (await RequestBody.ReadObjectAsync(request, cancel)).Then<JsonObject>(body =>
            body[Member] switch
            {
                null => body,
                JsonString named when who.IsOf(named.Value) => body.With(Member, null),
                _ => NotFound,
            }
        );

    /// <summary>The same where there may be none: then it is empty.</summary>
    public static async Task<Result<JsonObject>> ReadOptionalBodyAsync(
        this Principal who,
        HttpRequest request,
        CancellationToken cancel
    ) => RequestBody.IsThere(request) ? await who.ReadBodyAsync(request, cancel) : JsonObject.Of();

    private static Fault NotFound => new("TENANT_NOT_FOUND", $"{Member} is not the company of this token");
}
