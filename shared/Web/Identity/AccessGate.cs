using Bookseal.Books.Company;
using Bookseal.Books.Runs;
using Bookseal.Closing.Access;
using Bookseal.Closing.Refusals;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Bookseal.Web.Identity;

/// <summary>
/// Stands before every route: nobody comes by without a token that is good, or the platform's sign-in where the host
/// says that there is one, and a role that is enough. Where a token stands, the route's <see cref="Door"/> says.
/// </summary>
internal sealed class AccessGate(RequestDelegate next, PrincipalFinder principals, PlatformSignIn platform)
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
        if (!(await FindAsync(door, context)).TryGet(out var principal, out var unknown))
        {
            await door.Unknown(context, unknown).ExecuteAsync(context);
            return;
        }

        context.Features.Set(principal); // who is refused is known, too: to the log
        context.Features.Set(principal.SeenTextOf());
        if ((RefuseForeign(principal, context) ?? Refuse(principal.Caller, access, act)) is { } refusal)
        {
            await door.Of(refusal, RefusalStatus.HttpStatusOf(refusal)).ExecuteAsync(context);
            return;
        }

        await next(context);
    }

    /// <summary><c>TOKEN_MISSING</c>, <c>TOKEN_REFUSED</c>, <c>SIGN_IN_REFUSED</c>.</summary>
    private async Task<Result<Principal>> FindAsync(Door door, HttpContext context)
    {
        var (token, cancel) = (door.Token(context), context.RequestAborted);
        if (await door.FindAsync(principals, token, cancel) is { } holder)
            return holder;
        // Another's bearer is the platform's, which has looked at it.
        var isOver = token is not null && TokenText.IsMeant(token) && !door.ForgetsTokens;
        if (isOver || platform.Read(context.Request) is not { } signedIn)
            return NoCaller(token);
        if (!signedIn.TryGet(out var person, out var fault))
            return fault;
        return await principals.FindAsync(person, cancel) is { } member
            ? member
            : new Fault(PlatformSignIn.Refused, $"{person.Person} is not in the team of {person.Tenant}");
    }

    private static Fault NoCaller(string? shown) =>
        shown is null
            ? new("TOKEN_MISSING", "send 'Authorization: Bearer TOKEN'; 'bookseal token create' makes one")
            : new("TOKEN_REFUSED", "this token is unknown, over or revoked; 'bookseal token create' makes another");

    /// <summary>
    /// Programs send their tokens themselves; the platform's sign-in goes with whatever a page has a browser send.
    /// </summary>
    private static Fault? RefuseForeign(Principal who, HttpContext context) =>
        who.IsSignedInByPlatform && !HttpMethods.IsGet(context.Request.Method) && Origin.IsForeign(context.Request)
            ? new("FORM_FOREIGN", "another site has sent this")
            : null;

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
