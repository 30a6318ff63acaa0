using Bookseal.Books.Notifications;
using Bookseal.Closing.Notifications;
using Bookseal.Closing.Notifications.Channels;
using Bookseal.Closing.Tests.Auditing;
using Bookseal.Storage.Audit;
using Bookseal.TestHost.Scenario;

namespace Bookseal.Closing.Tests.Notifications;

public sealed class NotificationPassTests : IDisposable
{
    private readonly TemporaryWorld _world = new();
    private readonly MovingClock _clock = new(World.Now);
    private readonly RecordingChannel _channel = new();

    [Fact]
    public async Task Pass_AfterAStart_TellsOwnerAndRoomOnce()
    {
        await BeginAsync();
        Assert.Equal((2, 2, 0), Counts(await PassAsync()));
        Assert.Equal(
            ["channel:room: Month-End Close Started for 2026-01", "person:imani: Month-End Close Started for 2026-01"],
            _channel.Lines
        );
        var mail = _channel.Arrived.Single(one => one.Address is not null);
        Assert.Equal((NotifiedMonth.Address, "Imani"), (mail.Address!.Value, mail.Name));
        Assert.Contains("Target completion: Monday, 9 February 2026", mail.Message.Text, StringComparison.Ordinal);
        Assert.Equal(0, (await PassAsync()).Added);
        Assert.Equal(2, _channel.Arrived.Count);
    }

    [Fact]
    public async Task Pass_AfterSeveralEvents_IsOneDigestForEachWithTheFigures()
    {
        await NotifiedMonth.ImportAsync(Open());
        await NotifiedMonth.PrepareAsync(Open());
        await PassAsync();
        Assert.Equal(
            ["channel:room: 2 notifications of Acme", "person:imani: 2 notifications of Acme"],
            _channel.Lines
        );
        var mail = _channel.Arrived.Single(one => one.Address is not null).Message;
        Assert.Contains("- 2026-01 Close Ready for Certification\n", mail.Text, StringComparison.Ordinal);
        Assert.Contains("Revenue: 120.00", mail.Text, StringComparison.Ordinal);
        Assert.Contains("Net Income: 70.00", mail.Text, StringComparison.Ordinal);
        Assert.Contains("<li>2026-01 Close Ready for Certification</li>", mail.Html, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Pass_WhoseReplyIsLost_SendsTheSameMessageAgainAndThenNoMore()
    {
        await BeginAsync();
        _channel.Answer = _ => Delivery.Again("LOST", "no answer");
        Assert.Equal((2, 0, 2), Counts(await PassAsync()));
        Assert.Equal((0, 0, 0), Counts(await PassAsync())); // not due yet
        _channel.Answer = _ => Delivery.Done;
        _clock.Now += TimeSpan.FromMinutes(1);
        Assert.Equal((0, 2, 0), Counts(await PassAsync()));
        _clock.Now += TimeSpan.FromHours(1);
        Assert.Equal((0, 0, 0), Counts(await PassAsync()));
        Assert.Equal(4, _channel.Arrived.Count);
        foreach (var same in _channel.Arrived.GroupBy(one => one.Message.Id))
            Assert.Single(same.Select(one => (one.Message.Subject, one.Message.Text, one.Message.Html)).Distinct());
        Assert.Equal(2, _channel.Lines.Count);
    }

    [Fact]
    public async Task Pass_WhoseMessageIsRefused_LeavesItFailedForAllToSee()
    {
        await BeginAsync();
        _channel.Answer = _ => Delivery.Never(new("SMTP_REFUSED", "550 no such user"));
        Assert.Equal(2, (await PassAsync()).Failed);
        _clock.Now += TimeSpan.FromHours(1);
        Assert.Equal((0, 0, 0), Counts(await PassAsync()));
        var failed = await ReadAsync();
        Assert.All(failed, one => Assert.Equal((DeliveryState.Failed, "SMTP_REFUSED"), (one.State, one.Problem?.Code)));
    }

    [Fact]
    public async Task Pass_ManyAtOnce_SendsEachMessageOnce()
    {
        await BeginAsync();
        await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => Task.Run(PassAsync)));
        Assert.Equal(2, _channel.Arrived.Count);
        Assert.Equal(2, _channel.Lines.Count);
    }

    [Fact]
    public async Task Pass_OfACloseThatIsLate_TellsThatTheDeadlineIsOver()
    {
        await BeginAsync();
        await PassAsync();
        _clock.Now = new(2026, 2, 11, 17, 0, 0, TimeSpan.Zero); // the seventh business day
        await PassAsync();
        Assert.Contains("person:imani: 2 notifications of Acme", _channel.Lines);
        Assert.Contains(
            "- 2026-01 Close has passed its deadline\n",
            _channel.Arrived[^1].Message.Text,
            StringComparison.Ordinal
        );
    }

    [Fact]
    public async Task Pass_WhenAChannelIsSetUpWeeksLater_SendsNoOldNews()
    {
        await BeginAsync();
        _clock.Now = new(2026, 2, 14, 12, 0, 0, TimeSpan.Zero); // a Saturday
        await PassAsync();
        Assert.All(_channel.Lines, line => Assert.DoesNotContain("Started", line, StringComparison.Ordinal));
    }

    [Fact]
    public async Task Pass_OverARunWhoseRowIsLost_TellsTheFinanceLead()
    {
        await BeginAsync();
        new StoredChain(_world.World.Root).Change(rows =>
            rows["run-2026-01"] = rows["run-2026-01"]
                .Replace("\"attempt\":1", "\"attempt\":2", StringComparison.Ordinal)
        );
        await PassAsync();
        Assert.Equal(
            "person:imani: Critical exception in the 2026-01 Close: PROJECTION_DAMAGED",
            _channel.Lines.Single(line => line.StartsWith("person", StringComparison.Ordinal))
        );
        Assert.Equal(0, (await PassAsync()).Added);
    }

    [Fact]
    public async Task Pass_OverANoticeThatSomebodyEdited_StopsWithItsCode()
    {
        await BeginAsync();
        new StoredChain(_world.World.Root).Change(rows =>
        {
            foreach (var key in rows.Keys.Where(key => key.StartsWith("notice-", StringComparison.Ordinal)).ToList())
                rows[key] = "{}";
        });
        var stopped = await Assert.ThrowsAsync<ChainRefusedException>(PassAsync);
        Assert.Equal("OUTBOX_DAMAGED", stopped.Fault.Code);
        Assert.Empty(_channel.Arrived);
    }

    [Fact]
    public async Task Pass_BeforeTheFirstImport_IsRefused()
    {
        var pass = Open().Notifications;
        var refused = await pass.RunAsync(_channel.Everywhere, new([]), null, default);
        Assert.Equal("BOOKS_NOT_FOUND", refused.Fault.Code);
    }

    [Fact]
    public async Task Audit_OfBooksWithAnOutbox_IsWholeAndCanBeRebuilt()
    {
        await BeginAsync();
        await PassAsync();
        Assert.True((await Open().Audit.VerifyAsync(default)).IsGood);
        Assert.Empty(await Open().Audit.RebuildAsync(default));
    }

    public void Dispose() => _world.Dispose();

    private Hosting.CloseServices Open() => _world.World.Open(clock: _clock);

    private async Task BeginAsync()
    {
        await NotifiedMonth.ImportAsync(Open());
        await NotifiedMonth.StartAsync(Open());
    }

    private Task<PassReport> PassAsync() => NotifiedMonth.PassAsync(Open(), _channel.Everywhere);

    private async Task<List<OutboxMessage>> ReadAsync()
    {
        var all = new List<OutboxMessage>();
        await foreach (var stored in Open().Workspace.Outbox.ReadRecentAsync(_clock.Now, default))
            all.Add(stored.Message);
        return all;
    }

    private static (int Added, int Sent, int Postponed) Counts(PassReport report) =>
        (report.Added, report.Sent, report.Postponed);
}
