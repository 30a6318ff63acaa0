using System.Text.RegularExpressions;
using Bookseal.Books.Company;
using Bookseal.Books.Teams;
using Bookseal.TestHost.Scenario;

namespace Bookseal.Web.Tests.Api;

/// <summary>Who is in force, and what becomes of another team or policy, on a page.</summary>
public abstract class TeamPageContract(IApiHost host)
{
    private const string Team = "/company/team";
    private const string NoProposal = "0000000000000000000000000000000000000000000000000000000000000000";

    [Fact]
    public async Task Team_InForce_IsShownWithRolesAndSettings()
    {
        var company = await ApiCompany.ImportAsync(host);
        var auditor = await PageSession.BeginAsync(company, Role.Auditor);
        var page = (await auditor.GetAsync(Team)).Text;
        Assert.Matches("Nora <small>nora</small></th>\\s*<td>preparer</td>\\s*<td>Imani</td>", page);
        Assert.Contains("with the first import, by nora", page, StringComparison.Ordinal);
        Assert.Contains("counts from 2026-01 on", Flat(page), StringComparison.Ordinal);
        Assert.DoesNotContain("is proposed", page, StringComparison.Ordinal);
        var january = await PageSession.BeginAsync(company, Role.Auditor, SmallBooks.January);
        Assert.Equal(403, (await january.GetAsync(Team)).Status);
    }

    [Fact]
    public async Task Proposal_OfAnother_IsApprovedAsItWasShown()
    {
        var (company, proposal) = await ProposeAsync(Reopening);
        var imani = await PageSession.BeginAsync(company, Role.Approver);
        var page = (await imani.GetAsync(Team)).Text;
        Assert.Contains("policy, reopen: never -&gt; approver", page, StringComparison.Ordinal);
        Assert.Contains($"name=\"proposal\" value=\"{proposal}\"", page, StringComparison.Ordinal);
        var old = await imani.PostAsync($"{Team}/approve", ("proposal", NoProposal));
        Assert.Equal(409, old.Status);
        Assert.Contains(TeamRules.ProposalChanged, old.Text, StringComparison.Ordinal);
        Assert.False((await ProfileAsync(company)).Policy.AllowReopen);

        var done = await imani.PostAsync($"{Team}/approve", ("proposal", proposal));
        Assert.Equal((303, Team), (done.Status, done.Header("Location")));
        Assert.True((await ProfileAsync(company)).Policy.AllowReopen);
        var after = (await imani.GetAsync(Team)).Text;
        Assert.Contains("proposed by nora, approved by imani", after, StringComparison.Ordinal);
        Assert.DoesNotContain("is proposed", after, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Proposal_ThatIsRejected_SaysByWhom_AndIsProposedAgain()
    {
        var (company, proposal) = await ProposeAsync(Reopening);
        var imani = await PageSession.BeginAsync(company, Role.Approver);
        Assert.Equal(
            303,
            (await imani.PostAsync($"{Team}/reject", ("proposal", proposal), ("reason", "not this year"))).Status
        );
        var page = (await imani.GetAsync(Team)).Text;
        Assert.Contains("rejected by Imani", page, StringComparison.Ordinal);
        Assert.DoesNotContain($"{Team}/approve", page, StringComparison.Ordinal);

        var nora = await PageSession.BeginAsync(company, Role.Preparer);
        Assert.Equal(409, (await nora.PostAsync($"{Team}/propose", ("proposal", NoProposal))).Status);
        Assert.Equal(303, (await nora.PostAsync($"{Team}/propose", ("proposal", proposal))).Status);
        Assert.Equal(SmallBooks.Bookkeeper, (await company.Services.Teams.ReadAsync(default))!.Proposal!.ProposedBy);
        Assert.Contains($"{Team}/approve", (await imani.GetAsync(Team)).Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Proposal_DuringAClose_WaitsForIt()
    {
        var (company, proposal) = await ProposeAsync(Reopening);
        await company.Services.Host.BeginAsync(SmallBooks.January, AdjustingDesk.Bookkeeper, default);
        var imani = await PageSession.BeginAsync(company, Role.Approver);
        var page = (await imani.GetAsync(Team)).Text;
        Assert.Contains("The close of 2026-01 stands on the team in force", page, StringComparison.Ordinal);
        Assert.DoesNotContain($"{Team}/approve", page, StringComparison.Ordinal);
        var refused = await imani.PostAsync($"{Team}/approve", ("proposal", proposal));
        Assert.Contains(TeamRules.Pinned, refused.Text, StringComparison.Ordinal);
        Assert.False((await ProfileAsync(company)).Policy.AllowReopen);
    }

    [Theory]
    [InlineData(Role.Preparer, "/approve")]
    [InlineData(Role.Preparer, "/reject")]
    [InlineData(Role.Auditor, "/propose")]
    public async Task Decision_OfWhoMayNot_IsRefused(Role role, string act)
    {
        var (company, proposal) = await ProposeAsync(Reopening);
        var session = await PageSession.BeginAsync(company, role);
        Assert.DoesNotContain($"{Team}{act}", (await session.GetAsync(Team)).Text, StringComparison.Ordinal);
        var refused = await session.PostAsync(Team + act, ("proposal", proposal), ("reason", "x"));
        Assert.Equal(403, refused.Status);
        Assert.False((await ProfileAsync(company)).Policy.AllowReopen);
        Assert.Null((await company.Services.Teams.ReadAsync(default))!.Proposal!.RejectedBy);
    }

    [Fact]
    public async Task Decision_OfAnotherSessionOrSite_DoesNothing()
    {
        var (company, _) = await ProposeAsync(Reopening);
        var imani = await PageSession.BeginAsync(company, Role.Approver);
        foreach (var (key, origin) in ((string, string?)[])[("", null), (imani.FormKey, "https://evil.example")])
        {
            var answer = await imani.PostAsAsync($"{Team}/approve", key, origin);
            Assert.Contains("FORM_FOREIGN", answer.Text, StringComparison.Ordinal);
        }

        Assert.False((await ProfileAsync(company)).Policy.AllowReopen);
    }

    private static Governance Reopening(CompanyProfile profile) =>
        new(profile.Team, profile.Policy with { AllowReopen = true });

    private async Task<(ApiCompany Company, string Proposal)> ProposeAsync(Func<CompanyProfile, Governance> wanted)
    {
        var company = await ApiCompany.ImportAsync(host);
        var governance = wanted(await ProfileAsync(company));
        var proposed = await company.Services.Teams.ProposeAsync(governance, AdjustingDesk.Bookkeeper, default);
        return (company, $"{proposed.Value.Proposal!.Digest}");
    }

    private static async Task<CompanyProfile> ProfileAsync(ApiCompany company) =>
        (await company.Services.Workspace.ReadMasterDataAsync(default)).Value.Profile;

    private static string Flat(string page) => Regex.Replace(page, "\\s+", " ");
}
