using Bookseal.Books.Notifications;
using FsCheck;
using FsCheck.Fluent;

namespace Bookseal.Books.Tests.Notifications;

public sealed class EscalationLadderTests
{
    /// <summary>A clock that looks every hour; nora does 3 on the 6th and 6 on the 9th, graham nothing.</summary>
    [Fact]
    public void Month_WithLatePeople_TellsEachOnceLineByLine()
    {
        var (close, said, ledger) = (LateMonth.Close, new HashSet<Digest>(), new List<string>());
        for (var at = At(2, 9, 0); at < At(18, 0, 0); at = at.AddHours(1))
        {
            if (at == At(6, 12, 0))
                close = close.Complete(3, new(2026, 2, 6));
            if (at == At(9, 12, 0))
                close = close.Complete(6, new(2026, 2, 9));
            foreach (var number in EscalationLadder.FindToFlag(close, LateMonth.Calendar, at))
            {
                close = close.With(number, task => task with { State = FollowedState.Blocked, Obstacle = "late" });
                ledger.Add($"{LateMonth.Calendar.LocalTimeOf(at):MM-dd HH:mm} flagged {number}");
            }

            ledger.AddRange(LateMonth.Tell(EscalationLadder.FindDue(close, LateMonth.Calendar, at), at, said));
        }

        // Day 1 is the 2nd; the 4th is a holiday; so day 2 is the 3rd, day 4 the 6th and day 7, the deadline, the 11th.
        Assert.Equal(
            """
            02-03 09:00 daily_progress olga
            02-03 09:00 daily_progress fay
            02-05 09:00 daily_progress olga
            02-05 09:00 daily_progress fay
            02-05 17:00 task_reminder 3 nora
            02-06 09:00 daily_progress olga
            02-06 09:00 daily_progress fay
            02-09 09:00 daily_progress olga
            02-09 09:00 daily_progress fay
            02-10 09:00 daily_progress olga
            02-10 09:00 daily_progress fay
            02-10 17:00 task_reminder 17 graham
            02-11 09:00 daily_progress olga
            02-11 09:00 daily_progress fay
            02-11 17:00 task_escalated 17 graham
            02-11 17:00 task_escalated 17 olga
            02-11 17:00 deadline_passed olga
            02-11 17:00 deadline_passed fay
            02-12 09:00 daily_progress olga
            02-12 09:00 daily_progress fay
            02-12 17:00 flagged 17
            02-12 17:00 task_escalated 17 sam
            02-13 09:00 daily_progress olga
            02-13 09:00 daily_progress fay
            02-16 09:00 daily_progress olga
            02-16 09:00 daily_progress fay
            02-17 09:00 daily_progress olga
            02-17 09:00 daily_progress fay
            """.ReplaceLineEndings("\n"),
            string.Join('\n', ledger)
        );
    }

    [Fact]
    public void FindDue_OfATaskThatNobodyLookedAtForDays_LeavesOutTheReminder()
    {
        var told = LateMonth.Tell(
            EscalationLadder.FindDue(LateMonth.Close, LateMonth.Calendar, At(9, 17, 0)),
            At(9, 17, 0),
            []
        );
        Assert.Equal(
            "task_escalated 3 nora|task_escalated 3 graham|task_escalated 3 sam",
            string.Join(
                '|',
                told.Select(line => line[12..]).Where(line => line.StartsWith("task", StringComparison.Ordinal))
            )
        );
    }

    [Theory]
    [InlineData(5, 16, 59, 0)]
    [InlineData(5, 17, 0, 1)]
    [InlineData(6, 16, 59, 1)]
    [InlineData(6, 17, 0, 2)]
    [InlineData(9, 17, 0, 3)]
    [InlineData(28, 17, 0, 3)]
    public void DaysLate_OfATaskDueOnTheThird_CountsBusinessDays(int day, int hour, int minute, int expected) =>
        Assert.Equal(
            expected,
            EscalationLadder.DaysLate(LateMonth.Close.Tasks[0], LateMonth.Calendar, At(day, hour, minute))
        );

    [Fact]
    public void DaysLate_OfATaskThatBecameReadyLate_CountsFromThen()
    {
        var task = LateMonth.Close.Tasks[1];
        Assert.Equal(0, EscalationLadder.DaysLate(task, LateMonth.Calendar, At(20, 0, 0)));
        task = task with { ReadyOn = new(2026, 2, 9) };
        Assert.Equal(0, EscalationLadder.DaysLate(task, LateMonth.Calendar, At(10, 16, 0)));
        Assert.Equal(1, EscalationLadder.DaysLate(task, LateMonth.Calendar, At(10, 17, 0)));
    }

    [Fact]
    public void FindDue_AtAnyTimes_TellsNobodyTwiceAndNothingOfWhatIsDone() =>
        Property.Holds(
            from hours in Gen.ListOf(Gen.Choose(0, 24 * 40))
            from done in Gen.SubListOf<int>([3, 6, 17])
            select (Hours: hours.Order().ToList(), Done: done.ToHashSet()),
            known =>
            {
                var close = known.Done.Aggregate(LateMonth.Close, (so, number) => so.Complete(number, LateMonth.Start));
                var said = new HashSet<Digest>();
                var lines = known
                    .Hours.SelectMany(hour =>
                    {
                        var at = At(2, 0, 0).AddHours(hour);
                        return LateMonth
                            .Tell(EscalationLadder.FindDue(close, LateMonth.Calendar, at), at, said)
                            .ToList();
                    })
                    .Select(line => line[12..])
                    .ToList();
                return lines
                        .Where(line => !line.StartsWith("daily", StringComparison.Ordinal))
                        .GroupBy(line => line)
                        .All(same =>
                            same.Count() == 1 || same.Key.StartsWith("task_escalated", StringComparison.Ordinal)
                        )
                    && known.Done.All(number =>
                        !lines.Any(line => line.Contains($" {number} ", StringComparison.Ordinal))
                    );
            }
        );

    private static DateTimeOffset At(int day, int hour, int minute) =>
        LateMonth.Calendar.InstantOf(new DateOnly(2026, 2, day), new(hour, minute));
}
