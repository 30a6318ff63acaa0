using Bookseal.Books.Company;
using Bookseal.Books.Values;
using Bookseal.Web.Pages.Parts;

namespace Bookseal.Web.Pages.Views;

/// <summary>The companies that this session has proven, each with its year.</summary>
/// <param name="TakesPassphrases">As of the sign-in.</param>
/// <param name="Fault">Why what was just asked for was not done.</param>
public sealed record CompaniesView(
    Frame Frame,
    IReadOnlyList<CompanyGlance> Companies,
    bool TakesPassphrases,
    Fault? Fault
)
{
    public bool IsFull => Companies.Count >= Limits.SessionCompanies;
}

/// <summary>A company as whom the session's credential for it sees it.</summary>
/// <param name="Fault">Why its periods cannot be shown.</param>
public sealed record CompanyGlance(
    TenantId Tenant,
    string Name,
    string Person,
    Role Role,
    CompanyYear? Year,
    Fault? Fault
);
