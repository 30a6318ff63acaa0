using Bookseal.Closing.Hosting;
using Bookseal.Storage.Resilience;
using Bookseal.TestHost.Faults;

namespace Bookseal.Closing.Tests.Backups;

/// <summary>
/// Every write of a restore, in every way that it can go wrong; then it is repeated. What stands there then is the
/// undisturbed restore: same objects, leases and retention, same chain.
/// </summary>
public sealed class RestoreFaultTests : IAsyncLifetime
{
    private readonly FaultPlan _counter = new(0, FaultMode.CrashBefore);
    private BackupWorld _world = null!;
    private string _undisturbed = "";

    public async Task InitializeAsync()
    {
        _world = await BackupWorld.OpenAsync(Place.Files);
        var target = _world.Target("undisturbed", _counter);
        Assert.True((await _world.RestoreAsync(target)).IsGood);
        _undisturbed = await RestoredStore.DescribeAsync(target);
    }

    [Theory]
    [InlineData(FaultMode.CrashBefore)]
    [InlineData(FaultMode.CrashAfter)]
    [InlineData(FaultMode.ReplyLost)]
    [InlineData(FaultMode.AwayBefore)]
    public async Task Restore_FaultAtAnyWrite_CompletesWhenRepeated(FaultMode mode)
    {
        Assert.True(_counter.Writes > 60, $"{_counter.Writes} writes");
        // What the retries see through is sampled; each death is tried.
        var place = mode is FaultMode.CrashBefore or FaultMode.CrashAfter ? Place.Files : Place.Azurite;
        foreach (var at in LongMode.Writes(_counter.Writes, place, (int)mode))
        {
            var name = $"{mode}-{at}";
            var plan = new FaultPlan(at, mode);
            try
            {
                await _world.RestoreAsync(_world.Target(name, plan));
            }
            catch (Exception e) when (e is SimulatedCrashException or StoreUnavailableException)
            {
                // The process is gone. Somebody starts another one.
            }

            Assert.True(plan.HasStruck, $"the fault at write {at} never struck");
            var target = _world.Target(name);
            var again = await _world.RestoreAsync(target);
            Assert.True(again.IsGood, $"{name}: {string.Join(", ", again.Findings)}");
            Assert.Equal(_undisturbed, await RestoredStore.DescribeAsync(target));
            Assert.True((await new CloseServices(target).Audit.VerifyAsync(default)).IsGood, name);
        }
    }

    /// <summary>Before the chain's head is there, nobody takes what is there for books.</summary>
    [Fact]
    public async Task Restore_StoppedBeforeTheHead_LeavesWhatEveryReaderStopsAt()
    {
        var plan = new FaultPlan(_counter.Writes - 1, FaultMode.CrashBefore); // the head; the last is the event
        await Assert.ThrowsAsync<SimulatedCrashException>(() => _world.RestoreAsync(_world.Target("half", plan)));
        await Assert.ThrowsAsync<Storage.Audit.ChainRefusedException>(() =>
            new CloseServices(_world.Target("half")).Workspace.ReadHeadAsync(default)
        );
    }

    public Task DisposeAsync()
    {
        _world?.Dispose();
        return Task.CompletedTask;
    }
}
