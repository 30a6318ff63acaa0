using Bookseal.Books.Accounts;
using Bookseal.Books.Company;
using Bookseal.Books.Guards;
using Bookseal.Books.Notifications;
using Bookseal.Books.Runs;
using Bookseal.Books.Runs.Events;
using Bookseal.Books.Statements;
using Bookseal.Books.Tests.Runs;
using Bookseal.Books.Values;

namespace Bookseal.Books.Tests.Notifications;

public sealed class NoticeTests
{
    private static readonly FollowedClose Close = LateMonth.Close;

    [Fact]
    public void Json_OfEachKind_RoundTrips()
    {
        Notice[] all =
        [
            Notices.CloseInitiated(Some.January, LateMonth.Run),
            .. LateMonth.Close.Tasks.SelectMany(task =>
                (Notice[])
                    [
                        Assigned(task, Audience.Of(task.Assignee!.Value), null),
                        Assigned(task, Audience.OfRole(Role.Reviewer), task.Assignee),
                        Notices.TaskReminder(Close, task),
                        Notices.TaskEscalated(Close, task),
                        Notices.TaskBlocked(Close, task),
                    ]
            ),
            Notices.DeadlinePassed(Close),
            Notices.DailyProgress(Close, new(2026, 2, 3)),
            Notices.ReadyForCertification(Some.January, LateMonth.Run, Some.Digest("payload")),
            Notices.CriticalException(Some.January, null, "AUDIT_GAP", "entry 3 is missing"),
        ];
        Assert.Equal(NoticeKinds.All, all.Select(notice => notice.Kind).Distinct().Order());
        Assert.Equal(all.Length, all.Select(notice => notice.Reason).Distinct().Count());
        foreach (var notice in all)
            Assert.Equal(notice.ToJson().ToString(), Notice.FromJson(notice.ToJson()).Value.ToJson().ToString());
    }

    /// <summary>That the books are wrong is told at once; that something is still to be done is not.</summary>
    [Theory]
    [InlineData(GuardCode.TrialBalanceBalanced, true)]
    [InlineData(GuardCode.NoUnbalancedEntries, true)]
    [InlineData(GuardCode.AllSubledgersClosed, true)]
    [InlineData(GuardCode.BankReconciled, false)]
    public void Notices_OfAGuardThatFails_AlertOnlyOfBooksThatAreWrong(string guard, bool isAlert)
    {
        var run = Walk.To("locked").Run;
        var failed = new GuardsEvaluated(PersonId.System, 1, [], [guard], Some.Digest("outcomes"));
        var told = RunNotices.Of(failed, run, Evolver.Evolve(run, failed, Some.Now));
        var alerts = told.Where(notice => notice.Kind == NoticeKind.CriticalException).ToList();
        Assert.Equal(isAlert ? 1 : 0, alerts.Count);
        Assert.All(alerts, alert => Assert.Contains(guard, alert.ToJson().ToString(), StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("kind", "party")]
    [InlineData("period", "2026-14")]
    [InlineData("reason", null)]
    [InlineData("run", "1")]
    [InlineData("stranger", "x")]
    public void FromJson_OfNoNotice_IsRefused(string member, string? value)
    {
        var source = Notices.CloseInitiated(Some.January, LateMonth.Run).ToJson().With(member, value);
        Assert.Equal("NOTICE_INVALID", Notice.FromJson(source).Fault.Code);
    }

    [Fact]
    public void Values_OfATask_SayHowItAndTheCloseStandNow()
    {
        var close = Close
            .Complete(3, LateMonth.Start)
            .With(6, task => task with { State = FollowedState.Blocked, Obstacle = "no statement" });
        var notice = Notices.TaskEscalated(close, close.Tasks[1]);
        Assert.Equal(
            """
            {"assignee":"nora","blocked_count":1,"blocked_tasks":[{"name":"Task 6","reason":"no statement"}],
            "blocking_count":1,"business_day":3,"completed_count":1,"completion_percent":33,"days_late":2,
            "deadline":"Wednesday, 11 February 2026","due_date":"Tuesday, 3 February 2026","in_progress_count":0,
            "period":"2026-01","priority":"P0","status":"in_progress","target_date":"Monday, 9 February 2026",
            "target_days":5,"task_description":"What to do.","task_name":"Task 6","task_number":6,"total_count":3}
            """.ReplaceLineEndings(""),
            NoticeValues.Of(notice, close, LateMonth.Calendar, new(2026, 2, 5)).ToString()
        );
        Assert.Equal(2, Close.CountWaiting(3));
    }

    [Fact]
    public void IsOvertaken_WhenTheTaskIsDoneOrTheRunIsOver()
    {
        var assigned = Notices.TaskReminder(Close, Close.Tasks[0]);
        Assert.False(NoticeValues.IsOvertaken(assigned, Close));
        Assert.True(NoticeValues.IsOvertaken(assigned, Close.Complete(3, LateMonth.Start)));
        Assert.True(NoticeValues.IsOvertaken(assigned, null));
        var given = Assigned(Close.Tasks[0], Audience.Of(Some.Person("nora")), null);
        Assert.False(NoticeValues.IsOvertaken(given, Close));
        var others = Close.With(3, task => task with { Assignee = Some.Person("graham") });
        Assert.True(NoticeValues.IsOvertaken(given, others));
        Assert.True(NoticeValues.IsOvertaken(given, Close.With(3, task => task with { ReadyOn = null })));
        var ready = Notices.ReadyForCertification(Some.January, LateMonth.Run, Some.Digest("payload"));
        Assert.True(NoticeValues.IsOvertaken(ready, Close));
        Assert.False(NoticeValues.IsOvertaken(ready, Close with { Status = "completed" }));
        Assert.True(NoticeValues.IsOvertaken(assigned, Close with { Run = RunId.Of(Some.Tenant, Some.January, 2) }));
        Assert.False(NoticeValues.IsOvertaken(Notices.CriticalException(Some.January, LateMonth.Run, "X", "y"), null));
    }

    [Theory]
    [InlineData(10_000, 4_000, 1_000, "100.00 60.00 60.0 50.00")]
    [InlineData(10_000, 6_667, 0, "100.00 33.33 33.3 33.33")]
    [InlineData(3_000, 1_000, 0, "30.00 20.00 66.7 20.00")]
    [InlineData(1_000, 3_000, 0, "10.00 -20.00 -200.0 -20.00")]
    [InlineData(0, 0, 500, "0.00 0.00 – -5.00")]
    public void Figures_OfAResult_AreWhatACertifierLooksAt(long revenue, long cogs, long rent, string expected)
    {
        var result = new IncomeStatement(
            Some.Usd,
            [Line("4000", AccountType.Revenue, "", revenue)],
            [Line("5000", AccountType.Expense, "cogs", cogs)],
            [Line("6000", AccountType.Expense, "", rent)],
            HasPrior: false
        );
        var values = NoticeValues.With(JsonObject.Of(), result);
        Assert.Equal(
            expected,
            string.Join(
                ' ',
                ((string[])["revenue", "gross_profit", "gp_margin", "net_income"]).Select(name =>
                    ((JsonString)values[name]!).Value
                )
            )
        );
    }

    [Fact]
    public void FanOut_OfNotices_GivesEachRecipientEachReasonOnce()
    {
        var passed = Notices.DeadlinePassed(Close);
        var critical = Notices.CriticalException(Some.January, LateMonth.Run, "X", "y");
        SubscribedChannel[] channels = [new("room", []), new("alarm", [NoticeKind.CriticalException])];
        var told = FanOut.Of([passed, passed, critical], LateMonth.Company, hasMail: true, channels);
        Assert.Equal(
            """
            deadline_passed person:olga
            deadline_passed person:fay
            deadline_passed channel:room
            critical_exception person:fay
            critical_exception channel:room
            critical_exception channel:alarm
            """.ReplaceLineEndings("\n"),
            string.Join('\n', told.Select(one => $"{one.Notice.Kind.Text()} {one.Recipient}"))
        );
        Assert.Empty(FanOut.Of([passed], LateMonth.Company, hasMail: false, []));
    }

    private static Notice Assigned(FollowedTask task, Audience audience, PersonId? completedBy) =>
        Notices.TaskAssigned(Some.January, LateMonth.Run, task.Number, new(audience, 1, completedBy));

    private static StatementLine Line(string code, AccountType type, string tag, long minor) =>
        new(Some.Chart((code, type, tag)).Accounts.Single(), new StatementAmounts(minor, minor, null));

    [Theory]
    [InlineData("owner", "olga")]
    [InlineData("finance_lead", "fay")]
    [InlineData("senior_finance", "sam")]
    [InlineData("approvers", "olga")]
    [InlineData("role:preparer", "nora")]
    [InlineData("role:reviewer", "graham fay sam")]
    [InlineData("role:approver", "olga")]
    [InlineData("role:auditor", "nora")]
    [InlineData("person:nora", "nora")]
    [InlineData("person:ghost", "")]
    [InlineData("manager_of:nora", "graham")]
    [InlineData("manager_of:olga", "")]
    public void Audience_InACompany_IsThosePersons(string text, string expected)
    {
        var audience = Audience.Parse(text).Value;
        Assert.Equal(text, audience.ToString());
        Assert.Equal(expected, string.Join(' ', audience.In(LateMonth.Company)));
    }

    [Fact]
    public void Key_OfANotification_DependsOnReasonAndRecipientAlone()
    {
        var notice = Notices.DeadlinePassed(Close);
        var nora = Recipient.Of(Some.Person("nora"));
        var key = new Notification(notice, nora).Key;
        Assert.Equal(key, new Notification(notice with { Values = JsonObject.Of(), Audiences = [] }, nora).Key);
        Assert.NotEqual(key, new Notification(notice with { Reason = "another" }, nora).Key);
        Assert.NotEqual(key, new Notification(notice, Recipient.OfChannel("nora")).Key);
        Assert.Equal(nora, Recipient.Parse(nora.ToString()).Value);
        Assert.Equal("RECIPIENT_INVALID", Recipient.Parse("nora").Fault.Code);
    }
}
