using Bookseal.Books.Company;
using Bookseal.Books.Values;
using Bookseal.Evidence.Json;

namespace Bookseal.Web.Tests.Api;

/// <summary>Acts of a close that most closes do without: each is done, and answers as the document says.</summary>
public abstract class ActContract(IApiHost host)
{
    private const string January = "/api/periods/2026-01";
    private const string Run = $"{January}/run";
    private const string Reason = """{"reason":"said so by the auditor"}""";

    [Fact]
    public async Task Task_OfTheCompanysOwn_IsAssignedApprovedAndSkipped()
    {
        var company = await ApiCompany.ImportAsync(host, edit: WithTasks);
        var (preparer, approver) = await BeginAsync(company, task: 30);
        var assigned = await company.PostAsync($"{Run}/tasks/30/assign", approver, """{"to":"nora"}""");
        Assert.True(assigned.Status == 200, assigned.Text);
        Assert.Equal(200, (await company.PostAsync($"{Run}/tasks/30/start", preparer, "")).Status);
        Assert.Equal(200, (await company.PostAsync($"{Run}/tasks/30/complete", preparer, "")).Status);
        var approved = await company.PostAsync($"{Run}/tasks/30/approve", approver, "");
        Assert.True(approved.Status == 200, approved.Text);
        var skipped = await company.PostAsync($"{Run}/tasks/31/skip", approver, Reason);
        Assert.True(skipped.Status == 200, skipped.Text);
        var again = await company.PostAsync($"{Run}/tasks/31/skip", preparer, Reason);
        Assert.Equal((403, "CLOSE_AUTHORITY_DENIED"), (again.Status, again.Code));
    }

    [Fact]
    public async Task Close_ThatIsDeclined_GoesBackToItsAdjustments()
    {
        var company = await ApiCompany.ImportAsync(host);
        var (preparer, approver) = await BeginAsync(company, task: 3);
        await CompleteAsync(company, preparer);
        var declined = await company.PostAsync($"{Run}/decline", approver, """{"reason":"no rent","tasks":[3]}""");
        Assert.True(declined.Status == 200, declined.Text);
        Assert.Equal("3", declined.Json["phase"]!.ToString());
    }

    /// <summary>The second signature of two seals it; then it is reopened.</summary>
    [Fact]
    public async Task Close_OfTwoSignatures_IsSealedBySignAndReopened()
    {
        var company = await ApiCompany.ImportAsync(host, Quorum, edit: WithLea);
        var (preparer, imani) = await BeginAsync(company, task: 3);
        await CompleteAsync(company, preparer);
        var shown = (await company.GetAsync($"{Run}/sign-off", imani)).Json.TextOf("payload_digest");
        var payload = $$"""{"payload_digest":"{{shown}}"}""";
        Assert.Equal(200, (await company.PostAsync($"{Run}/certify", imani, payload)).Status);
        await company.UntilAsync(imani, run => run.TextOf("status") == "awaiting_signature");
        var lea = await company.TokenAsync(Role.Approver, PersonId.Parse("lea").Value);
        var signed = await company.PostAsync($"{Run}/sign", lea, payload);
        Assert.True(signed.Status == 200, signed.Text);
        await company.UntilAsync(imani, run => run["proof_id"] is JsonString);
        var reopened = await company.PostAsync($"{January}/reopen", imani, Reason);
        Assert.True(reopened.Status == 202, reopened.Text);
        await company.UntilAsync(imani, run => run.TextOf("period_status") == "open");
    }

    [Fact]
    public async Task Period_ThatEndsAFiscalYear_IsLocked()
    {
        var company = await ApiCompany.ImportAsync(host, edit: EndingInJanuary);
        var (preparer, approver) = await BeginAsync(company, task: 3);
        await CompleteAsync(company, preparer, certification: 6);
        var shown = (await company.GetAsync($"{Run}/sign-off", approver)).Json.TextOf("payload_digest");
        var certified = await company.PostAsync($"{Run}/certify", approver, $$"""{"payload_digest":"{{shown}}"}""");
        Assert.True(certified.Status == 200, certified.Text);
        await company.UntilAsync(approver, run => run["proof_id"] is JsonString);
        var locked = await company.PostAsync($"{January}/lock", approver, "");
        Assert.True(locked.Status == 202, locked.Text);
        await company.UntilAsync(approver, run => run.TextOf("period_status") == "locked");
    }

    /// <summary>What could not be paid is given up.</summary>
    [Fact]
    public async Task Payout_ThatCannotBePaid_IsGivenUp()
    {
        const string Rope = """{"id":"P-1","to":"Rope","account":"DE02","amount":"9.00","reference":"INV-7"}""";
        var company = await ApiCompany.ImportAsync(host);
        Assert.Equal(201, (await company.PostAsync("/payout", Role.Preparer, Rope)).Status);
        var failed = await company.PostAsync("/payout/P-1/fail", Role.Approver, Reason);
        Assert.True(failed.Status == 200, failed.Text);
        Assert.Equal("failed", failed.Json.TextOf("status"));
    }

    private const string Quorum = """
        "segregation":"enforced","tolerance_minor":0,"signatures":2,"reopen":"approver"
        """;

    private static string WithLea(string profile) =>
        Replaced(profile, """{"id":"imani",""", """{"id":"lea","name":"Lea","role":"approver"},{"id":"imani",""");

    private static string EndingInJanuary(string profile) =>
        Replaced(profile, "\"fiscal_year_end_month\":12", "\"fiscal_year_end_month\":1");

    private static string WithTasks(string profile) =>
        Replaced(
            profile,
            "{\"extends\":\"essential\"}",
            """
            {"tasks":[{"number":30,"name":"Count the till","approval":"approver"},
                      {"number":31,"name":"Tidy the drawers"}]}
            """
        );

    private static string Replaced(string text, string part, string instead)
    {
        Assert.Contains(part, text, StringComparison.Ordinal);
        return text.Replace(part, instead, StringComparison.Ordinal);
    }

    private static async Task<(string Preparer, string Approver)> BeginAsync(ApiCompany company, int task)
    {
        var preparer = await company.TokenAsync(Role.Preparer);
        var approver = await company.TokenAsync(Role.Approver, PersonId.Parse("imani").Value);
        Assert.Equal(202, (await company.PostAsync(Run, preparer, "{}")).Status);
        await company.UntilAsync(preparer, run => IsWaiting(run, task));
        return (preparer, approver);
    }

    private static async Task CompleteAsync(ApiCompany company, string token, int certification = 5)
    {
        Assert.Equal(200, (await company.PostAsync($"{Run}/tasks/3/complete", token, "")).Status);
        await company.UntilAsync(token, run => IsWaiting(run, certification));
    }

    private static bool IsWaiting(JsonObject run, int task) =>
        run.ObjectsOf("tasks")
            .Any(item => item.TextOf("task") == $"{task}" && item["waits_for_person"] is JsonBoolean { Value: true });
}
