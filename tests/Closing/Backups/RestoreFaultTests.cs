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
        var plan = new FaultPlan(_counter.Writes, FaultMode.CrashBefore); // the head, with the event
        await Assert.ThrowsAsync<SimulatedCrashException>(() => _world.RestoreAsync(_world.Target("half", plan)));
        await Assert.ThrowsAsync<Storage.Audit.ChainRefusedException>(() =>
            new CloseServices(_world.Target("half")).Workspace.ReadHeadAsync(default)
        );
    }

    /// <summary>Nothing can go on from the backup's end without the entry that says where it came from.</summary>
    [Fact]
    public async Task Restore_StoppedAfterItsLastWrites_HasNoHeadWithoutItsEvent()
    {
        foreach (var at in Enumerable.Range(_counter.Writes - 2, 3))
        {
            var plan = new FaultPlan(at, FaultMode.CrashAfter);
            await Assert.ThrowsAsync<SimulatedCrashException>(() =>
                _world.RestoreAsync(_world.Target($"at-{at}", plan))
            );
            var there = _world.Target($"at-{at}");
            var head = await there.Audit.ReadStoredHeadAsync(there.Tenant, default);
            Assert.Equal(at == _counter.Writes, head is not null);
            if (head is not null)
                Assert.Equal(_world.Made.Backup.Manifest.ChainSize + 1, head.Size);
        }
    }

    /// <summary>A restore that was done before looks at what has become of it.</summary>
    [Fact]
    public async Task Restore_DoneBeforeAndDamagedSince_SaysWhatIsDamaged()
    {
        Assert.True((await _world.RestoreAsync(_world.Target("damaged"))).IsGood);
        Assert.True((await _world.RestoreAsync(_world.Target("damaged"))) is { WasDone: true, IsGood: true });
        var books = Path.Combine(
            _world.NewFolder("damaged"),
            "objects",
            "books",
            $"{_world.Made.Backup.Manifest.Tenant}"
        );
        Directory.Delete(books, recursive: true);
        var again = await _world.RestoreAsync(_world.Target("damaged"));
        Assert.True(again.WasDone);
        Assert.Contains(again.Findings, finding => finding.Code == "RESTORE_DIFFERS");
        Assert.Contains(again.Findings, finding => finding.Code == "OBJECT_MISSING");
    }

    public Task DisposeAsync()
    {
        _world?.Dispose();
        return Task.CompletedTask;
    }
}
