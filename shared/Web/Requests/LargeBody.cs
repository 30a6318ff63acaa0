using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;

namespace Bookseal.Web.Requests;

/// <summary>Of a route that takes more than an attachment has.</summary>
internal sealed record LargeBody(long Bytes);

internal static class LargeBodyExtensions
{
    public static TBuilder Takes<TBuilder>(this TBuilder route, long bytes)
        where TBuilder : IEndpointConventionBuilder => route.WithMetadata(new LargeBody(bytes));
}

/// <summary>
/// An answer of 200 that says no, as some routes have to: under an idempotency key it is not kept, and asking again is
/// asking anew.
/// </summary>
internal static class RefusedAnswer
{
    private static readonly object Key = new();

    public static void Say(HttpContext context) => context.Items[Key] = true;

    public static bool Is(HttpContext context) => context.Items.ContainsKey(Key);
}
