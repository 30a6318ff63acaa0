using System.Text.RegularExpressions;
using Bookseal.Books.Company;
using Bookseal.Books.Notifications;
using Bookseal.Closing.Metrics;
using Bookseal.Evidence;
using Bookseal.TestHost.Scenario;

namespace Bookseal.Web.Tests.Api;

/// <summary>How well a company closes, and whom Bookseal told what.</summary>
public abstract partial class CompanyPageContract(IApiHost host)
{
    private const string Metrics = "/company/metrics";
    private const string Notifications = "/company/notifications";

    [Fact]
    public async Task Metrics_OfACompany_AreThoseOfTheCommandLine()
    {
        var company = await ApiCompany.CloseAsync(host);
        var session = await PageSession.BeginAsync(company, Role.Auditor);
        var page = await session.GetAsync(Metrics);
        Assert.Equal(200, page.Status);
        string[] goals =
        [
            "average_close_days",
            "on_time_close_rate",
            "certification_rate",
            "exception_resolution_time",
            "task_automation_rate",
        ];
        Assert.Equal(goals, Goal().Matches(page.Text).Select(match => match.Groups[1].Value));
        Assert.Matches("2026-01</a></th>\\s*<td>yes</td>", page.Text);
        Assert.Matches("aria-label=\"2026-01: [\\d.]+ days", page.Text);
    }

    [Theory]
    [InlineData("?periods=3", 200)]
    [InlineData("?periods=0", 400)]
    [InlineData("?periods=121", 400)]
    [InlineData("?periods=x", 400)]
    public async Task Metrics_OfSomeMonths_AreOfThese(string query, int status)
    {
        var company = await ApiCompany.ImportAsync(host);
        var session = await PageSession.BeginAsync(company, Role.Auditor);
        var page = await session.GetAsync(Metrics + query);
        Assert.Equal(status, page.Status);
        var months = Regex.Count(page.Text, "<th scope=\"row\" class=\"nowrap\"><a href=\"/periods/");
        var profile = (await company.Services.Periods.ProfileAsync(default)).Value;
        var ended = new MetricsReader(company.Services.Workspace).EndedPeriods(profile, 3).Count;
        Assert.Equal(status == 200 ? ended : 0, months);
        Assert.Equal(status != 200, page.Text.Contains("QUERY_INVALID", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Pages_OfTheCompany_AreNotForASessionWithChosenPeriods()
    {
        var company = await ApiCompany.ImportAsync(host);
        var session = await PageSession.BeginAsync(company, Role.Approver, SmallBooks.January);
        foreach (var path in (string[])[Metrics, Notifications])
            Assert.Equal(403, (await session.GetAsync(path)).Status);
        Assert.DoesNotContain(Metrics, (await session.GetAsync("/")).Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Notifications_OfEverybody_AreForApproversAndOnesOwnForTheOthers()
    {
        var company = await ApiCompany.ImportAsync(host);
        var approver = await PageSession.BeginAsync(company, Role.Approver);
        Assert.Contains("Nobody was told", (await approver.GetAsync(Notifications)).Text, StringComparison.Ordinal);
        await TellAsync(company, Recipient.Of(SmallBooks.Bookkeeper), "A task <b>waits</b> for you", null);
        await TellAsync(company, Recipient.OfChannel("finance"), "Late", new("SMTP_REFUSED", "no such room"));

        var all = (await approver.GetAsync(Notifications)).Text;
        Assert.Contains("A task &lt;b&gt;waits&lt;/b&gt; for you", all, StringComparison.Ordinal);
        Assert.Contains("To the channel finance", all, StringComparison.Ordinal);
        Assert.Contains("no such room", all, StringComparison.Ordinal);
        Assert.Contains("1 did not arrive", all, StringComparison.Ordinal);

        var nora = await PageSession.BeginAsync(company, Role.Preparer);
        var own = (await nora.GetAsync(Notifications)).Text;
        Assert.Contains("for you", own, StringComparison.Ordinal);
        Assert.DoesNotContain("channel finance", own, StringComparison.Ordinal);
    }

    private static async Task TellAsync(ApiCompany company, Recipient to, string subject, Fault? problem)
    {
        var now = company.Services.Workspace.Clock.GetUtcNow();
        var pending = new OutboxMessage(
            Guid.NewGuid(),
            to,
            [],
            subject,
            "Look at it.",
            null,
            now,
            DeliveryState.Pending,
            1,
            now,
            null
        );
        var message = problem is null ? pending.Delivered(now) : pending.Refused(problem, now);
        Assert.True(await company.Services.Workspace.Outbox.AddAsync(message, default));
    }

    [GeneratedRegex("<figcaption id=\"([a-z_]+)\"")]
    private static partial Regex Goal();
}
