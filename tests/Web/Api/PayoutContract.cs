using Bookseal.Books.Company;
using Bookseal.Books.Payouts;
using Bookseal.Books.Values;
using Bookseal.Closing.Payouts;
using Bookseal.TestHost.Scenario;

namespace Bookseal.Web.Tests.Api;

/// <summary>Payouts, their approvals and settlement.</summary>
public abstract class PayoutContract(IApiHost host)
{
    private const string Rope =
        """{"id":"P-1","to":"Rope Works","account":"DE02","amount":"120.00","reference":"INV-7"}""";

    [Fact]
    public async Task Payout_OfTwoPersons_IsApprovedAndShownWithItsEvents()
    {
        var company = await ApiCompany.ImportAsync(host);
        var created = await company.PostAsync("/payout", Role.Preparer, Rope);
        Assert.Equal((201, "/payout/P-1"), (created.Status, created.Header("Location")));
        Assert.Equal(200, (await company.PostAsync("/payout", Role.Preparer, Rope)).Status);
        var approved = await company.PostAsync("/payout/P-1/approve", Role.Approver, "{}");
        Assert.Equal((200, "approved"), (approved.Status, approved.Json.TextOf("status")));
        var shown = (await company.GetAsync("/payout/P-1?events=true", Role.Auditor)).Json;
        Assert.Equal("""["imani"]""", shown.TextOf("approved_by"));
        Assert.Equal(
            ["payout_created/1", "payout_approved/1"],
            shown.ObjectsOf("events").Select(entry => entry.TextOf("type"))
        );
    }

    [Fact]
    public async Task Payout_ThatWasSettled_IsReturned()
    {
        var company = await ApiCompany.ImportAsync(host);
        await company.PostAsync("/payout", Role.Preparer, Rope);
        await company.PostAsync("/payout/P-1/approve", Role.Approver, "{}");
        var unconfigured = await company.PostAsync("/payout/P-1/settle", Role.Approver, "{}");
        Assert.Equal((503, "SETTLEMENT_NOT_CONFIGURED"), (unconfigured.Status, unconfigured.Code));
        var id = PayoutId.Parse("P-1").Value;
        var settled = await company.Services.Payouts.SettleAsync(id, AdjustingDesk.Controller, new Payer(), default);
        Assert.True(settled.IsOk);
        Assert.Equal("settled", (await company.GetAsync("/payout/P-1", Role.Auditor)).Json.TextOf("status"));
        var returned = await company.PostAsync("/payout/P-1/return", Role.Approver, """{"reason":"closed account"}""");
        Assert.Equal((200, "returned"), (returned.Status, returned.Json.TextOf("status")));
        var late = await company.PostAsync("/payout/P-1/fail", Role.Approver, """{"reason":"too late"}""");
        Assert.Equal((409, "PAYOUT_STATE"), (late.Status, late.Code));
    }

    [Theory]
    [InlineData("/payout", Role.Auditor)]
    [InlineData("/payout/P-1/approve", Role.Preparer)]
    [InlineData("/payout/P-1/settle", Role.Preparer)]
    [InlineData("/payout/P-1/return", Role.Preparer)]
    [InlineData("/payout/P-1/fail", Role.Preparer)]
    public async Task Act_BeyondTheRole_IsRefused(string path, Role role)
    {
        var company = await ApiCompany.ImportAsync(host);
        await company.PostAsync("/payout", Role.Preparer, Rope);
        var answer = await company.PostAsync(path, role, Rope);
        Assert.Equal((403, "CLOSE_AUTHORITY_DENIED"), (answer.Status, answer.Code));
    }

    /// <summary>Otherwise two tokens of one person would be two approvers.</summary>
    [Fact]
    public async Task Approval_OfATokenThatIsNoPersons_IsRefused()
    {
        var company = await ApiCompany.ImportAsync(host);
        await company.PostAsync("/payout", Role.Preparer, Rope);
        var answer = await company.PostAsync("/payout/P-1/approve", Role.Reviewer, "{}"); // nobody is reviewer there
        Assert.Equal((403, "PERSON_UNKNOWN"), (answer.Status, answer.Code));
    }

    [Fact]
    public async Task Payout_OfItsCreator_IsNotApprovedByThem()
    {
        var company = await ApiCompany.ImportAsync(host);
        await company.PostAsync("/payout", Role.Approver, Rope);
        var answer = await company.PostAsync("/payout/P-1/approve", Role.Approver, "{}");
        Assert.Equal((403, "PAYOUT_SELF_APPROVAL"), (answer.Status, answer.Code));
    }

    [Fact]
    public async Task Payout_OfAnotherCompany_IsNotThere()
    {
        var (company, other) = (await ApiCompany.ImportAsync(host), await ApiCompany.ImportAsync(host));
        await other.PostAsync("/payout", Role.Preparer, Rope);
        var answer = await company.GetAsync("/payout/P-1", Role.Approver);
        Assert.Equal((404, "PAYOUT_NOT_FOUND"), (answer.Status, answer.Code));
        Assert.Empty((await company.GetAsync("/payouts", Role.Approver)).Json.ObjectsOf("payouts"));
        Assert.Equal(404, (await company.PostAsync("/payout/P-1/approve", Role.Approver, "{}")).Status);
    }

    [Fact]
    public async Task Payouts_ForATokenOfChosenPeriods_AreRefused()
    {
        var company = await ApiCompany.ImportAsync(host);
        var token = await company.TokenAsync(Role.Approver, SmallBooks.January);
        foreach (var path in (string[])["/payouts", "/payout/P-1"])
            Assert.Equal("CLOSE_AUTHORITY_DENIED", (await company.GetAsync(path, token)).Code);
    }

    [Fact]
    public async Task Payouts_ThatAreStuck_AreThoseOfTooLongAgo()
    {
        var company = await ApiCompany.ImportAsync(host);
        await company.PostAsync("/payout", Role.Preparer, Rope);
        Assert.Single((await company.GetAsync("/payouts", Role.Auditor)).Json.ObjectsOf("payouts"));
        Assert.Empty((await company.GetAsync("/payouts?stuck=true", Role.Auditor)).Json.ObjectsOf("payouts"));
        Assert.Equal("QUERY_INVALID", (await company.GetAsync("/payouts?stuck=perhaps", Role.Auditor)).Code);
    }

    [Theory]
    [InlineData("""{"to":"R","account":"DE02","amount":120,"reference":"I"}""", "REQUEST_INVALID")]
    [InlineData("""{"to":"R","account":"DE02","amount":"1e9","reference":"I"}""", "REQUEST_INVALID")]
    [InlineData("""{"to":"R","account":"DE02","amount":"-1.00","reference":"I"}""", "PAYOUT_INVALID")]
    [InlineData("""{"to":"R\n","account":"DE02","amount":"1.00","reference":"I"}""", "PAYOUT_INVALID")]
    [InlineData("""{"id":"../x","to":"R","account":"D","amount":"1.00","reference":"I"}""", "REQUEST_INVALID")]
    [InlineData("""{"to":"R","account":"D","amount":"1.00","reference":"I","status":"settled"}""", "REQUEST_INVALID")]
    [InlineData("[]", "JSON_INVALID")]
    public async Task Terms_ThatMakeNoSense_AreRefused(string body, string code)
    {
        var company = await ApiCompany.ImportAsync(host);
        var answer = await company.PostAsync("/payout", Role.Preparer, body);
        Assert.Equal((400, code), (answer.Status, answer.Code));
    }

    [Fact]
    public async Task Body_ThatIsTooLarge_IsRefused()
    {
        var company = await ApiCompany.ImportAsync(host);
        var body = "{\"to\":\"" + new string('x', Limits.RequestJsonBytes) + "\"}";
        Assert.Equal("REQUEST_TOO_LARGE", (await company.PostAsync("/payout", Role.Preparer, body)).Code);
    }

    private sealed class Payer : ISettlementProvider
    {
        public Task<Result<string>> CheckAsync(CancellationToken cancel) =>
            Task.FromResult<Result<string>>("pay.example");

        public Task<Result<SettlementAnswer>> SettleAsync(Payout payout, Guid key, CancellationToken cancel) =>
            Task.FromResult<Result<SettlementAnswer>>(new SettlementAnswer(true, 200, []));
    }
}
