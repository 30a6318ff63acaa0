using Bookseal.Closing.Refusals;
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
            (SignInDesk desk, string? to, string? lost) =>
                Page.Of<SignInPage>(("View", ViewOf(desk, to) with { LostForm = lost is not null }))
        );
        open.MapPost("/sign-in", SignInAsync);
        open.MapPost("/sign-out", SignOutAsync);
    }

    /// <summary>Whoever was signed in before is not any more.</summary>
    private static async Task<IResult> SignInAsync(HttpContext context, SignInDesk desk, CancellationToken cancel)
    {
        if (!(await PageForm.ReadUnboundAsync(context.Request, cancel)).TryGet(out var form, out var fault))
            return FaultPage.Of(fault);
        if (!(await desk.ProveAsync(context, form)).TryGet(out var proven, out fault))
        {
            var view = ViewOf(desk, form["to"]) with { Fault = fault, Company = form["company"], Name = form["name"] };
            return Page.Of<SignInPage>(RefusalStatus.HttpStatusOf(fault), ("View", view));
        }

        desk.End(Session.AllOf(context));
        Session.Begin(context, proven);
        return new SeeOther(LocalPath.Of(form["to"]));
    }

    private static async Task<IResult> SignOutAsync(HttpContext context, SignInDesk desk, CancellationToken cancel)
    {
        if (!(await PageForm.ReadOfSessionAsync(context, cancel)).TryGet(out _, out var fault))
            return FaultPage.Of(fault);
        desk.End(Session.AllOf(context));
        Session.End(context);
        return new SeeOther("/sign-in");
    }

    private static SignInView ViewOf(SignInDesk desk, string? to) => new(LocalPath.Of(to), desk.TakesPassphrases);
}
