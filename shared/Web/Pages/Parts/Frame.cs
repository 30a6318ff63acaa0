using Bookseal.Books.Company;
using Bookseal.Books.Values;
using Bookseal.Web.Identity;
using Bookseal.Web.Pages.Access;
using Microsoft.AspNetCore.Http;

namespace Bookseal.Web.Pages.Parts;

/// <summary>What stands around every page of a company: whose books, who reads them, and what they may do.</summary>
/// <param name="FormKey">Goes with every form; it is made of the session's secret.</param>
public sealed record Frame(
    TenantId Tenant,
    string Company,
    string Person,
    Role Role,
    bool IsPerson,
    bool SeesAllPeriods,
    string FormKey,
    NumberStyle Numbers
)
{
    /// <summary>How many companies this session has proven.</summary>
    public int Companies { get; init; } = 1;

    /// <summary><c>BOOKS_NOT_FOUND</c>.</summary>
    internal static async Task<Result<Frame>> ReadAsync(HttpContext context, Principal who, CancellationToken cancel) =>
        (await who.Services.Periods.ProfileAsync(cancel)).Map(profile => new Frame(
            who.Tenant,
            profile.Name,
            NameOf(who, profile),
            who.Actor.Role,
            who.Caller.IsPerson,
            who.Caller.Periods.Count == 0,
            Session.FormKeyOf(Session.MakeSecret(context)),
            NumberStyle.Of(context.Request)
        )
        {
            Companies = who.IsSignedInByPlatform ? 0 : Session.AllOf(context).Count,
            IsSignedInByPlatform = who.IsSignedInByPlatform,
        });

    internal static string NameOf(Principal who, CompanyProfile profile) =>
        profile.Find(who.Actor.Id)?.Name ?? "a program";

    /// <summary>Their sign-in is the platform's, and so is their way out.</summary>
    public bool IsSignedInByPlatform { get; init; }

    public bool May(Act act) => IsPerson && Role >= act.Role;
}
