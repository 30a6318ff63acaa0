using Bookseal.Closing.Hosting;
using Bookseal.Closing.Tests.Notifications;
using Bookseal.Closing.Tests.Scheduling;
using Bookseal.TestHost.Scenario;

namespace Bookseal.Closing.Tests.Backups;

/// <summary>A month without a restore drill after the first sealed proof, and who hears of it.</summary>
public sealed class OverdueDrillTests : IDisposable
{
    private const string Overdue = "RESTORE_DRILL_OVERDUE";

    private readonly TemporaryWorld _world = new();
    private readonly MovingClock _clock = new(World.Now);
    private readonly RecordingChannel _channel = new();

    public void Dispose() => _world.Dispose();

    [Fact]
    public async Task Pass_WhileADrillIsOverdue_TellsTheFinanceLeadOnceAMonth()
    {
        await NotifiedMonth.ImportAsync(Open());
        await NotifiedMonth.SealAsync(Open());
        await NotifiedMonth.PassAsync(Open(), _channel.Everywhere); // what is to be told of the close itself
        _clock.Now = World.Now.AddMonths(1);
        Assert.Equal(0, await CountToldAsync());
        _clock.Now += TimeSpan.FromDays(1);
        Assert.Equal(2, await CountToldAsync()); // the lead and the room
        _clock.Now += TimeSpan.FromDays(1);
        Assert.Equal(0, await CountToldAsync());
        var mail = _channel.Arrived.Last(one => one.Address == NotifiedMonth.Address).Message;
        Assert.Contains(Overdue, mail.Subject, StringComparison.Ordinal);
        Assert.Contains("a restore drill was due on 2026-03-03", mail.Text, StringComparison.Ordinal);
        _clock.Now = _clock.Now.AddMonths(1);
        Assert.Equal(2, await CountToldAsync());
    }

    [Fact]
    public async Task Sweep_WhileADrillIsOverdue_FindsIt()
    {
        using var world = new ScheduledWorld(World.Now);
        await WholeMonth.RunAsync(world.Services, default);
        Assert.DoesNotContain(await world.SweepAsync(), found => found.Finding.Code == Overdue);
        using var later = new ScheduledWorld(World.Now.AddMonths(1).AddDays(1), world);
        Assert.Contains(await later.SweepAsync(), found => found.Finding.Code == Overdue);
    }

    private CloseServices Open() => _world.World.Open(clock: _clock);

    private async Task<int> CountToldAsync() => (await NotifiedMonth.PassAsync(Open(), _channel.Everywhere)).Added;
}
