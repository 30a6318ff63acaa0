using Bookseal.Closing.Backups;
using Bookseal.Closing.Hosting;
using Bookseal.Storage.Audit;
using Bookseal.Storage.Backups;
using Bookseal.TestHost.Scenario;

namespace Bookseal.Closing.Tests.Backups;

/// <summary>A drill passes on a backup of these very books, and on no other.</summary>
public sealed class DrillTests : IAsyncLifetime
{
    private BackupWorld _world = null!;

    public async Task InitializeAsync() => _world = await BackupWorld.OpenAsync(Place.Files);

    [Fact]
    public async Task Drill_OwnBackup_PassesAndTicksWhatTheStoreSaid()
    {
        var drilled = await DrillAsync(_world.Folder, World.Now.AddDays(35));
        Assert.Empty(drilled.Findings);
        Assert.True(drilled.Drill.Passed);
        Assert.Equal(1, drilled.Restored!.State.LeasesHeld);
        Assert.True(drilled.Restored.State.RetainedKept > 20);
        Assert.Contains("- [x] leases of closed months are held, says the store (1 of 1)\n", drilled.Checklist);
        Assert.Contains("- [x] the backup is of this log, signed by its key", drilled.Checklist);
        Assert.NotNull((await StateAsync()).LastPassed);
    }

    [Fact]
    public async Task Drill_BackupOfMoreThanAMonth_Fails() =>
        await AssertFailsAsync(_world.Folder, "BACKUP_TOO_OLD", World.Now.AddDays(36));

    [Fact]
    public async Task Drill_UnsignedBackup_Fails()
    {
        await ForgedBackup.WriteAsync(_world.Folder, one => one);
        await AssertFailsAsync(_world.Folder, BackupService.NotSigned, World.Now);
    }

    [Fact]
    public async Task Drill_BackupOfAnotherLogOfTheSameName_Fails()
    {
        using var other = await BackupWorld.OpenAsync(Place.Files);
        await AssertFailsAsync(other.Folder, "BACKUP_OF_ANOTHER_LOG", World.Now);
        await AssertFailsAsync(other.Folder, BackupService.WrongSignature, World.Now);
    }

    /// <summary>It is sound, and nobody goes on in it: there would be two logs.</summary>
    [Fact]
    public async Task Drill_ScratchStore_IsReadAndRefusesEveryWrite()
    {
        Assert.True((await DrillAsync(_world.Folder, World.Now)).Drill.Passed);
        var scratch = new CloseServices(_world.Target("scratch"));
        Assert.True((await scratch.Audit.VerifyAsync(default)).IsGood);
        var master = (await scratch.Workspace.ReadMasterDataAsync(default)).Value;
        var entry = SmallBooks.Entry("W-1") with { Date = new DateOnly(2026, 2, 1) };
        var posting = () =>
            scratch.Posting.PostAsync(new(2026, 2), "w", [entry], AdjustingDesk.Bookkeeper, master, default);
        Assert.Equal(ScratchGuard.Code, (await Assert.ThrowsAsync<ChainRefusedException>(posting)).Fault.Code);
        var reading = () => scratch.Retention.ReadAsync(default);
        Assert.Equal(ScratchGuard.Code, (await Assert.ThrowsAsync<ChainRefusedException>(reading)).Fault.Code);

        var restoring = () => _world.RestoreAsync(_world.Target("scratch"));
        var refused = await Assert.ThrowsAsync<InvalidOperationException>(restoring);
        Assert.Contains(ScratchGuard.Code, refused.Message);
    }

    public Task DisposeAsync()
    {
        _world?.Dispose();
        return Task.CompletedTask;
    }

    private async Task AssertFailsAsync(string backup, string code, DateTimeOffset now)
    {
        var drilled = await DrillAsync(backup, now);
        Assert.Contains(drilled.Findings, finding => finding.Code == code);
        Assert.False(drilled.Drill.Passed);
        Assert.Null(drilled.Restored);
        Assert.Null((await StateAsync()).LastPassed);
    }

    private async Task<DrillReport> DrillAsync(string backup, DateTimeOffset now)
    {
        var books = _world.Source.Open(clock: new FixedClock(now)).Workspace;
        var drilled = await new DrillService(books).RunAsync(backup, "a test", _world.Target("scratch"), default);
        return drilled.IsOk ? drilled.Value : throw new InvalidOperationException(drilled.Fault.ToString());
    }

    private Task<Books.Backups.DrillState> StateAsync() =>
        new DrillReader(_world.Source.Open().Workspace).ReadAsync(default);
}
