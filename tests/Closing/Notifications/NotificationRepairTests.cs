using Bookseal.Books.Notifications;
using Bookseal.Books.Runs;
using Bookseal.Books.Values;
using Bookseal.Closing.Notifications;
using Bookseal.Closing.Notifications.Channels;
using Bookseal.Closing.Tests.Auditing;
using Bookseal.Storage.Audit;
using Bookseal.TestHost.Scenario;

namespace Bookseal.Closing.Tests.Notifications;

/// <summary>What goes wrong with one message, and what an operator mends later: no other is lost of it.</summary>
public sealed class NotificationRepairTests : IDisposable
{
    private readonly TemporaryWorld _world = new();
    private readonly MovingClock _clock = new(World.Now);
    private readonly RecordingChannel _channel = new();

    [Fact]
    public async Task Pass_OfWhichOneChannelBreaks_SendsTheOthersAndTriesItAgain()
    {
        await BeginAsync();
        _channel.Answer = one => one.Address is null ? throw new InvalidTimeZoneException("bug") : Delivery.Done;
        var report = await PassAsync();
        Assert.Equal((1, 1), (report.Sent, report.Postponed));
        Assert.Contains("DELIVERY_BROKE", (await ReadAsync()).Select(message => message.Problem?.Code));
        _channel.Answer = _ => Delivery.Done;
        _clock.Now += TimeSpan.FromMinutes(2);
        Assert.Equal(1, (await PassAsync()).Sent);
    }

    [Fact]
    public async Task Pass_OverNoticesThatSomebodyEdited_SendsWhatWaitedAllTheSame()
    {
        await NotifiedMonth.ImportAsync(Open());
        await NotifiedMonth.StartAsync(Open());
        _channel.Answer = _ => Delivery.Again("LOST", "no answer");
        await PassAsync();
        await NotifiedMonth.PrepareAsync(Open());
        new StoredChain(_world.World.Root).Change(rows =>
        {
            foreach (var key in rows.Keys.Where(key => key.StartsWith("notice-", StringComparison.Ordinal)).ToList())
                rows[key] = "{}";
        });
        _channel.Answer = _ => Delivery.Done;
        _clock.Now += TimeSpan.FromMinutes(2);
        await Assert.ThrowsAsync<ChainRefusedException>(PassAsync);
        Assert.Equal(2, (await ReadAsync()).Count(message => message.State == DeliveryState.Sent));
    }

    [Fact]
    public async Task Pass_OverBooksThatAreGone_TellsWithoutFigures()
    {
        await NotifiedMonth.ImportAsync(Open());
        var books = Path.Combine(_world.World.Root, "objects", "books");
        var pinned = Directory.GetFiles(books, "*", SearchOption.AllDirectories);
        await NotifiedMonth.PrepareAsync(Open());
        await NotifiedMonth.ImportAsync(Open(), "Acme Ltd");
        var current = await Open().Workspace.ReadMasterDigestsAsync(default);
        foreach (
            var path in pinned.Where(path => !$"{current!.ToJson()}".Contains(Path.GetFileNameWithoutExtension(path)))
        )
            File.Delete(path);
        var report = await PassAsync();
        Assert.Empty(report.Problems);
        Assert.Contains(_channel.Arrived, one => one.Message.Text.Contains("Ready for Certification"));
    }

    [Fact]
    public async Task Pass_ToldToStopWhileItSends_RecordsThatItSent()
    {
        await BeginAsync();
        using var stop = new CancellationTokenSource();
        _channel.Answer = _ =>
        {
            stop.Cancel();
            return Delivery.Done;
        };
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() =>
            NotifiedMonth.PassAsync(Open(), _channel.Everywhere, stop.Token)
        );
        var sent = Assert.Single(_channel.Arrived).Message.Id;
        Assert.Equal(DeliveryState.Sent, (await ReadAsync()).Single(message => message.Id == sent).State);
    }

    [Fact]
    public async Task Pass_WhileNothingIsSetUp_WaitsUntilItIsTooOld()
    {
        await BeginAsync();
        var nothing = new NotificationChannels(null, new Dictionary<string, IMessageChannel>(), []);
        Assert.Equal(0, (await NotifiedMonth.PassAsync(Open(), nothing)).Added);
        _clock.Now += TimeSpan.FromHours(1);
        Assert.Equal(2, (await PassAsync()).Sent);
        Assert.Contains("person:imani: Month-End Close Started for 2026-01", _channel.Lines);
        Assert.Equal(0, (await PassAsync()).Added);
    }

    [Fact]
    public async Task Revive_OfWhatWasGivenUp_IsSentOnce()
    {
        await BeginAsync();
        _channel.Answer = _ => Delivery.Never(new("SMTP_REFUSED", "550 no such user"));
        Assert.Equal(2, (await PassAsync()).Failed);
        _channel.Answer = _ => Delivery.Done;
        Assert.Equal(2, await Open().Notifications.ReviveAsync(default));
        Assert.Equal(2, (await PassAsync()).Sent);
        Assert.Equal(0, await Open().Notifications.ReviveAsync(default));
        Assert.All(await ReadAsync(), message => Assert.Equal((1, null), (message.Attempts, message.Problem)));
    }

    [Fact]
    public async Task Pass_AfterTenDaysWithoutATimer_GivesUpForAllToSee()
    {
        await BeginAsync();
        _channel.Answer = _ => Delivery.Again("LOST", "no answer");
        await PassAsync();
        var old = (await ReadAsync()).Select(message => message.Id).ToHashSet();
        _clock.Now += TimeSpan.FromDays(11);
        Assert.Equal(2, (await PassAsync()).Failed);
        Assert.All(
            (await ReadAsync()).Where(message => old.Contains(message.Id)),
            message => Assert.Equal((DeliveryState.Failed, "LOST"), (message.State, message.Problem?.Code))
        );
    }

    [Fact]
    public async Task Pass_OfATaskThatComesBackToSomebody_TellsThemAgain()
    {
        await LateCompany.ImportAsync(Open());
        await NotifiedMonth.StartAsync(Open());
        while ((await Open().Host.StepAsync(SmallBooks.January, default)).Value) { }
        await PassAsync();
        Assert.Equal(1, ToldGraham());
        await AssignAsync("fay");
        await PassAsync();
        await AssignAsync("graham");
        await PassAsync();
        Assert.Equal(2, ToldGraham());
        Assert.Equal(0, (await PassAsync()).Added);

        int ToldGraham() => _channel.Arrived.Count(one => $"{one.Message.Recipient}" == "person:graham");
    }

    public void Dispose() => _world.Dispose();

    private async Task AssignAsync(string person)
    {
        _clock.Now += TimeSpan.FromMinutes(1);
        var assigned = new AssignTask(LateCompany.Fay, 3, PersonId.Parse(person).Value);
        var done = await Open().Runs.ExecuteAsync(SmallBooks.January, assigned, default);
        Assert.True(done.IsOk, done.IsOk ? "" : done.Fault.ToString());
    }

    private async Task BeginAsync()
    {
        await NotifiedMonth.ImportAsync(Open());
        await NotifiedMonth.StartAsync(Open());
    }

    private Hosting.CloseServices Open() => _world.World.Open(clock: _clock);

    private Task<PassReport> PassAsync() => NotifiedMonth.PassAsync(Open(), _channel.Everywhere);

    private async Task<List<OutboxMessage>> ReadAsync()
    {
        var all = new List<OutboxMessage>();
        await foreach (var stored in Open().Workspace.Outbox.ReadRecentAsync(_clock.Now, default))
            all.Add(stored.Message);
        return all;
    }
}
