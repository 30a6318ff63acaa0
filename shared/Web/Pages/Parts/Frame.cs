using Bookseal.Books.Company;
using Bookseal.Web.Identity;
using Bookseal.Web.Pages.Access;
using Microsoft.AspNetCore.Http;

namespace Bookseal.Web.Pages.Parts;

/// <summary>What stands around every page of a company: whose books, who reads them, and what they may do.</summary>
/// <param name="FormKey">Goes with every form; it is made of the session's token.</param>
public sealed record Frame(
    string Company,
    string Person,
    Role Role,
    bool IsPerson,
    bool SeesAllPeriods,
    string FormKey,
    NumberStyle Numbers
)
{
    /// <summary><c>BOOKS_NOT_FOUND</c>.</summary>
    internal static async Task<Result<Frame>> ReadAsync(HttpContext context, Principal who, CancellationToken cancel) =>
        (await who.Services.Periods.ProfileAsync(cancel)).Map(profile => new Frame(
            profile.Name,
            profile.Find(who.Actor.Id)?.Name ?? "a program",
            who.Actor.Role,
            who.Caller.IsPerson,
            who.Caller.Periods.Count == 0,
            Session.FormKeyOf(Session.TokenOf(context)!),
            NumberStyle.Of(context.Request)
        ));

    public bool May(Act act) => IsPerson && Role >= act.Role;
}
