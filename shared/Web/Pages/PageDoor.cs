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

    public override string? Credential(HttpContext context) => Session.TokenOf(context);

    public override IResult Unknown(HttpContext context, Fault fault)
    {
        // A form's address is no page to come back to.
        var wanted = HttpMethods.IsGet(context.Request.Method)
            ? $"{context.Request.Path}{context.Request.QueryString}"
            : "/";
        return new SeeOther($"/sign-in?to={Uri.EscapeDataString(wanted)}");
    }

    public override IResult Of(Fault fault, int status) => FaultPage.Of(fault, status);
}
