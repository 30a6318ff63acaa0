using Bookseal.Books.Company;
using Bookseal.Books.Ledger;
using Bookseal.Books.Runs;
using Bookseal.Books.Runs.Events;

namespace Bookseal.Books.Tests.Runs;

/// <summary>Who accepts warnings, what an answer outlives, and how an approver sends a close back.</summary>
public sealed class ReviewTests
{
    [Theory]
    [InlineData("reviewer", true)]
    [InlineData("approver", true)]
    [InlineData("preparer", false)]
    [InlineData("auditor", false)]
    [InlineData("agent", false)]
    [InlineData("unattended", false)]
    public void Accept_ByEachRole_TakesAPersonWhoReviews(string who, bool may)
    {
        var actor = who switch
        {
            "agent" => Team.MightyAgent,
            "unattended" => Team.Reviewer with { IsUnattended = true },
            _ => Team.All.First(member => !member.IsAgent && member.Role.Text() == who),
        };
        var decided = Walk.To("adjusted").Try(Command.Accept(actor));
        if (may)
            Assert.Equal(
                new WarningsAccepted(actor.Id, "billed_twice", Some.Digest("group"), "they deliver twice"),
                Assert.Single(decided.Value)
            );
        else
            Assert.Equal(Refusal.AuthorityDenied, decided.Fault.Code);
    }

    [Theory]
    [InlineData("")]
    [InlineData("  \t ")]
    public void Accept_WithoutAWord_IsRefused(string words) =>
        Assert.Equal(
            Refusal.ReasonInvalid,
            Walk.To("adjusted").Try(Command.Accept() with { Words = words }).Fault.Code
        );

    [Fact]
    public void Accept_AfterTheClose_IsRefused() =>
        Assert.Equal(Refusal.PeriodClosed, Walk.To("certified").Try(Command.Accept()).Fault.Code);

    [Fact]
    public void Accept_AfterThePackageWasMade_HasItMadeAgainAndCertifiedAsItIsThen()
    {
        var walk = Walk.To("prepared");
        walk.Do(Command.Accept());
        Assert.Equal((RunStatus.InProgress, null), (walk.Run.Status, walk.Run.Package));
        Assert.Equal([new Work.PreparePackage()], Planner.Plan(walk.Run).Due);
        Assert.Equal(Refusal.TaskNotReady, Decider.Decide(walk.Run, Command.Certify()).Fault.Code);

        // A driver that made its package before the answer must not put it before the certifier.
        Assert.Equal(Refusal.RunChanged, Decider.Decide(walk.Run, Command.Package()).Fault.Code);
        walk.Do(Command.PackageOf(walk.Run));
        walk.Do(Command.Certify());
        Assert.Equal(RunStatus.AwaitingSignature, walk.Run.Status);
    }

    [Theory]
    [InlineData("none")]
    [InlineData("adjusted, released")]
    [InlineData("prepared, released")]
    public void Accept_BeforeTheRunThatCloses_IsKeptWithWhoSaidItAndWhen(string stage)
    {
        var walk = stage == "none" ? new Walk() : Walk.To(stage.Split(", ")[0]);
        walk.Do(Command.Accept());
        var answer = walk.Run.Acceptances["billed_twice"];
        if (stage != "none")
        {
            walk.Do(Command.Cancel());
            walk.Do(Command.Released());
        }

        var begun = walk.Do(Command.Start());
        Assert.Equal(new WarningsKept(Team.Preparer.Id, answer), begun[^1]);
        Assert.Equal(answer, Assert.Single(walk.Run.Acceptances.Values));
        Assert.Equal((Team.Reviewer.Id, "they deliver twice"), (answer.By, answer.Words));
    }

    [Fact]
    public void Accept_OfAGroup_MakesNobodyAPreparer()
    {
        var walk = Walk.To("prepared");
        walk.Do(Command.Accept(Team.Approver));
        walk.Do(Command.PackageOf(walk.Run));
        Assert.Equal(2, walk.Do(Command.Certify(Team.Approver)).Count);
    }

    [Theory]
    [InlineData(true, true)]
    [InlineData(false, false)]
    public void Certify_WithWarningsThatNobodyAccepted_IsForThoseWhoDoNotLook(bool isUnattended, bool may)
    {
        var certify = Command.Certify(Team.Approver with { IsUnattended = isUnattended }) with
        {
            Unreviewed = ["LATE_ITEM"],
        };
        var decided = Walk.To("prepared").Try(certify);
        Assert.Equal(may, decided.IsOk);
        if (!may)
            Assert.Equal(Refusal.WarningsNotAccepted, decided.Fault.Code);
    }

    [Theory]
    [InlineData(3, "1 2")]
    [InlineData(2, "1")]
    [InlineData(1, "")]
    public void Decline_NamingATask_GoesBackToItsPhaseUnderANewLease(int task, string phasesLeft)
    {
        var walk = Walk.To("prepared");
        var before = walk.Run;
        walk.Do(Command.Decline(null, task));
        Assert.Equal((RunStatus.InProgress, 1, false), (walk.Run.Status, walk.Run.Round, walk.Run.HoldsLock));
        Assert.Equal((null, null, false), (walk.Run.Fence, walk.Run.Package, walk.Run.FenceIntended));
        Assert.Equal(phasesLeft, string.Join(' ', walk.Run.PhasesPassed));
        Assert.Equal(new[] { 1, 2, 3 }.Except([task]), walk.Run.Tasks.Keys);
        Assert.Equal(before.Preparers, walk.Run.Preparers);
        Guid[] leases = [before.Leases.Posting, before.Leases.Fence, walk.Run.Leases.Posting, walk.Run.Leases.Fence];
        Assert.Equal(4, leases.Distinct().Count());
        Assert.Empty(leases.Except(before.Id.Leases));
    }

    [Fact]
    public void Decline_UntilTheLeaseHasChanged_LetsNobodyPostAndThenAdjustingEntriesOnly()
    {
        var walk = Walk.To("prepared");
        walk.Do(Command.Decline());
        var adjust = Command.Adjust(Team.Preparer, EntryKind.Adjusting);
        Assert.Equal(Refusal.OutOfOrder, Decider.Decide(walk.Run, adjust).Fault.Code);
        Assert.Equal([new Work.AcquireLock()], Planner.Plan(walk.Run).Due);
        walk.Do(Command.Lock());
        Assert.True(Decider.Decide(walk.Run, adjust).IsOk);
        Assert.Equal(
            Refusal.KindNotAllowed,
            Decider.Decide(walk.Run, Command.Adjust(Team.Preparer, EntryKind.Standard)).Fault.Code
        );
    }

    [Fact]
    public void Decline_ThenDoneAgain_IsCertifiedInTheSameRun()
    {
        var walk = Walk.To("prepared");
        walk.Do(Command.Decline());
        foreach (
            var command in (RunCommand[])
                [
                    Command.Lock(),
                    Command.Complete(3),
                    Command.Guards(3),
                    Command.Intend(),
                    Command.Fence(),
                    Command.Guards(5),
                    Command.Package(),
                    Command.Certify(),
                ]
        )
            Assert.NotEmpty(walk.Do(command.For(walk.Run)));
        Assert.Equal((1, RunStatus.AwaitingSignature), (walk.Run.Attempt, walk.Run.Status));
    }

    /// <summary>What a driver read before the decline says nothing about the journal after it.</summary>
    [Fact]
    public void Decline_OvertakesADriver_WhoseOutcomesAreRefused()
    {
        var walk = Walk.To("fence announced");
        var seen = walk.Run;
        foreach (
            var command in (RunCommand[])
                [
                    Command.Fence(),
                    Command.Guards(5),
                    Command.Package(),
                    Command.Decline(),
                    Command.Lock(),
                    Command.Complete(3),
                    Command.Guards(3),
                    Command.Intend(),
                ]
        )
            walk.Do(command);
        foreach (
            var stale in (RunCommand[])[Command.Fence(), Command.Guards(5), Command.Package(), Command.Subledgers()]
        )
            Assert.Equal(Refusal.RunChanged, Decider.Decide(walk.Run, stale.For(seen)).Fault.Code);
        Assert.True(Decider.Decide(walk.Run, Command.Fence().For(walk.Run)).IsOk);
    }

    [Theory]
    [InlineData("fenced", Refusal.OutOfOrder)] // nothing is shown yet
    [InlineData("certified", Refusal.OutOfOrder)] // it is too late
    [InlineData("prepared, cancelled", Refusal.NoActiveRun)]
    public void Decline_WhereNothingWaitsForACertifier_IsRefused(string stage, string code) =>
        Assert.Equal(code, Walk.To(stage).Try(Command.Decline()).Fault.Code);

    [Fact]
    public void Decline_ByWhoCannotCertify_WithoutReasonOrTask_IsRefused()
    {
        var walk = Walk.To("prepared");
        Assert.Equal(Refusal.AuthorityDenied, walk.Try(Command.Decline(Team.Reviewer)).Fault.Code);
        Assert.Equal(Refusal.AuthorityDenied, walk.Try(Command.Decline(Team.MightyAgent)).Fault.Code);
        Assert.Equal(Refusal.ReasonInvalid, walk.Try(Command.Decline() with { Reason = " " }).Fault.Code);
        Assert.Equal(Refusal.TaskNotFound, walk.Try(Command.Decline() with { Tasks = [] }).Fault.Code);
        Assert.Equal(Refusal.TaskNotFound, walk.Try(Command.Decline(null, 3, 4)).Fault.Code);
        Assert.Equal(Refusal.TaskNotFound, walk.Try(Command.Decline(null, 9)).Fault.Code);
        Assert.Equal(
            Refusal.PayloadChanged,
            walk.Try(Command.Decline() with { Payload = Some.Digest("another") }).Fault.Code
        );
    }

    [Fact]
    public void Decline_OfTheLastRound_NamesTheLimit()
    {
        var walk = Walk.To("prepared");
        for (var round = 0; round < Limits.DeclinedRounds; round++)
            foreach (
                var command in (RunCommand[])
                    [
                        Command.Decline(),
                        Command.Lock(),
                        Command.Complete(3),
                        Command.Guards(3),
                        Command.Intend(),
                        Command.Fence(),
                        Command.Guards(5),
                        Command.Package(),
                    ]
            )
                walk.Do(command);
        Assert.Equal(Refusal.DeclinedTooOften, walk.Try(Command.Decline()).Fault.Code);
    }
}
