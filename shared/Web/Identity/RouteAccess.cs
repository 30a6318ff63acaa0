using Bookseal.Books.Company;
using Microsoft.AspNetCore.Builder;

namespace Bookseal.Web.Identity;

/// <summary>Who may call a route: the least role of an act, or anybody.</summary>
/// <param name="Act">Null: anybody.</param>
/// <param name="IsOfAllPeriods">What it answers is not of one period: nothing for whoever sees only some.</param>
/// <param name="IsOfPersons">It counts who did it: nothing for a token that is no person's.</param>
internal sealed record RouteAccess(Act? Act, bool IsOfAllPeriods = false, bool IsOfPersons = false);

internal static class RouteAccessExtensions
{
    public static TBuilder Needs<TBuilder>(this TBuilder route, Act act)
        where TBuilder : IEndpointConventionBuilder => route.WithMetadata(new RouteAccess(act));

    /// <inheritdoc cref="RouteAccess" path="/param[@name='IsOfAllPeriods']"/>
    public static TBuilder NeedsAllPeriods<TBuilder>(this TBuilder route, Act act)
        where TBuilder : IEndpointConventionBuilder => route.WithMetadata(new RouteAccess(act, IsOfAllPeriods: true));

    /// <summary>What a person does for all of the company.</summary>
    public static TBuilder NeedsPerson<TBuilder>(this TBuilder route, Act act)
        where TBuilder : IEndpointConventionBuilder =>
        route.WithMetadata(new RouteAccess(act, IsOfAllPeriods: true, IsOfPersons: true));

    public static TBuilder IsOpen<TBuilder>(this TBuilder route)
        where TBuilder : IEndpointConventionBuilder => route.WithMetadata(new RouteAccess(null));
}
