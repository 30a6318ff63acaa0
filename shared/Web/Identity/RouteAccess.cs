using Bookseal.Books.Company;
using Microsoft.AspNetCore.Builder;

namespace Bookseal.Web.Identity;

/// <summary>Who may call a route: the least role of an act, or anybody.</summary>
/// <param name="Act">Null: anybody.</param>
internal sealed record RouteAccess(Act? Act);

internal static class RouteAccessExtensions
{
    public static TBuilder Needs<TBuilder>(this TBuilder route, Act act)
        where TBuilder : IEndpointConventionBuilder => route.WithMetadata(new RouteAccess(act));

    public static TBuilder IsOpen<TBuilder>(this TBuilder route)
        where TBuilder : IEndpointConventionBuilder => route.WithMetadata(new RouteAccess(null));
}
