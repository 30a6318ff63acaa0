using Bookseal.Books.Notifications;
using Bookseal.Books.Values;
using FsCheck;
using FsCheck.Fluent;

namespace Bookseal.Books.Tests.Notifications;

public sealed class OutboxMessageTests
{
    private static readonly Fault Away = new("SMTP_AWAY", "nobody answers");

    private static readonly OutboxMessage New = new(
        OutboxMessage.IdOf(Some.Tenant, Recipient.Of(Some.Poster), [Some.Digest("a")]),
        Recipient.Of(Some.Poster),
        [Some.Digest("a")],
        "A subject",
        "A text",
        "<p>A text</p>",
        Some.Now,
        DeliveryState.Pending,
        0,
        Some.Now,
        null
    );

    [Fact]
    public void Message_ThatNobodyTakes_IsTriedForTheBetterPartOfADayAndThenFailed()
    {
        var (message, now) = (New, Some.Now);
        while (message.IsOpen)
        {
            Assert.True(message.IsDue(message.DueAt));
            Assert.False(message.IsDue(message.DueAt.AddTicks(-1)));
            now = message.DueAt;
            message = message.Take(now).Postponed(Away, now, 0.5);
        }

        Assert.Equal(
            (DeliveryState.Failed, Limits.DeliveryAttempts, Away),
            (message.State, message.Attempts, message.Problem)
        );
        Assert.InRange(now - Some.Now, TimeSpan.FromHours(16), TimeSpan.FromHours(30));
    }

    [Fact]
    public void Take_ByWhoeverDies_LeavesItToTheNextAfterAWhile()
    {
        var taken = New.Take(Some.Now);
        Assert.Equal((DeliveryState.Sending, 1), (taken.State, taken.Attempts));
        Assert.False(taken.IsDue(Some.Now.AddMinutes(4)));
        Assert.True(taken.IsDue(Some.Now + DeliverySchedule.Patience));
        var sent = taken.Delivered(Some.Now);
        Assert.Equal((DeliveryState.Sent, false, null), (sent.State, sent.IsOpen, sent.Problem));
    }

    [Fact]
    public void PauseAfter_AnyAttempts_LiesAroundTheDoubledPause() =>
        Property.Holds(
            from attempts in Gen.Choose(1, 60)
            from jitter in Gen.Choose(0, 1000)
            select (Attempts: attempts, Jitter: jitter / 1000.0),
            known =>
            {
                var middle = Math.Min(Math.Pow(2, known.Attempts - 1), 240);
                var pause = DeliverySchedule.PauseAfter(known.Attempts, known.Jitter).TotalMinutes;
                return pause >= middle * 0.5 - 1e-6 && pause <= middle * 1.5 + 1e-6;
            }
        );

    [Fact]
    public void Json_OfAMessageInAnyState_RoundTrips()
    {
        OutboxMessage[] all =
        [
            New,
            New with
            {
                Html = null,
            },
            New.Take(Some.Now),
            New.Take(Some.Now).Delivered(Some.Now),
            New.Take(Some.Now).Postponed(Away, Some.Now, 0),
            New.Refused(Away, Some.Now),
        ];
        foreach (var message in all)
            Assert.Equal(
                message.ToJson().ToString(),
                OutboxMessage.FromJson(message.ToJson()).Value.ToJson().ToString()
            );
        Assert.Equal("OUTBOX_INVALID", OutboxMessage.FromJson(New.ToJson().With("state", "lost")).Fault.Code);
    }

    [Fact]
    public void Id_OfAMessage_FollowsFromWhatIsInIt()
    {
        var (a, b, to) = (Some.Digest("a"), Some.Digest("b"), Recipient.Of(Some.Poster));
        Assert.Equal(OutboxMessage.IdOf(Some.Tenant, to, [a, b]), OutboxMessage.IdOf(Some.Tenant, to, [b, a]));
        Assert.NotEqual(OutboxMessage.IdOf(Some.Tenant, to, [a]), OutboxMessage.IdOf(Some.Tenant, to, [a, b]));
        Assert.NotEqual(
            OutboxMessage.IdOf(Some.Tenant, to, [a]),
            OutboxMessage.IdOf(Some.Tenant, Recipient.OfChannel("nora"), [a])
        );
    }
}
