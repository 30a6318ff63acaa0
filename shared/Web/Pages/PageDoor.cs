using Bookseal.Web.Identity;
using Bookseal.Web.Pages.Access;
using Bookseal.Web.Pages.Parts;
using Bookseal.Web.Pages.Views;
using Microsoft.AspNetCore.Http;

namespace Bookseal.Web.Pages;

/// <summary>People: who is not signed in is asked to, and comes back to where they wanted to go.</summary>
internal sealed class PageDoor : Door
{
    public static PageDoor Instance { get; } = new();

    /// <summary>A cookie stays where it is long after its token.</summary>
    public override bool ForgetsTokens => true;

    public override string? Token(HttpContext context) => Session.TokenOf(context);

    public override Task<Principal?> FindAsync(PrincipalFinder finder, string? shown, CancellationToken cancel) =>
        finder.FindShownAsync(shown, cancel);

    public override IResult Unknown(HttpContext context, Fault fault)
    {
        var request = context.Request;
        if (request.Headers.ContainsKey("HX-Request"))
        {
            context.Response.Headers["HX-Refresh"] = "true"; // htmx asks for the whole page, which leads to the sign-in
            return Results.StatusCode(StatusCodes.Status401Unauthorized);
        }

        if (HttpMethods.IsGet(request.Method))
            return new SeeOther($"/sign-in?to={Uri.EscapeDataString($"{request.Path}{request.QueryString}")}");
        // A form's address is no page to come back to.
        var page = request.RouteValues["period"] is string period ? $"/periods/{period}" : "/";
        return new SeeOther($"/sign-in?to={Uri.EscapeDataString(page)}&lost=form");
    }

    public override IResult Of(Fault fault, int status) => FaultPage.Of(fault, status);
}
