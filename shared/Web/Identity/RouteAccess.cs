using Bookseal.Books.Company;
using Microsoft.AspNetCore.Builder;

namespace Bookseal.Web.Identity;

/// <summary>Who may call a route: the least role of an act, or anybody.</summary>
/// <param name="Act">Null: anybody.</param>
/// <param name="IsOfAllPeriods">What it answers is not of one period: nothing for whoever sees only some.</param>
internal sealed record RouteAccess(Act? Act, bool IsOfAllPeriods = false);

internal static class RouteAccessExtensions
{
    public static TBuilder Needs<TBuilder>(this TBuilder route, Act act)
        where TBuilder : IEndpointConventionBuilder => route.WithMetadata(new RouteAccess(act));

    /// <inheritdoc cref="RouteAccess" path="/param[@name='IsOfAllPeriods']"/>
    public static TBuilder NeedsAllPeriods<TBuilder>(this TBuilder route, Act act)
        where TBuilder : IEndpointConventionBuilder => route.WithMetadata(new RouteAccess(act, IsOfAllPeriods: true));

    public static TBuilder IsOpen<TBuilder>(this TBuilder route)
        where TBuilder : IEndpointConventionBuilder => route.WithMetadata(new RouteAccess(null));
}
