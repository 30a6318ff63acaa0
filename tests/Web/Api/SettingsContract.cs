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

    [Fact]
    public async Task Act_OnSettingsThatHaveChangedSince_IsRefusedAndChangesNothing()
    {
        var company = await ApiCompany.ImportAsync(host);
        var stale = await TagAsync(company);
        var sha = (await ProposeAsync(company, Role.Preparer)).Json.ObjectOf("proposal").TextOf("sha256")!;
        foreach (var act in new[] { "approve", "reject" })
        {
            var answer = await DecideAsync(company, act, Role.Approver, sha, ""","reason":"no" """, stale);
            Assert.Equal((412, "PRECONDITION_FAILED"), (answer.Status, answer.Code));
        }

        Assert.Equal(412, (await ProposeAsync(company, Role.Preparer, stale)).Status);
        var proposal = (await company.Services.Teams.ReadAsync(default))!.Proposal!;
        Assert.Equal((sha, null), ($"{proposal.Digest}", proposal.RejectedBy));
        var approved = await DecideAsync(company, "approve", Role.Approver, sha, ifMatch: await TagAsync(company));
        Assert.Equal(200, approved.Status);
        Assert.True((await ProfileAsync(company)).Policy.AllowReopen);
    }

    [Theory]
    [InlineData("*", 200)]
    [InlineData("\"another\"", 412)]
    [InlineData("W/{0}", 412)]
    [InlineData("\"another\", {0}", 200)]
    [InlineData("nonsense", 400)]
    public async Task Tag_OfSettings_IsTakenAsItIsMeant(string header, int status)
    {
        var company = await ApiCompany.ImportAsync(host);
        var sent = header.Replace("{0}", await TagAsync(company), StringComparison.Ordinal);
        Assert.Equal(status, (await ProposeAsync(company, Role.Preparer, sent)).Status);
    }

    private static async Task<string> TagAsync(ApiCompany company) =>
        (await company.GetAsync(Settings, Role.Auditor)).Header("ETag")!;

    private static async Task<ApiAnswer> ProposeAsync(ApiCompany company, Role role, string? ifMatch = null)
    {
        var profile = await ProfileAsync(company);
        var wanted = Governance.Of(profile) with { Policy = profile.Policy with { AllowReopen = true } };
        return await PostAsync(company, "", role, wanted.ToJson().ToString(), ifMatch);
    }

    private static Task<ApiAnswer> DecideAsync(
        ApiCompany company,
        string act,
        Role role,
        string proposal,
        string more = "",
        string? ifMatch = null
    )
    {
        var reason = act == "reject" ? more : "";
        return PostAsync(company, $"/{act}", role, $$"""{"proposal_sha256":"{{proposal}}"{{reason}}}""", ifMatch);
    }

    private static async Task<ApiAnswer> PostAsync(
        ApiCompany company,
        string act,
        Role role,
        string body,
        string? ifMatch
    )
    {
        var request = new HttpRequestMessage(HttpMethod.Post, $"{Settings}/proposal{act}")
        {
            Content = new StringContent(body, null, "application/json"),
        };
        if (ifMatch is not null)
            request.Headers.TryAddWithoutValidation("If-Match", ifMatch);
        return await company.SendAsync(request, await company.TokenAsync(role));
    }

    private static async Task<CompanyProfile> ProfileAsync(ApiCompany company) =>
        (await company.Services.Periods.ProfileAsync(default)).Value;
}
