using Bookseal.Books.Metrics;
using Bookseal.Books.Runs.Events;

namespace Bookseal.Books.Tests.Metrics;

/// <summary>When something stood in the way of a close, and when it did not any more.</summary>
public sealed class ExceptionSpanTests
{
    [Fact]
    public void GuardThatFailed_StaysOpenOverACancellation_UntilItPasses()
    {
        var story = new Story()
            .Begins("2026-02-02 09:00")
            .Guards("2026-02-02 10:00", 1, ["A"], "BANK_RECONCILED", "B")
            .Guards("2026-02-02 12:00", 1, ["A", "B"], "BANK_RECONCILED")
            .Cancels("2026-02-02 13:00");
        Assert.Equal(["guard_failed B 2", "guard_failed BANK_RECONCILED open"], Spans(story));
        story.Begins("2026-02-03 09:00").Guards("2026-02-03 16:00", 1, ["A", "B", "BANK_RECONCILED"]);
        Assert.Equal(["guard_failed B 2", "guard_failed BANK_RECONCILED 30"], Spans(story));
    }

    [Fact]
    public void TaskThatIsBlocked_IsResolvedWhenSomeoneGoesOn_OrTheRunEnds()
    {
        var story = new Story()
            .Begins("2026-02-02 09:00")
            .Happens("2026-02-02 10:00", new TaskBlocked(Some.Poster, 6, "no statement"))
            .Happens("2026-02-02 11:00", new TaskBlocked(Some.Poster, 8, "who is this"))
            .Happens("2026-02-02 15:00", new TaskStarted(Some.Poster, 6))
            .Cancels("2026-02-02 16:00");
        Assert.Equal(["task_blocked 6 5", "task_blocked 8 5"], Spans(story));
    }

    [Fact]
    public void NotesAndLateTasks_AreResolvedByAnswerAndCompletion()
    {
        var story = new Story()
            .Begins("2026-02-02 09:00")
            .Happens("2026-02-02 10:00", new NoteAdded(Some.Poster, 1, "account 1000", "why"))
            .Happens("2026-02-02 10:00", new TaskFlagged(Some.Poster, 5, new(2026, 2, 1)))
            .Happens("2026-02-02 12:00", new NoteResolved(Some.Poster, 1, "because"))
            .Happens("2026-02-02 13:00", new TaskCompleted(Some.Poster, 5, "attended"));
        Assert.Equal(["note_open 1 2", "task_late 5 3"], Spans(story));
    }

    [Fact]
    public void TasksThatAreSentBack_AreResolvedWhenDoneAgain()
    {
        var story = new Story()
            .Begins("2026-02-02 09:00")
            .Happens("2026-02-02 10:00", new TaskCompleted(Some.Poster, 8, "attended"))
            .Happens("2026-02-02 11:00", new SignOffsVoided(Some.Poster, [new(8, Some.Digest("a"), Some.Digest("b"))]))
            .Happens("2026-02-02 11:30", new CertificationDeclined(Some.Poster, [9], "no"))
            .Happens("2026-02-02 12:00", new TaskCompleted(Some.Poster, 8, "attended"));
        Assert.Equal(["task_sent_back 8 1", "task_sent_back 9 open"], Spans(story));
    }

    /// <summary>20 and 40 hours: 30 on the average, which is neither on target nor an alert.</summary>
    [Fact]
    public void Resolution_IsTheAverage_AndOneThatIsOpenTooLongAlerts()
    {
        var story = new Story()
            .Begins("2026-02-02 09:00")
            .Guards("2026-02-02 10:00", 1, [], "A", "B", "C")
            .Guards("2026-02-03 06:00", 1, ["A"], "B", "C")
            .Guards("2026-02-04 02:00", 1, ["B"], "C");
        var before = story.At("2026-02-04 10:00").Resolution;
        Assert.Equal(("30.0", MetricLevel.OffTarget), (before.Value.Text(MetricUnit.Hours), before.Level));
        Assert.Equal(MetricLevel.Alert, story.At("2026-02-04 10:01").Resolution.Level);
    }

    [Fact]
    public void Resolution_OfACloseWithoutExceptions_HasNoData() =>
        Assert.Equal(
            MetricLevel.NoData,
            new Story().Begins("2026-02-02 09:00").At("2026-02-03 09:00").Resolution.Level
        );

    /// <summary>Kind, subject, and after how many hours it was resolved.</summary>
    private static string[] Spans(Story story) =>
        [
            .. story
                .History()
                .Exceptions.Select(span =>
                    $"{span} {(span.ResolvedAt is null ? "open" : $"{span.AgeAt(default).TotalHours:0}")}"
                ),
        ];
}
