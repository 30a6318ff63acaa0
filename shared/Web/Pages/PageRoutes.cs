using Bookseal.Books.Company;
using Bookseal.Web.Identity;
using Bookseal.Web.Pages.Access;
using Bookseal.Web.Pages.Parts;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Bookseal.Web.Pages;

/// <summary>The pages of Ops Center: what people see and do, by the services that the API's routes call.</summary>
internal static class PageRoutes
{
    public static void Map(IEndpointRouteBuilder routes)
    {
        Asset.Map(routes);
        SignInRoutes.Map(routes);
        var pages = routes.MapGroup("").WithMetadata(PageDoor.Instance).ExcludeFromDescription();
        var reads = pages.MapGroup("").Needs(Acts.Read);
        YearRoutes.Map(reads);
        CompaniesRoutes.Map(reads);
        PeriodRoutes.Map(reads);
        var forms = pages.MapGroup("/periods/{period}");
        PeriodForms.Map(forms);
        SignOffRoutes.Map(reads, forms);
        ExceptionRoutes.Map(reads, forms);
        BankRoutes.Map(reads, forms);
        AdjustmentRoutes.Map(reads, forms);
        StatementRoutes.Map(reads);
        EntryPageRoutes.Map(reads);
        ProofPageRoutes.Map(reads);
        AuditPageRoutes.Map(reads);
        CompanyRoutes.Map(pages.MapGroup("/company").NeedsAllPeriods(Acts.Read));
        TeamRoutes.Map(pages.MapGroup("/company/team"));
        CostPageRoutes.Map(pages.MapGroup("/costs").NeedsAllPeriods(Acts.Read));
    }
}
