using Bookseal.Books.Company;
using Bookseal.Books.Runs;
using Bookseal.Closing.Access;
using Bookseal.Closing.Refusals;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Bookseal.Web.Identity;

/// <summary>
/// Stands before every route: nobody comes by without a token that is good, and a role that is enough. Where the token
/// stands, the route's <see cref="Door"/> says.
/// </summary>
internal sealed class AccessGate(RequestDelegate next, PrincipalFinder principals)
{
    public async Task InvokeAsync(HttpContext context)
    {
        if (context.GetEndpoint() is not RouteEndpoint endpoint)
        {
            await next(context); // there is no such route, or not with this method
            return;
        }

        var access =
            endpoint.Metadata.GetMetadata<RouteAccess>()
            ?? throw new InvalidOperationException($"{endpoint.DisplayName} does not say whom it needs");
        if (access.Act is not { } act)
        {
            await next(context);
            return;
        }

        var door = endpoint.Metadata.GetMetadata<Door>() ?? BearerDoor.Instance;
        var shown = door.Credential(context);
        if (await principals.FindAsync(shown, context.RequestAborted) is not { } principal)
        {
            await door.Unknown(context, NoCaller(shown)).ExecuteAsync(context);
            return;
        }

        if (Refuse(principal.Caller, access, act) is { } refusal)
        {
            await door.Of(refusal, RefusalStatus.HttpStatusOf(refusal)).ExecuteAsync(context);
            return;
        }

        context.Features.Set(principal);
        await next(context);
    }

    private static Fault NoCaller(string? shown) =>
        shown is null
            ? new("TOKEN_MISSING", "send 'Authorization: Bearer TOKEN'; 'bookseal token create' makes one")
            : new("TOKEN_REFUSED", "this token is unknown, over or revoked; 'bookseal token create' makes another");

    private static Fault? Refuse(Caller caller, RouteAccess access, Act act)
    {
        var actor = caller.Actor;
        if (actor.Role < act.Role)
            return new(
                Refusal.AuthorityDenied,
                $"{actor.Id} is {actor.Role.Text()}, and to {act.Name} takes {act.Role.Text()}"
            );
        if (access.IsOfAllPeriods && caller.Periods.Count > 0)
            return new(
                Refusal.AuthorityDenied,
                "this token sees chosen periods, and what was asked for is of all of them"
            );
        return access.IsOfPersons && !caller.IsPerson
            ? new(Refusal.PersonUnknown, $"to {act.Name} takes a person of the team: a token with --for")
            : null;
    }
}
