using System.Globalization;
using Bookseal.Books.Company;
using Bookseal.Books.Runs;
using Bookseal.Closing.Hosting;
using Bookseal.Closing.Notifications;
using Bookseal.Closing.Notifications.Channels;
using Bookseal.TestHost.Scenario;

namespace Bookseal.Closing.Tests.Notifications;

/// <summary>
/// A close from Monday, 2 February 2026, with late people, on a clock that jumps to 9:00, 12:00 and 17:00 of each day.
/// </summary>
public sealed class LateMonthTests : IDisposable
{
    private static readonly TimeZoneInfo NewYork = TimeZoneInfo.FindSystemTimeZoneById("America/New_York");

    private readonly TemporaryWorld _world = new();
    private readonly MovingClock _clock = new(At(2, 9));
    private readonly RecordingChannel _mail = new();
    private readonly List<string> _ledger = [];

    [Fact]
    public async Task Month_WithLatePeople_TellsEachOnceLineByLine()
    {
        await LateCompany.ImportAsync(Open());
        Assert.True((await Open().Host.BeginAsync(SmallBooks.January, Actor.Agent, default)).IsOk);
        for (var day = 2; day <= 12; day++)
            foreach (var hour in (int[])[9, 12, 17])
            {
                _clock.Now = At(day, hour);
                await ActAsync(day, hour);
                await StepAsync();
                await PassAsync();
                await PassAsync(); // another one finds everything said
            }

        Assert.Equal(Expected.ReplaceLineEndings("\n"), string.Join('\n', _ledger));
        Assert.True((await Open().Audit.VerifyAsync(default)).IsGood);
        Assert.Equal(RunStatus.Completed, (await LoadAsync()).Status);
    }

    private async Task ActAsync(int day, int hour)
    {
        if (hour != 12)
            return;
        switch (day)
        {
            case 3:
                await CompleteAsync(LateCompany.Nora, 6);
                await ApproveAsync(LateCompany.Graham, 6);
                break;
            case 5:
                await CompleteAsync(LateCompany.Nora, 4);
                break;
            case 6:
                await ApproveAsync(LateCompany.Fay, 4);
                break;
            case 10:
                Assert.Equal("blocked", (await LoadAsync()).StatusOf(3));
                await CompleteAsync(LateCompany.Graham, 3);
                break;
            case 11:
                await CompleteAsync(LateCompany.Graham, 17);
                await StepAsync();
                await CompleteAsync(LateCompany.Nora, 18);
                break;
        }
    }

    private async Task CompleteAsync(Actor actor, int task)
    {
        var done = await Open().Tasks.CompleteAsync(SmallBooks.January, actor, task, default);
        Assert.True(done.IsOk, done.IsOk ? "" : done.Fault.ToString());
    }

    private async Task ApproveAsync(Actor actor, int task)
    {
        var done = await Open().Tasks.DoAsync(SmallBooks.January, new ApproveTask(actor, task), default);
        Assert.True(done.IsOk, done.IsOk ? "" : done.Fault.ToString());
    }

    private async Task StepAsync()
    {
        while ((await Open().Host.StepAsync(SmallBooks.January, default)).Value) { }
    }

    private async Task PassAsync()
    {
        var before = _mail.Arrived.Count;
        await NotifiedMonth.PassAsync(
            Open(),
            new NotificationChannels(_mail, new Dictionary<string, IMessageChannel>(), [])
        );
        var local = TimeZoneInfo.ConvertTime(_clock.Now, NewYork).ToString("MM-dd HH", CultureInfo.InvariantCulture);
        _ledger.AddRange(
            _mail
                .Arrived.Skip(before)
                .SelectMany(one => SubjectsOf(one).Select(line => $"{local} {one.Name}: {line}"))
                .Order(StringComparer.Ordinal)
        );
    }

    /// <summary>Of a digest those in it.</summary>
    private static IEnumerable<string> SubjectsOf(AddressedMessage one) =>
        one.Message.Keys.Count == 1
            ? [one.Message.Subject]
            : one
                .Message.Text.Split('\n')
                .Where(line => line.StartsWith("- ", StringComparison.Ordinal))
                .Select(line => line[2..]);

    private async Task<CloseRun> LoadAsync() => (await Open().Runs.LoadAsync(SmallBooks.January, default)).Run;

    private CloseServices Open() => _world.World.Open(clock: _clock);

    private static DateTimeOffset At(int day, int hour) =>
        new DateTimeOffset(2026, 2, day, hour, 0, 0, TimeSpan.FromHours(-5)).ToUniversalTime();

    public void Dispose() => _world.Dispose();

    /// <summary>
    /// Day 1 is the 2nd and day 2 the 3rd, on which 3, 4 and 6 are due; the 4th is a holiday; day 7, the deadline, is
    /// the 11th. Nora's 4 waits for its approval when it is late; what is done at the look that would tell of it is
    /// told to nobody.
    /// </summary>
    private const string Expected = """
        02-02 09 Graham: Action Required: Review exception queue for 2026-01 Close
        02-02 09 Nora: Action Required: Categorize unclassified transactions for 2026-01 Close
        02-02 09 Nora: Action Required: Complete bank reconciliation for 2026-01 Close
        02-02 09 Olga: Month-End Close Started for 2026-01
        02-03 09 Fay: 2026-01 Close Progress: 25% Complete
        02-03 09 Olga: 2026-01 Close Progress: 25% Complete
        02-05 09 Fay: 2026-01 Close Progress: 33% Complete
        02-05 09 Olga: 2026-01 Close Progress: 33% Complete
        02-05 12 Fay: Action Required: Categorize unclassified transactions for 2026-01 Close
        02-05 12 Graham: Action Required: Categorize unclassified transactions for 2026-01 Close
        02-05 12 Sam: Action Required: Categorize unclassified transactions for 2026-01 Close
        02-05 17 Fay: Reminder: Categorize unclassified transactions for 2026-01 Close is overdue
        02-05 17 Graham: Reminder: Categorize unclassified transactions for 2026-01 Close is overdue
        02-05 17 Graham: Reminder: Review exception queue for 2026-01 Close is overdue
        02-05 17 Sam: Reminder: Categorize unclassified transactions for 2026-01 Close is overdue
        02-06 09 Fay: 2026-01 Close Progress: 33% Complete
        02-06 09 Olga: 2026-01 Close Progress: 33% Complete
        02-06 17 Graham: Escalation: Review exception queue for 2026-01 Close is 2 business days overdue
        02-06 17 Olga: Escalation: Review exception queue for 2026-01 Close is 2 business days overdue
        02-09 09 Fay: 2026-01 Close Progress: 41% Complete
        02-09 09 Olga: 2026-01 Close Progress: 41% Complete
        02-09 17 Sam: Escalation: Review exception queue for 2026-01 Close is 3 business days overdue
        02-10 09 Fay: 2026-01 Close Progress: 41% Complete
        02-10 09 Olga: 2026-01 Close Progress: 41% Complete
        02-10 12 Graham: Action Required: Management review call for 2026-01 Close
        02-11 09 Fay: 2026-01 Close Progress: 66% Complete
        02-11 09 Olga: 2026-01 Close Progress: 66% Complete
        02-11 12 Olga: 2026-01 Close Ready for Certification
        02-11 17 Fay: 2026-01 Close has passed its deadline
        02-11 17 Olga: 2026-01 Close has passed its deadline
        02-12 09 Fay: 2026-01 Close Progress: 91% Complete
        02-12 09 Olga: 2026-01 Close Progress: 91% Complete
        02-12 17 Olga: Reminder: Certify close for 2026-01 Close is overdue
        """;
}
