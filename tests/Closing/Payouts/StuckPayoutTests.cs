using Bookseal.Books.Payouts;
using Bookseal.Books.Values;
using Bookseal.Closing.Hosting;
using Bookseal.Closing.Payouts;
using Bookseal.Closing.Tests.Notifications;
using Bookseal.Closing.Tests.Scheduling;
using Bookseal.Evidence;
using Bookseal.TestHost.Scenario;

namespace Bookseal.Closing.Tests.Payouts;

/// <summary>A payout that waits for its approval, and who hears of it.</summary>
public sealed class StuckPayoutTests : IDisposable
{
    private static readonly PayoutId Id = PayoutId.Parse("P-1").Value;
    private static readonly PayoutTerms Terms = PayoutTerms
        .Of("Rope Works", "DE02", new Money(12_000, Currency.Parse("USD").Value), "INV-7")
        .Value;

    private readonly TemporaryWorld _world = new();
    private readonly MovingClock _clock = new(World.Now);
    private readonly RecordingChannel _channel = new();

    public void Dispose() => _world.Dispose();

    [Fact]
    public async Task Pass_WhileOneIsStuck_TellsTheFinanceLeadOnceADay()
    {
        await NotifiedMonth.ImportAsync(Open());
        await CreateAsync(Open());
        _clock.Now += TimeSpan.FromHours(47);
        Assert.Equal(0, await CountToldAsync());
        _clock.Now += TimeSpan.FromHours(1);
        Assert.Equal(2, await CountToldAsync()); // the lead and the room
        Assert.Equal(0, await CountToldAsync());
        _clock.Now += TimeSpan.FromDays(1);
        Assert.Equal(2, await CountToldAsync());
        var mail = _channel.Arrived.First(one => one.Address == NotifiedMonth.Address).Message;
        Assert.Contains("PAYOUT_STUCK", mail.Subject, StringComparison.Ordinal);
        Assert.Contains("payout P-1 is pending", mail.Text, StringComparison.Ordinal);

        Assert.True((await Open().Payouts.ExecuteAsync(new ApprovePayout(Id, AdjustingDesk.Controller), default)).IsOk);
        _clock.Now += TimeSpan.FromDays(1);
        Assert.Equal(0, await CountToldAsync()); // something has happened
    }

    [Fact]
    public async Task Sweep_WhileOneIsStuck_FindsIt()
    {
        using var world = new ScheduledWorld(World.Now);
        await world.ImportAsync();
        await CreateAsync(world.Services);
        Assert.Empty(await world.SweepAsync());
        using var later = new ScheduledWorld(World.Now.AddDays(2), world);
        Assert.Contains(
            await later.SweepAsync(),
            found => found.Finding is { Code: "PAYOUT_STUCK" } fault && fault.Message.Contains(": P-1;")
        );
    }

    [Theory]
    [InlineData("""{"stuck_after_hours":24}""", 24, null)]
    [InlineData("""{"stuck_after_hours":0}""", 48, PayoutSettings.Invalid)]
    [InlineData("no json", 48, PayoutSettings.Invalid)]
    public async Task Hours_AreTheOperators_OrTheUsualWhereNobodyUnderstandsThem(string text, int hours, string? code)
    {
        await NotifiedMonth.ImportAsync(Open());
        await CreateAsync(Open());
        var settings = Path.Combine(_world.World.Root, PayoutSettings.FileName);
        await File.WriteAllTextAsync(settings, text);
        var services = new CloseServices(
            Open().Workspace,
            readPayoutSettings: cancel => PayoutSettings.ReadAsync(settings, cancel)
        );
        _clock.Now += TimeSpan.FromHours(hours) - TimeSpan.FromSeconds(1);
        Assert.Empty((await services.StuckPayouts.ReadAsync(default)).Stuck.Payouts);
        _clock.Now += TimeSpan.FromSeconds(1);
        var (stuck, fault) = await services.StuckPayouts.ReadAsync(default);
        Assert.Equal(Id, Assert.Single(stuck.Payouts).Id);
        Assert.Equal(code, fault?.Code);
    }

    private CloseServices Open() => _world.World.Open(clock: _clock);

    private async Task<int> CountToldAsync() => (await NotifiedMonth.PassAsync(Open(), _channel.Everywhere)).Added;

    private static async Task CreateAsync(CloseServices services)
    {
        var create = new CreatePayout(Id, AdjustingDesk.Bookkeeper, Terms, ApprovalTier.Usual);
        Assert.True((await services.Payouts.ExecuteAsync(create, default)).IsOk);
    }
}
