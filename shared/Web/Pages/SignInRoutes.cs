using Bookseal.Closing.Access;
using Bookseal.Web.Identity;
using Bookseal.Web.Pages.Access;
using Bookseal.Web.Pages.Parts;
using Bookseal.Web.Pages.Views;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Bookseal.Web.Pages;

/// <summary>In and out.</summary>
internal static class SignInRoutes
{
    public static void Map(IEndpointRouteBuilder routes)
    {
        var open = routes.MapGroup("").IsOpen().WithMetadata(PageDoor.Instance).ExcludeFromDescription();
        open.MapGet(
            "/sign-in",
            (string? to, string? lost) => Page.Of<SignInPage>(("To", LocalPath.Of(to)), ("LostForm", lost is not null))
        );
        open.MapPost("/sign-in", SignInAsync);
        open.MapPost("/sign-out", SignOutAsync);
    }

    private static async Task<IResult> SignInAsync(HttpContext context, CallerCache callers, CancellationToken cancel)
    {
        if (!(await PageForm.ReadUnboundAsync(context.Request, cancel)).TryGet(out var form, out var fault))
            return FaultPage.Of(fault);
        var (text, to) = (form["token"], LocalPath.Of(form["to"]));
        if (TokenText.Read(text) is not { } token || await callers.FindAsync(token, cancel) is null)
            return Page.Of<SignInPage>(StatusCodes.Status401Unauthorized, ("To", to), ("IsRefused", true));
        Session.Begin(context, text);
        return new SeeOther(to);
    }

    private static async Task<IResult> SignOutAsync(HttpContext context, CancellationToken cancel)
    {
        if (!(await PageForm.ReadOfSessionAsync(context, cancel)).TryGet(out _, out var fault))
            return FaultPage.Of(fault);
        Session.End(context);
        return new SeeOther("/sign-in");
    }
}
