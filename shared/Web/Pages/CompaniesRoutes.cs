using Bookseal.Books.Company;
using Bookseal.Closing.Hosting;
using Bookseal.Closing.Refusals;
using Bookseal.Web.Identity;
using Bookseal.Web.Pages.Access;
using Bookseal.Web.Pages.Parts;
using Bookseal.Web.Pages.Views;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Bookseal.Web.Pages;

/// <summary>
/// The companies of one session, at a glance, and from one to another. They are those that a credential each has
/// proven: no list of companies is ever read.
/// </summary>
internal static class CompaniesRoutes
{
    private const string Path = "/companies";

    public static void Map(IEndpointRouteBuilder pages)
    {
        pages.MapGet(
            Path,
            (HttpContext context, Principal who, SignInDesk desk, PrincipalFinder principals) =>
                ShowAsync(context, who, desk, principals, null)
        );
        pages.MapPost($"{Path}/add", AddAsync);
        pages.MapPost($"{Path}/open", OpenAsync);
        pages.MapPost($"{Path}/leave", LeaveAsync);
    }

    private static async Task<IResult> ShowAsync(
        HttpContext context,
        Principal who,
        SignInDesk desk,
        PrincipalFinder principals,
        Fault? fault
    )
    {
        var cancel = context.RequestAborted;
        if (!(await Frame.ReadAsync(context, who, cancel)).TryGet(out var frame, out var unread))
            return FaultPage.Of(unread);
        var companies = new List<CompanyGlance>();
        if (who.IsSignedInByPlatform)
            companies.Add(await LookAsync(who, cancel));
        foreach (var (_, principal) in await ProvenAsync(context, principals))
            companies.Add(await LookAsync(principal, cancel));
        companies.Sort((one, other) => string.CompareOrdinal(one.Name, other.Name)); // wherever one is now
        var status = fault is null ? StatusCodes.Status200OK : RefusalStatus.HttpStatusOf(fault);
        return Page.Of<CompaniesPage>(
            status,
            ("View", new CompaniesView(frame, companies, desk.TakesPassphrases, fault))
        );
    }

    /// <summary>One company whose books are damaged hides no other.</summary>
    private static async Task<CompanyGlance> LookAsync(Principal who, CancellationToken cancel)
    {
        var glance = new CompanyGlance(who.Tenant, $"{who.Tenant}", $"{who.Actor.Id}", who.Actor.Role, null, null);
        try
        {
            if (!(await who.Services.Periods.ProfileAsync(cancel)).TryGet(out var profile, out var fault))
                return glance with { Fault = fault };
            glance = glance with { Name = profile.Name, Person = Frame.NameOf(who, profile) };
            return (await YearReader.ReadAsync(who, null, cancel)).TryGet(out var year, out fault)
                ? glance with
                {
                    Year = year,
                }
                : glance with
                {
                    Fault = fault,
                };
        }
        catch (Exception e) when (e is not OperationCanceledException)
        {
            return glance with { Fault = CompanyFaults.Of(e) };
        }
    }

    private static async Task<IResult> AddAsync(
        HttpContext context,
        Principal who,
        SignInDesk desk,
        PrincipalFinder principals
    )
    {
        var cancel = context.RequestAborted;
        if (!(await PageForm.ReadOfSessionAsync(context, cancel)).TryGet(out var form, out var fault))
            return await ShowAsync(context, who, desk, principals, fault);
        var proven = await ProvenAsync(context, principals);
        if (!(await desk.ProveAsync(context, form)).TryGet(out var shown, out fault))
            return await ShowAsync(context, who, desk, principals, fault);
        var added = await principals.FindShownAsync(shown, cancel);
        // Of a company that was proven before the newer proof counts.
        var before = proven.ToLookup(one => one.Who.Tenant == added?.Tenant, one => one.Shown);
        if (before[false].Count() >= Limits.SessionCompanies)
        {
            desk.End([shown]);
            return await ShowAsync(context, who, desk, principals, TooMany);
        }

        desk.End(before[true].Where(text => text != shown));
        Session.Change(context, [shown, .. before[false]]);
        return new SeeOther(Path);
    }

    /// <summary>The company is shown from now on, from the page that was asked for.</summary>
    private static Task<IResult> OpenAsync(
        HttpContext context,
        Principal who,
        SignInDesk desk,
        PrincipalFinder principals
    ) =>
        ChooseAsync(
            context,
            who,
            desk,
            principals,
            (form, chosen, others) =>
            {
                Session.Change(context, [chosen, .. others]);
                return LocalPath.Of(form["to"]);
            }
        );

    private static Task<IResult> LeaveAsync(
        HttpContext context,
        Principal who,
        SignInDesk desk,
        PrincipalFinder principals
    ) =>
        ChooseAsync(
            context,
            who,
            desk,
            principals,
            (_, chosen, others) =>
            {
                desk.End([chosen]);
                Session.Change(context, others);
                return others.Count > 0 ? Path : "/sign-in";
            }
        );

    /// <summary><c>TENANT_NOT_FOUND</c> for every company that this session has not proven.</summary>
    private static async Task<IResult> ChooseAsync(
        HttpContext context,
        Principal who,
        SignInDesk desk,
        PrincipalFinder principals,
        Func<PageForm, string, IReadOnlyList<string>, string> change
    )
    {
        if (!(await PageForm.ReadOfSessionAsync(context, context.RequestAborted)).TryGet(out var form, out var fault))
            return await ShowAsync(context, who, desk, principals, fault);
        var proven = await ProvenAsync(context, principals);
        if (proven.FirstOrDefault(one => one.Who.IsOf(form["company"])) is not ({ } chosen, _))
            return await ShowAsync(context, who, desk, principals, Unknown);
        var others = proven.Select(one => one.Shown).Where(shown => shown != chosen).ToList();
        return new SeeOther(change(form, chosen, others));
    }

    /// <summary>What of the session is still good, in its order.</summary>
    private static async Task<IReadOnlyList<(string Shown, Principal Who)>> ProvenAsync(
        HttpContext context,
        PrincipalFinder principals
    )
    {
        var good = new List<(string, Principal)>();
        foreach (var shown in Session.AllOf(context))
            if (
                await principals.FindShownAsync(shown, context.RequestAborted) is { } who
                && who.Actor.Role >= Acts.Read.Role
            )
                good.Add((shown, who));
        return good;
    }

    private static Fault Unknown =>
        new("TENANT_NOT_FOUND", "this session has no such company; add it with a token of yours for it");

    private static Fault TooMany =>
        new(
            "SESSION_COMPANIES_TOO_MANY",
            $"a session has at most {Limits.SessionCompanies} companies; leave one of them first"
        );
}
