using Bookseal.Books.Company;
using Bookseal.Books.Runs;
using Bookseal.Books.Runs.Events;
using Bookseal.Books.Values;

namespace Bookseal.Books.Tests.Runs;

public sealed class LockTests
{
    private static readonly Policy Locking = Policy.Default with { LockYearEnd = true };

    private static readonly Dictionary<string, Actor> Actors = new()
    {
        ["auditor"] = Team.Auditor,
        ["preparer"] = Team.Preparer,
        ["reviewer"] = Team.Reviewer,
        ["approver"] = Team.Approver,
        ["agent"] = Actor.Agent,
        ["mighty agent"] = Team.MightyAgent,
    };

    [Theory]
    [InlineData("sealed", "auditor", Refusal.AuthorityDenied)]
    [InlineData("sealed", "preparer", Refusal.AuthorityDenied)]
    [InlineData("sealed", "reviewer", Refusal.AuthorityDenied)]
    [InlineData("sealed", "agent", Refusal.AuthorityDenied)] // the policy does not lock by itself
    [InlineData("sealed", "mighty agent", Refusal.AuthorityDenied)]
    [InlineData("started", "approver", Refusal.LockNotAllowed)]
    [InlineData("prepared", "approver", Refusal.LockNotAllowed)]
    [InlineData("certified", "approver", Refusal.LockNotAllowed)]
    [InlineData("signed", "approver", Refusal.LockNotAllowed)]
    public void Lock_WhatTheRulesForbid_IsRefusedWithItsCode(string stage, string actor, string code) =>
        Assert.Equal(code, Decider.Decide(Year.To(stage).Run, Command.LockPeriod(Actors[actor])).Fault.Code);

    [Fact]
    public void Lock_OfAMonthThatEndsNoYear_IsRefused() =>
        Assert.Equal(Refusal.LockNotAllowed, Decider.Decide(Walk.To("sealed").Run, Command.LockPeriod()).Fault.Code);

    [Fact]
    public void Lock_ByAnApprover_IsForGood()
    {
        var walk = Year.To("sealed");
        Assert.IsType<PeriodLocked>(Assert.Single(walk.Do(Command.LockPeriod())));
        Assert.Equal(
            (PeriodStatus.Locked, RunStatus.Certified, true),
            (walk.Run.PeriodStatus, walk.Run.Status, walk.Run.IsClosed)
        );
        Assert.Equal(Refusal.PeriodLocked, Decider.Decide(walk.Run, Command.Reopen()).Fault.Code);
        Assert.Equal(Refusal.PeriodClosed, Decider.Decide(walk.Run, Command.Start()).Fault.Code);
        Assert.Equal(Refusal.OutOfOrder, Decider.Decide(walk.Run, Command.Released()).Fault.Code);
        Assert.Empty(walk.Do(Command.LockPeriod()));
    }

    [Fact]
    public void Lock_OnceLocked_HasTheJournalSealedOnce()
    {
        var walk = Year.To("sealed");
        Assert.Equal(Refusal.OutOfOrder, Decider.Decide(walk.Run, Command.SealJournal()).Fault.Code);
        walk.Do(Command.LockPeriod());
        Assert.Equal(new Work.SealJournal(), Assert.Single(Planner.Plan(walk.Run).Due));
        Assert.IsType<JournalSealed>(Assert.Single(walk.Do(Command.SealJournal())));
        Assert.True(walk.Run.IsJournalSealed);
        Assert.Empty(walk.Do(Command.SealJournal()));
        Assert.Empty(Planner.Plan(walk.Run).Due);
    }

    [Fact]
    public void Lock_WhereThePolicyLocks_IsPlannedOnceTheProofIsSealed()
    {
        Assert.Equal(new Work.SealProof(), Assert.Single(Planner.Plan(Year.To("signed", Locking).Run).Due));
        var walk = Year.To("sealed", Locking);
        Assert.Equal(new Work.LockPeriod(), Assert.Single(Planner.Plan(walk.Run).Due));
        walk.Do(Command.LockPeriod(Actor.Agent));
        Assert.Equal(PeriodStatus.Locked, walk.Run.PeriodStatus);
        Assert.DoesNotContain(new Work.LockPeriod(), Planner.Plan(walk.Run).Due);
    }

    [Fact]
    public void Lock_WhereThePolicyLocksButNoYearEnds_IsNotPlanned()
    {
        var walk = new Walk();
        walk.Do(Command.Start(policy: Locking));
        foreach (var stage in Walk.Stages.Skip(1))
            walk.Do(Walk.CommandTo(stage));
        Assert.Empty(Planner.Plan(walk.Run).Due);
        Assert.Equal(PeriodStatus.Closed, walk.Run.PeriodStatus);
    }

    [Fact]
    public void Reopen_OfAYearsEndThatIsNotLocked_IsAllowedAndOfAnAdjustmentPeriodIsNot()
    {
        var run = Year.To("sealed").Run;
        Assert.True(Decider.Decide(run, Command.Reopen()).IsOk);
        Assert.Equal(
            Refusal.ReopenNotAllowed,
            Decider.Decide(run with { Period = PeriodCode.AdjustmentOf(2025) }, Command.Reopen()).Fault.Code
        );
        Assert.IsType<PeriodLocked>(
            Assert.Single(
                Decider.Decide(run with { Period = PeriodCode.AdjustmentOf(2025) }, Command.LockPeriod()).Value
            )
        );
    }
}
