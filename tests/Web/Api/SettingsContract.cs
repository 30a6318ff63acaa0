using Bookseal.Books.Company;
using Bookseal.Books.Teams;
using Bookseal.TestHost.Scenario;

namespace Bookseal.Web.Tests.Api;

/// <summary>Settings in force, and how team and policy become others.</summary>
public abstract class SettingsContract(IApiHost host)
{
    private const string Settings = "/api/settings";

    [Fact]
    public async Task Settings_InForce_AreReadWithWhoIsInTheTeam_AndWithoutAddresses()
    {
        var company = await ApiCompany.ImportAsync(host);
        var answer = await company.GetAsync(Settings, Role.Auditor);
        Assert.Equal(200, answer.Status);
        var settings = answer.Json.ObjectOf("settings");
        Assert.Equal($"{company.Tenant}", settings.TextOf("tenant"));
        Assert.Null(settings["team"]);
        Assert.Contains("\"nora\"", answer.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("email", answer.Text, StringComparison.Ordinal);
        Assert.Null(answer.Json["proposal"]);
        Assert.Equal("2026-01", answer.Json.TextOf("effective_from"));
        var january = await company.TokenAsync(Role.Auditor, SmallBooks.January);
        Assert.Equal(403, (await company.GetAsync(Settings, january)).Status);
        Assert.Equal(404, (await company.GetAsync($"{Settings}?tenant_id=other", Role.Auditor)).Status);
    }

    [Fact]
    public async Task Policy_ThatIsProposed_CountsOnceAnotherHasApprovedWhatWasShown()
    {
        var company = await ApiCompany.ImportAsync(host);
        var proposed = await ProposeAsync(company, Role.Preparer);
        Assert.Equal(200, proposed.Status);
        var sha = proposed.Json.ObjectOf("proposal").TextOf("sha256")!;
        Assert.Contains("reopen", proposed.Json.ObjectOf("proposal")["changes"]!.ToString(), StringComparison.Ordinal);
        Assert.False((await ProfileAsync(company)).Policy.AllowReopen);

        var other = await DecideAsync(company, "approve", Role.Approver, new string('0', 64));
        Assert.Equal((409, TeamRules.ProposalChanged), (other.Status, other.Code));
        var preparer = await DecideAsync(company, "approve", Role.Preparer, sha);
        Assert.Equal((403, "CLOSE_AUTHORITY_DENIED"), (preparer.Status, preparer.Code));
        var approved = await DecideAsync(company, "approve", Role.Approver, sha);
        Assert.Equal(200, approved.Status);
        Assert.Null(approved.Json["proposal"]);
        Assert.True((await ProfileAsync(company)).Policy.AllowReopen);
    }

    [Fact]
    public async Task Policy_ThatIsRejected_StaysAsItWas()
    {
        var company = await ApiCompany.ImportAsync(host);
        var sha = (await ProposeAsync(company, Role.Preparer)).Json.ObjectOf("proposal").TextOf("sha256")!;
        var rejected = await DecideAsync(company, "reject", Role.Approver, sha, ""","reason":"not this year" """);
        Assert.Equal("imani", rejected.Json.ObjectOf("proposal").TextOf("rejected_by"));
        Assert.False((await ProfileAsync(company)).Policy.AllowReopen);
    }

    [Theory]
    [InlineData(Role.Auditor, 403)]
    [InlineData(Role.Approver, 200)]
    public async Task Proposal_IsAPreparers(Role role, int status)
    {
        var company = await ApiCompany.ImportAsync(host);
        Assert.Equal(status, (await ProposeAsync(company, role)).Status);
    }

    [Theory]
    [InlineData("{}")]
    [InlineData("""{"team":[],"policy":{}}""")]
    [InlineData("""{"team":[{"id":"nora"}],"policy":{"segregation":"perhaps"}}""")]
    public async Task Proposal_OfWhatIsNoTeam_IsRefused(string body)
    {
        var company = await ApiCompany.ImportAsync(host);
        var answer = await company.PostAsync($"{Settings}/proposal", Role.Preparer, body);
        Assert.True(answer.Status is 400 or 409 or 422, answer.Text);
        Assert.Null((await company.Services.Teams.ReadAsync(default))!.Proposal);
    }

    private static async Task<ApiAnswer> ProposeAsync(ApiCompany company, Role role)
    {
        var profile = await ProfileAsync(company);
        var wanted = Governance.Of(profile) with { Policy = profile.Policy with { AllowReopen = true } };
        return await company.PostAsync($"{Settings}/proposal", role, wanted.ToJson().ToString());
    }

    private static Task<ApiAnswer> DecideAsync(
        ApiCompany company,
        string act,
        Role role,
        string proposal,
        string more = ""
    ) => company.PostAsync($"{Settings}/proposal/{act}", role, $$"""{"proposal_sha256":"{{proposal}}"{{more}}}""");

    private static async Task<CompanyProfile> ProfileAsync(ApiCompany company) =>
        (await company.Services.Periods.ProfileAsync(default)).Value;
}
