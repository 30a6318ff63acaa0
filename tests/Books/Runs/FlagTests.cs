using Bookseal.Books.Calendars;
using Bookseal.Books.Company;
using Bookseal.Books.Notifications;
using Bookseal.Books.Runs;
using Bookseal.Books.Runs.Events;
using Bookseal.Books.Tests.Notifications;
using Bookseal.Books.Values;

namespace Bookseal.Books.Tests.Runs;

public sealed class FlagTests
{
    private static readonly DateOnly Late = new(2026, 2, 3);

    [Fact]
    public void Flag_OfALateTask_BlocksItAndItCanBeCompletedAllTheSame()
    {
        var walk = Walk.To("phase 2 passed");
        Assert.Equal(new TaskFlagged(Actor.Agent.Id, 3, Late), Assert.Single(walk.Do(Flag(3))));
        Assert.Equal(("blocked", Late), (walk.Run.StatusOf(3), walk.Run.OpenTasks[3].LateAfter));
        Assert.Empty(walk.Do(Flag(3)));
        Assert.Equal(3, Assert.Single(Planner.Plan(walk.Run).Waiting).Number);
        walk.Do(Command.Complete(3));
        Assert.Equal(("completed", null), (walk.Run.StatusOf(3), walk.Run.OpenTasks[3].LateAfter));
        Assert.Empty(walk.Do(Flag(3)));
    }

    [Fact]
    public void Flag_OfATaskThatWaitsOrByAPerson_IsRefused()
    {
        var walk = Walk.To("phase 2 passed");
        Assert.Equal(Refusal.TaskNotReady, walk.Try(Flag(4)).Fault.Code);
        Assert.Equal(Refusal.TaskNotFound, walk.Try(Flag(9)).Fault.Code);
        Assert.Equal(Refusal.AuthorityDenied, walk.Try(Flag(3) with { Actor = Team.Approver }).Fault.Code);
        Assert.Equal(Refusal.OutOfOrder, Walk.To("started").Try(Flag(1)).Fault.Code);
        Assert.Equal(Refusal.NoActiveRun, Walk.To("sealed").Try(Flag(3)).Fault.Code);
    }

    [Fact]
    public void Flag_IsFoundThreeBusinessDaysAfterAndOnce()
    {
        var walk = Walk.To("phase 2 passed");
        var close = FollowedRun.Of(walk.Run, LateMonth.Company)!;
        var due = close.Find(3)!.LateAfter!.Value;
        var blockedAt = LateMonth.Calendar.DueAt(LateMonth.Calendar.AddBusinessDays(due, 3));
        Assert.Empty(EscalationLadder.FindToFlag(close, LateMonth.Calendar, blockedAt.AddTicks(-1)));
        Assert.Equal([3], EscalationLadder.FindToFlag(close, LateMonth.Calendar, blockedAt));
        walk.Do(new FlagTask(Actor.Agent, 3, due));
        var flagged = FollowedRun.Of(walk.Run, LateMonth.Company)!;
        Assert.Equal(FollowedState.Blocked, flagged.Find(3)!.State);
        Assert.Empty(EscalationLadder.FindToFlag(flagged, LateMonth.Calendar, blockedAt));
    }

    [Theory]
    [InlineData("2026-02-06", "2026-02-06")]
    [InlineData(null, "2026-02-12")] // the seventh business day; the fourth of February is a holiday
    public void Deadline_ThatTheRunHasPinned_IsTheOneThatIsFollowed(string? asked, string expected)
    {
        var walk = new Walk();
        DateOnly? day = asked is null ? null : Dates.Parse(asked).Value;
        var start = LateMonth.Calendar.DayOf(Some.Now);
        walk.Do(
            Command.Start() with
            {
                Initiation = CloseInitiation
                    .Manual(Some.January, day, ClosePriority.Urgent, start, LateMonth.Calendar)
                    .Value,
            }
        );
        var followed = FollowedRun.Of(walk.Run, LateMonth.Company)!;
        Assert.Equal(expected, Dates.Text(followed.Deadline));
        Assert.Equal(ClosePriority.Urgent, walk.Run.Initiation!.Priority);
        var started = walk.Record().Entries[0];
        var read = (RunStarted)RunEventCodec.Read(started.Type, Some.Poster, started.Data).Value!;
        Assert.Equal(walk.Run.Initiation, read.Initiation);
    }

    private static FlagTask Flag(int task) => new(Actor.Agent, task, Late);
}
