using Bookseal.Storage.Resilience;
using Bookseal.TestHost.Faults;
using Bookseal.TestHost.Scenario;

namespace Bookseal.Closing.Tests.Notifications;

/// <summary>
/// Every write of start, preparation and delivery, in every way that it can go wrong; then other processes go on. All
/// that the undisturbed month said arrives, a repetition is the same message, and nothing else does.
/// </summary>
public sealed class OutboxFaultTests
{
    [Theory]
    [InlineData(Place.Files, FaultMode.CrashBefore)]
    [InlineData(Place.Files, FaultMode.CrashAfter)]
    [InlineData(Place.Files, FaultMode.ReplyLost)]
    [InlineData(Place.Files, FaultMode.AwayBefore)]
    [InlineData(Place.Azurite, FaultMode.CrashAfter)]
    [InlineData(Place.Azurite, FaultMode.ReplyLost)]
    public async Task Notices_FaultAtAnyWriteOfTheirDelivery_ArriveAllTheSame(Place place, FaultMode mode)
    {
        var (expected, writes) = await UndisturbedAsync(place);
        for (var at = 1; at <= writes; at++)
        {
            using var temporary = await TemporaryWorld.OpenAsync(place);
            var clock = new MovingClock(World.Now);
            await BeginAsync(temporary.World, clock);
            var (plan, channel) = (new FaultPlan(at, mode), new RecordingChannel());
            try
            {
                await NotifiedMonth.PassAsync(temporary.World.Open(plan, clock: clock), channel.Everywhere);
            }
            catch (Exception e) when (e is SimulatedCrashException or StoreUnavailableException)
            {
                // The process is gone, or gave up on what cannot be read twice.
            }

            Assert.True(plan.HasStruck, $"the fault at write {at} never struck");
            for (var pass = 0; pass < 2; pass++)
            {
                clock.Now += TimeSpan.FromMinutes(10); // nobody comes back for what they had taken
                await NotifiedMonth.PassAsync(temporary.World.Open(clock: clock), channel.Everywhere);
            }

            Assert.Equal(expected, channel.Lines);
            foreach (var same in channel.Arrived.GroupBy(one => one.Message.Recipient))
                Assert.Single(same.Select(one => (one.Message.Id, one.Message.Subject, one.Message.Text)).Distinct());
        }
    }

    /// <summary>The notice is in the transaction of its event: one is there exactly when the other is.</summary>
    [Theory]
    [InlineData(FaultMode.CrashBefore)]
    [InlineData(FaultMode.CrashAfter)]
    public async Task Notice_FaultAtTheCommitOfItsEvent_IsThereExactlyWithTheEvent(FaultMode mode)
    {
        for (var (at, isStruck) = (1, true); isStruck; at++)
        {
            using var temporary = new TemporaryWorld();
            await NotifiedMonth.ImportAsync(temporary.World.Open());
            var plan = new FaultPlan(at, mode);
            try
            {
                await NotifiedMonth.StartAsync(temporary.World.Open(plan));
            }
            catch (SimulatedCrashException)
            {
                // dead
            }

            isStruck = plan.HasStruck;
            var services = temporary.World.Open();
            var hasBegun = (await services.Runs.LoadAsync(SmallBooks.January, default)).Run.Attempt == 1;
            var told = 0;
            await foreach (var recorded in services.Workspace.Outbox.ReadNoticesAsync(0, default))
                told += recorded.Notices.Count;
            Assert.Equal(hasBegun ? 1 : 0, told);
        }
    }

    private static async Task<(IReadOnlyList<string> Lines, int Writes)> UndisturbedAsync(Place place)
    {
        using var temporary = await TemporaryWorld.OpenAsync(place);
        var clock = new MovingClock(World.Now);
        await BeginAsync(temporary.World, clock);
        var (counter, channel) = (new FaultPlan(0, FaultMode.CrashBefore), new RecordingChannel());
        await NotifiedMonth.PassAsync(temporary.World.Open(counter, clock: clock), channel.Everywhere);
        Assert.Equal(2, channel.Lines.Count);
        return (channel.Lines, counter.Writes);
    }

    private static async Task BeginAsync(World world, TimeProvider clock)
    {
        await NotifiedMonth.ImportAsync(world.Open(clock: clock));
        await NotifiedMonth.StartAsync(world.Open(clock: clock));
    }
}
