using Bookseal.Books.Runs;
using Bookseal.Books.Runs.Events;

namespace Bookseal.Books.Tests.Runs;

public sealed class DeciderTests
{
    // A second start is another run, and refused.
    public static TheoryData<string> DriverStages => [.. Walk.Stages.Where(stage => stage != "started")];

    [Theory]
    [MemberData(nameof(DriverStages))]
    public void Decide_ACommandThatHasTakenEffect_GivesNothing(string stage)
    {
        // Right after, and at every later stage where the run is still open to it: drivers repeat after a crash.
        Assert.Empty(Decider.Decide(Walk.To(stage).Run, Walk.CommandTo(stage)).Value);
        foreach (var later in Walk.Stages.SkipWhile(name => name != stage))
        {
            var run = Walk.To(later).Run;
            var again = Decider.Decide(run, Walk.CommandTo(stage));
            if (run.IsActive || stage is "certified" or "signed" or "sealed")
                Assert.Empty(again.Value);
            else
                Assert.Equal(stage == "staged" ? Refusal.SignaturesComplete : Refusal.NoActiveRun, again.Fault.Code);
        }
    }

    [Theory]
    [InlineData("subledgers closed", 1)]
    [InlineData("balanced", 2)]
    [InlineData("adjusted", 3)]
    [InlineData("fenced", 5)]
    public void Guards_ThatFail_BlockUntilSomeoneResumes(string stage, int phase)
    {
        var walk = Walk.To($"{stage}, blocked");
        Assert.Equal((RunStatus.Blocked, phase), (walk.Run.Status, walk.Run.FailedGuards!.Phase));
        Assert.Equal(["FIRST_GUARD"], walk.Run.FailedGuards.Passed);
        Assert.Equal(["SECOND_GUARD"], walk.Run.FailedGuards.Failed);
        Assert.Empty(Planner.Plan(walk.Run).Due);

        // Two drivers may find the same, and a slow one may have looked before it was mended: neither says more than
        // "blocked".
        Assert.Empty(walk.Do(Command.Guards(phase, pass: false)));
        Assert.Empty(walk.Do(Command.Guards(phase)));

        walk.Do(Command.Resume());
        Assert.Equal(new Work.EvaluateGuards(phase), Assert.Single(Planner.Plan(walk.Run).Due));
        walk.Do(Command.Guards(phase));
        Assert.Contains(phase, walk.Run.PhasesPassed);
        Assert.Null(walk.Run.FailedGuards);
    }

    [Theory]
    [InlineData("started")]
    [InlineData("locked")]
    [InlineData("fenced")]
    [InlineData("prepared")]
    [InlineData("certified")]
    [InlineData("staged")]
    public void Cancel_AtAnyStage_GivesTheLockBackAndOpensThePeriod(string stage)
    {
        var walk = Walk.To($"{stage}, cancelled");
        Assert.Equal((RunStatus.Cancelled, PeriodStatus.Closing), (walk.Run.Status, walk.Run.PeriodStatus));
        Assert.IsType<Work.ReleaseLock>(Assert.Single(Planner.Plan(walk.Run).Due));
        walk.Do(Command.Released());
        Assert.Equal((false, PeriodStatus.Open), (walk.Run.HoldsLock, walk.Run.PeriodStatus));
        Assert.Empty(Planner.Plan(walk.Run).Due);
        Assert.Empty(walk.Do(Command.Released()));
    }

    [Fact]
    public void Start_AfterACancelledRun_BeginsTheNextAttemptAfresh()
    {
        var walk = Walk.To("prepared, released");
        var (first, preparers) = (walk.Run.Id, walk.Run.Preparers);
        walk.Do(Command.Start(Team.Reviewer));
        Assert.Equal((2, RunStatus.InProgress), (walk.Run.Attempt, walk.Run.Status));
        Assert.NotEqual(first, walk.Run.Id);
        Assert.Empty(walk.Run.Tasks);
        Assert.Empty(walk.Run.PhasesPassed);
        Assert.Null(walk.Run.Fence);
        Assert.Null(walk.Run.Package);
        // Not quite afresh: who prepared the period before stays a preparer of it.
        Assert.Equal(preparers, walk.Run.Preparers);
    }

    [Fact]
    public void Start_OnTheDayAfterThePeriod_PinsTemplateRulesAndPolicy()
    {
        var walk = new Walk();
        var started = Assert.IsType<RunStarted>(Assert.Single(walk.Do(Command.Start(policy: Some.Advisory))));
        Assert.Equal(
            ("essential/1", "bookseal-rules/7", Some.Advisory, "attended"),
            (started.Template, started.Rules, started.Policy, started.Attestation)
        );
        Assert.Equal(PeriodStatus.Closing, walk.Run.PeriodStatus);
        Assert.Equal(Some.Now, walk.Run.StartedAt);
    }

    [Fact]
    public void Decide_ByAnUnattendedActor_SaysSoInEverySignOff()
    {
        var walk = new Walk();
        Assert.Equal(
            "unattended",
            ((RunStarted)walk.Do(Command.Start(Team.Preparer with { IsUnattended = true }))[0]).Attestation
        );
        foreach (var stage in Walk.Stages.Skip(1).TakeWhile(stage => stage != "adjusted"))
            walk.Do(Walk.CommandTo(stage));
        walk.Do(Command.Complete(3, Team.Preparer with { IsUnattended = true }));
        foreach (
            var stage in Walk
                .Stages.SkipWhile(stage => stage != "phase 3 passed")
                .TakeWhile(stage => stage != "certified")
        )
            walk.Do(Walk.CommandTo(stage));
        walk.Do(Command.Certify(Team.Approver with { IsUnattended = true }));
        Assert.Equal(
            ["unattended", "unattended", "unattended"],
            [walk.Run.Tasks[3].Attestation, walk.Run.Tasks[5].Attestation, walk.Run.Certification!.Attestation]
        );
    }
}
