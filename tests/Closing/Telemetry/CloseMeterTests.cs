using System.Diagnostics;
using Bookseal.Books.Runs;
using Bookseal.Closing.Driving;
using Bookseal.Closing.Hosting;
using Bookseal.Closing.Metrics;
using Bookseal.Closing.Tests.Tasks;
using Bookseal.TestHost.Scenario;

namespace Bookseal.Closing.Tests.Telemetry;

/// <summary>What a close of twenty tasks, driven for real, says of itself in numbers and traces.</summary>
public sealed class CloseMeterTests : IDisposable
{
    private readonly TemporaryWorld _temporary = new();
    private readonly Listening _heard = new();

    [Fact]
    public async Task Close_ToItsSeal_IsCountedOnceWithItsTasksGuardsAndPostings()
    {
        await CloseAsync(_temporary.World.Open(), new NobodyAtTheDesk());
        var later = _temporary.World.Open(clock: new FixedClock(World.Now.AddMinutes(90)));
        var run = await DriveAsync(later, new TwoPeopleDesk());
        Assert.Equal(RunStatus.Certified, run.Status);
        Assert.Equal((1, 5_400), (_heard.Sum("bookseal.closes", "outcome=certified"), Duration()));
        Assert.Equal(["outcome=certified"], _heard.TagsOf("bookseal.close.duration"));
        // What the run has, and neither more nor less: by agents, and by people.
        var agents = run.Tasks.Values.Count(task =>
            task is { SkipReason: null } && task.CompletedBy.ToString() == "bookseal"
        );
        var people = run.Tasks.Values.Count(task => task is { SkipReason: null }) - agents;
        Assert.Equal((agents, people), (_heard.Sum("bookseal.tasks.completed", "actor=agent"), Tasks("person")));
        Assert.True(_heard.Sum("bookseal.guard_runs", "phase=5 outcome=passed") >= 1);
        // Three entries imported, one of them in February, and one depreciation.
        Assert.Equal(4, _heard.Sum("bookseal.postings"));
    }

    [Fact]
    public async Task CancelledClose_IsAnOutcome_AndARefusalCountsByItsCode()
    {
        var services = _temporary.World.Open();
        var waiting = await CloseAsync(services, new NobodyAtTheDesk());
        var refused = await services.Runs.ExecuteAsync(
            waiting.Period,
            new CancelRun(AdjustingDesk.Bookkeeper, "not mine to cancel"),
            default
        );
        Assert.Equal(Refusal.AuthorityDenied, refused.Fault.Code);
        await services.Runs.ExecuteAsync(
            waiting.Period,
            new CancelRun(AdjustingDesk.Controller, "an invoice is missing"),
            default
        );
        Assert.Equal(1, _heard.Sum("bookseal.refusals", $"code={Refusal.AuthorityDenied}"));
        Assert.Equal(["outcome=cancelled"], _heard.TagsOf("bookseal.closes"));
    }

    [Fact]
    public async Task Work_OfTheDriver_IsTracedWithItsRun()
    {
        var run = await CloseAsync(_temporary.World.Open(), new TwoPeopleDesk());
        string[] phases =
        [
            "bookseal.acquire_lock",
            "bookseal.evaluate_guards",
            "bookseal.raise_fence",
            "bookseal.seal_proof",
        ];
        Assert.All(phases, name => Assert.Contains(_heard.Activities, activity => activity.OperationName == name));
        Assert.All(
            _heard.Activities,
            activity =>
            {
                Assert.Equal(run.Id.ToString(), activity.GetTagItem("bookseal.run"));
                Assert.Equal(ActivityStatusCode.Ok, activity.Status);
            }
        );
    }

    /// <summary>One entry is posted in this close, by an agent; the company has no bank statements.</summary>
    [Fact]
    public async Task Metrics_OfARealClose_CountWhatItsAgentsDid_AndFailWithoutTheirEvidence()
    {
        var services = _temporary.World.Open();
        var run = await CloseAsync(services, new TwoPeopleDesk());
        var profile = (await services.Workspace.ReadMasterDataAsync(default)).Value.Profile;
        var reader = new MetricsReader(services.Workspace);
        var facts = Assert.Single((await reader.ReadAsync(profile, 12, default)).Value.Periods);
        Assert.Equal((1, 0), (facts.Items.Untouched, facts.Items.Changed));
        Assert.Equal((true, 1, true), (facts.IsCertified, facts.CloseDays, facts.IsOnTime));
        Directory.Delete(
            Path.Combine(_temporary.World.Root, "objects", "evidence", $"{run.Tenant}", $"{run.Period}"),
            recursive: true
        );
        Assert.Equal("EVIDENCE_DAMAGED", (await reader.ReadAsync(profile, 12, default)).Fault.Code);
    }

    public void Dispose()
    {
        _heard.Dispose();
        _temporary.Dispose();
    }

    private double Duration() => _heard.Sum("bookseal.close.duration", "outcome=certified");

    private double Tasks(string actor) => _heard.Sum("bookseal.tasks.completed", $"actor={actor}");

    private static async Task<CloseRun> CloseAsync(CloseServices services, ITaskAssignee desk)
    {
        Good(await services.Importer.ImportAsync(ChecklistBooks.Read(), AdjustingDesk.Bookkeeper, default));
        Good(await services.Host.BeginAsync(SmallBooks.January, AdjustingDesk.Bookkeeper, default));
        return await DriveAsync(services, desk);
    }

    private static async Task<CloseRun> DriveAsync(CloseServices services, ITaskAssignee desk) =>
        Good(await services.Host.DriveAsync(SmallBooks.January, desk, new Progress<CloseProgress>(), default));

    private static T Good<T>(Evidence.Result<T> result) =>
        result.IsOk ? result.Value : throw new InvalidOperationException(result.Fault.ToString());
}
