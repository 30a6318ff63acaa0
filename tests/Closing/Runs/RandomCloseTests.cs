using Bookseal.Books.Audit;
using Bookseal.Books.Checklists;
using Bookseal.Books.Company;
using Bookseal.Books.Runs;
using Bookseal.Books.Runs.Events;
using Bookseal.Closing.Driving;
using Bookseal.Closing.Hosting;
using Bookseal.TestHost.Faults;
using Bookseal.TestHost.Scenario;
using FsCheck;
using FsCheck.Fluent;

namespace Bookseal.Closing.Tests.Runs;

/// <summary>
/// Random lives of a company on the real file store: posts, adjustments, starts, cancellations, drivers that die at
/// some write, clocks that jump. Thousands of sequences of commands alone run in the tests of Books; these pass through
/// the stores as well.
/// </summary>
public sealed class RandomCloseTests
{
    private enum Step
    {
        Post,
        Adjust,
        Begin,
        Drive,
        DriveAttended,
        DriveAndDie,
        Cancel,
        ClockBack,
        ClockForth,
    }

    [Fact]
    public void Company_AnyLife_KeepsTheInvariants()
    {
        var lives = Gen.Zip(Gen.Choose(0, 8).Select(number => (Step)number).ArrayOf(14), Gen.Choose(1, 12))
            .ToArbitrary();
        Prop.ForAll(
                lives,
                life =>
                {
                    using var temporary = new TemporaryWorld();
                    LiveAsync(temporary.World, life.Item1, life.Item2).GetAwaiter().GetResult();
                }
            )
            .Check(Config.QuickThrowOnFailure.WithMaxTest(60));
    }

    private static async Task LiveAsync(World world, Step[] steps, int dieAt)
    {
        Assert.True(
            (await world.Open().Importer.ImportAsync(SmallBooks.Read(), AdjustingDesk.Bookkeeper, default)).IsOk
        );
        var posted = new List<string>();
        var now = World.Now;
        for (var i = 0; i < steps.Length; i++)
        {
            if (steps[i] is Step.ClockBack or Step.ClockForth)
                now += TimeSpan.FromHours(steps[i] == Step.ClockBack ? -7 : 30);
            var services = world.Open(
                steps[i] == Step.DriveAndDie
                    ? new FaultPlan(dieAt, i % 2 == 0 ? FaultMode.CrashBefore : FaultMode.CrashAfter)
                    : null,
                clock: new FixedClock(now)
            );
            await StepAsync(services, steps[i], $"S{i}", posted);
            await AssertInvariantsAsync(world, posted);
        }
    }

    private static async Task StepAsync(CloseServices services, Step step, string id, List<string> posted)
    {
        var master = (await services.Workspace.ReadMasterDataAsync(default)).Value;
        switch (step)
        {
            case Step.Post:
                var before = (await services.Runs.LoadAsync(SmallBooks.January, default)).Run;
                var post = await services.Posting.PostAsync(
                    SmallBooks.January,
                    id,
                    [SmallBooks.Entry(id)],
                    AdjustingDesk.Bookkeeper,
                    master,
                    default
                );
                if (post.IsOk)
                    posted.Add(id);
                Assert.True(
                    !post.IsOk || before.PeriodStatus != PeriodStatus.Closed,
                    "a post into a closed period was acknowledged"
                );
                break;
            case Step.Adjust:
                var adjusted = await services.Posting.AdjustAsync(
                    SmallBooks.January,
                    id,
                    [SmallBooks.Entry(id, 5, Books.Ledger.EntryKind.Adjusting)],
                    AdjustingDesk.Bookkeeper,
                    master,
                    default
                );
                if (adjusted.IsOk)
                    posted.Add(id);
                break;
            case Step.Begin:
                await services.Host.BeginAsync(SmallBooks.January, AdjustingDesk.Bookkeeper, default);
                break;
            case Step.Drive:
                await services.Host.DriveAsync(
                    SmallBooks.January,
                    new NobodyDesk(),
                    new Progress<CloseProgress>(),
                    default
                );
                break;
            case Step.DriveAttended or Step.DriveAndDie:
                await DriveAsync(services);
                break;
            case Step.Cancel:
                await services.Runs.ExecuteAsync(
                    SmallBooks.January,
                    new CancelRun(AdjustingDesk.Controller, "a whim"),
                    default
                );
                break;
        }
    }

    private static async Task DriveAsync(CloseServices services)
    {
        try
        {
            await services.Host.DriveAsync(
                SmallBooks.January,
                new ConfirmingDesk(),
                new Progress<CloseProgress>(),
                default
            );
        }
        catch (SimulatedCrashException)
        {
            // The driver is gone; the next step finds what it left.
        }
    }

    private static async Task AssertInvariantsAsync(World world, List<string> posted)
    {
        var services = world.Open();
        var loaded = await services.Runs.LoadAsync(SmallBooks.January, default);
        var report = await services.Audit.VerifyAsync(default);
        Assert.True(report.IsGood, report.ToJson().ToString());
        Assert.Empty(await services.Audit.RebuildAsync(default)); // fold of the events = projections
        await AssertNeverTwoActiveRunsAsync(services);

        var journal = await Snapshot.JournalAsync(world);
        foreach (var id in posted)
            Assert.Equal(1, journal.Split($"\"id\":\"{id}\"").Length - 1);
        if (loaded.Run.Fence is { } fence && loaded.Run.Status is not RunStatus.Cancelled)
            Assert.Equal(
                fence.SegmentLengths,
                await services.Workspace.Journals.LengthsAsync(SmallBooks.Tenant, SmallBooks.January, default)
            );
    }

    /// <summary>
    /// Every event is explained: between a start and its end (certified, or cancelled and released) there is no other
    /// start.
    /// </summary>
    private static async Task AssertNeverTwoActiveRunsAsync(CloseServices services)
    {
        var active = (string?)null;
        await foreach (var (_, bytes) in services.Workspace.Audit.ReadStoredAsync(SmallBooks.Tenant, default))
        {
            var entry = AuditEntry.Decode(bytes.Span).Value;
            if (entry.Type == RunStarted.TypeName)
            {
                Assert.Null(active);
                active = entry.Run.ToString();
            }
            else if (entry.Run is { } run && active is not null)
            {
                Assert.Equal(active, run.ToString());
            }

            if (entry.Type is LockReleased.TypeName)
                active = null;
        }
    }

    private sealed class ConfirmingDesk : ITaskAssignee
    {
        public Task<Actor?> AttendAsync(CloseRun run, TaskDefinition task, CancellationToken cancel) =>
            Task.FromResult<Actor?>(
                task.Action == TaskAction.Certify ? AdjustingDesk.Controller : AdjustingDesk.Bookkeeper
            );
    }
}
