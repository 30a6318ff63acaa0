using System.Net;

namespace Bookseal.Functions.Tests.Worker;

/// <summary>The worker as it is deployed, a process of its own, on Azurite and a vault behind HTTPS.</summary>
public sealed class WorkerTests
{
    [Fact]
    public async Task Worker_Functions_AreTheseWithTheseBindings()
    {
        await using var app = await DeployedApp.StartAsync();
        Assert.Equal(
            [
                "begin-month: activityTrigger, durableClient",
                "close: orchestrationTrigger",
                "companies: activityTrigger",
                "daily-sweep: durableClient, timerTrigger",
                "http: durableClient, http, httpTrigger",
                "month-start: durableClient, timerTrigger",
                "notify-hourly: durableClient, timerTrigger",
                "notify: activityTrigger",
                "plan: activityTrigger",
                "round-page: orchestrationTrigger",
                "round: orchestrationTrigger",
                "sweep: activityTrigger, durableClient",
                "work: activityTrigger",
            ],
            app.Host.Functions.Values.Select(function => function.ToString()).Order(StringComparer.Ordinal)
        );
    }

    [Fact]
    public async Task Door_Requests_ReachTheSharedPipeline()
    {
        await using var app = await DeployedApp.StartAsync();
        using var health = await app.Host.SendAsync(HttpMethod.Get, "/healthz");
        Assert.Equal(
            (HttpStatusCode.OK, """{"status":"ok"}"""),
            (health.StatusCode, await health.Content.ReadAsStringAsync())
        );
        using var nothing = await app.Host.SendAsync(HttpMethod.Post, "/nothing/here");
        Assert.Equal(HttpStatusCode.NotFound, nothing.StatusCode);
        Assert.Equal("application/problem+json", nothing.Content.Headers.ContentType?.MediaType);
    }

    [Fact]
    public async Task Timer_AtTheMonthsStart_BeginsTheCloseThatPeopleTakeToItsSealedProof()
    {
        await using var app = await DeployedApp.StartAsync();
        await app.BeginAsync();
        await app.CompleteAdjustmentsAsync();
        await app.CertifyAsync();
        await app.EndsSealedAsync();
    }

    [Fact]
    public async Task Timer_EachHour_TellsThatACloseHasBegun()
    {
        await using var room = await Room.OpenAsync();
        await using var app = await DeployedApp.StartAsync(("BOOKSEAL_NOTIFICATIONS", room.Settings));
        await app.BeginAsync();
        Assert.Contains("Close Started for 2026-01", await app.ToldAsync(room), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Worker_DyingInTheMiddleOfAStep_IsReplacedAndTheCloseEndsSealed()
    {
        await using var app = await DeployedApp.StartAsync();
        var works = 0;
        Task? replaced = null;
        app.Host.OnInvocation = function =>
        {
            if (function == CloseActivities.Work && Interlocked.Increment(ref works) == 3)
                replaced = app.Host.ReplaceWorkerAsync();
        };
        await app.BeginAsync();
        await app.CompleteAdjustmentsAsync();
        Assert.NotNull(replaced);
        await replaced.WaitAsync(TimeSpan.FromSeconds(60));
        await app.CertifyAsync();
        await app.EndsSealedAsync();
    }
}
