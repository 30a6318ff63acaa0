using Bookseal.Web.Answers;
using Microsoft.AspNetCore.Http;

namespace Bookseal.Web.Identity;

/// <summary>How callers of a route come in: what they show, and what whoever is not let in is answered.</summary>
internal abstract class Door : FaultView
{
    /// <summary>The text of a token; null where none was shown.</summary>
    public abstract string? Token(HttpContext context);

    /// <summary>Whether somebody whom the platform has signed in comes in with a token that is good no more.</summary>
    public abstract bool ForgetsTokens { get; }

    /// <summary>Whom what was shown speaks for; null for what opens nothing.</summary>
    public virtual Task<Principal?> FindAsync(PrincipalFinder finder, string? shown, CancellationToken cancel) =>
        finder.FindAsync(shown, cancel);

    /// <param name="fault">The same for every token that is not good: nobody learns which ones there are.</param>
    public abstract IResult Unknown(HttpContext context, Fault fault);
}

/// <summary>
/// Programs: tokens come in the <c>Authorization</c> header alone (RFC 6750), since addresses end up in logs and
/// browsers send cookies for whoever asks them to.
/// </summary>
internal sealed class BearerDoor : Door
{
    private const string Scheme = "Bearer ";

    public static BearerDoor Instance { get; } = new();

    /// <summary>A program that shows one means it.</summary>
    public override bool ForgetsTokens => false;

    public override string? Token(HttpContext context)
    {
        var header = context.Request.Headers.Authorization;
        if (header.Count == 0)
            return null;
        return header is [{ } value] && value.StartsWith(Scheme, StringComparison.OrdinalIgnoreCase)
            ? value[Scheme.Length..].Trim()
            : ""; // something else was shown, which is no token
    }

    public override IResult Unknown(HttpContext context, Fault fault)
    {
        context.Response.Headers.WWWAuthenticate = "Bearer realm=\"bookseal\"";
        return Answer.Problem(fault);
    }

    public override IResult Of(Fault fault, int status) => Answer.Problem(fault, status);
}
