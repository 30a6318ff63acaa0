using Bookseal.Books.Company;
using Bookseal.Books.Runs;
using Bookseal.Closing.Access;
using Bookseal.Closing.Hosting;
using Bookseal.Web.Answers;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Bookseal.Web.Identity;

/// <summary>
/// Stands before every route: nobody comes by without a token that is good, and a role that is enough. Tokens come in
/// the <c>Authorization</c> header alone (RFC 6750): addresses end up in logs.
/// </summary>
internal sealed class AccessGate(RequestDelegate next, Tenants tenants, CallerCache callers)
{
    private const string Scheme = "Bearer ";

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

        if (await FindAsync(context) is not { } principal)
        {
            context.Response.Headers.WWWAuthenticate = "Bearer realm=\"bookseal\"";
            await Answer.Problem(NoCaller(context)).ExecuteAsync(context);
            return;
        }

        if (Refuse(principal.Caller, access, act) is { } refusal)
        {
            await Answer.Problem(refusal).ExecuteAsync(context);
            return;
        }

        context.Features.Set(principal);
        await next(context);
    }

    private async Task<Principal?> FindAsync(HttpContext context)
    {
        if (Credential(context) is not { } text || TokenText.Read(text) is not { } token)
            return null;
        // Books that were never imported have no tokens, and are not opened for whoever guesses names.
        var caller = await callers.FindAsync(token, context.RequestAborted);
        return caller is null
            ? null
            : new(token.Tenant, caller, tenants.Open(token.Tenant))
            {
                IsStillLetInAsync = async cancel => await callers.FindAsync(token, cancel) is not null,
            };
    }

    private static string? Credential(HttpContext context)
    {
        var header = context.Request.Headers.Authorization;
        return header is [{ } value] && value.StartsWith(Scheme, StringComparison.OrdinalIgnoreCase)
            ? value[Scheme.Length..].Trim()
            : null;
    }

    /// <summary>One answer for every token that is not good: nobody learns which ones there are.</summary>
    private static Fault NoCaller(HttpContext context) =>
        context.Request.Headers.Authorization.Count == 0
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
