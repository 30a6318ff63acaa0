using System.Text.RegularExpressions;
using Bookseal.Books.Company;
using Bookseal.Web.Tests.Api;

namespace Bookseal.Web.Tests.Kestrel;

/// <summary>How many companies one session holds.</summary>
public sealed partial class SessionCompaniesTests(KestrelHost host) : IClassFixture<KestrelHost>
{
    [Fact]
    public async Task Session_WithAsManyCompaniesAsItHolds_TakesNoOtherUntilOneIsLeft()
    {
        var first = await ApiCompany.ImportAsync(host);
        var session = await PageSession.BeginAsync(first, Role.Auditor);
        var others = new List<ApiCompany>();
        while (others.Count < Limits.SessionCompanies - 1)
        {
            others.Add(await ApiCompany.ImportAsync(host));
            Assert.Equal(303, (await AddAsync(session, others[^1])).Status);
        }

        var another = await ApiCompany.ImportAsync(host);
        var refused = await AddAsync(session, another);
        Assert.Equal((409, null), (refused.Status, refused.Header("Set-Cookie")));
        Assert.Contains("SESSION_COMPANIES_TOO_MANY", refused.Text, StringComparison.Ordinal);
        Assert.Equal(303, (await AddAsync(session, others[^1])).Status); // one that it has is no other
        Assert.Equal(Limits.SessionCompanies, await CountAsync(session));

        Assert.Equal(303, (await session.PostAsync("/companies/leave", ("company", $"{others[0].Tenant}"))).Status);
        Assert.Equal(303, (await AddAsync(session, another)).Status);
        Assert.Equal(Limits.SessionCompanies, await CountAsync(session));
    }

    private static async Task<ApiAnswer> AddAsync(PageSession session, ApiCompany company) =>
        await session.PostAsync("/companies/add", ("token", await company.TokenAsync(Role.Auditor)));

    private static async Task<int> CountAsync(PageSession session) =>
        Named()
            .Matches((await session.GetAsync("/companies")).Text)
            .Select(match => match.Value)
            .Distinct(StringComparer.Ordinal)
            .Count();

    [GeneratedRegex("name=\"company\" value=\"[^\"]+\"")]
    private static partial Regex Named();
}
