using Bookseal.Books.Company;
using Bookseal.Books.Keys;
using Bookseal.Books.Runs;
using Bookseal.Books.Runs.Events;

namespace Bookseal.Books.Tests.Runs;

/// <summary>Two of three persons sign.</summary>
public sealed class QuorumTests
{
    private static readonly Policy Two = Policy.Default with { Signatures = 2 };

    [Fact]
    public void Sign_OneOfTwo_RestsAndTheSecondHasItSealed()
    {
        var walk = Staged(Two);
        walk.Do(Command.Sign());
        Assert.Equal((RunStatus.AwaitingSignature, false), (walk.Run.Status, walk.Run.IsFullySigned));
        Assert.Empty(Planner.Plan(walk.Run).Due);
        Assert.Equal(Refusal.OutOfOrder, Decider.Decide(walk.Run, Command.Seal()).Fault.Code);

        walk.Do(Command.Sign(Team.OtherApprover, "key-2"));
        Assert.Equal(new Work.SealProof(), Assert.Single(Planner.Plan(walk.Run).Due));
        Assert.Single(walk.Do(Command.Seal()));
        Assert.Empty(walk.Do(Command.Seal()));
        Assert.Equal((RunStatus.Certified, PeriodStatus.Closed), (walk.Run.Status, walk.Run.PeriodStatus));
    }

    [Fact]
    public void Sign_Twice_IsOneSignature()
    {
        var walk = Staged(Two);
        walk.Do(Command.Sign());
        Assert.Empty(walk.Do(Command.Sign()));
        Assert.Empty(walk.Do(Command.Sign(key: "key-9")));
        Assert.Single(walk.Run.Signatures);
    }

    [Fact]
    public void Sign_WithTheKeyOfAnother_IsRefused()
    {
        var walk = Staged(Two);
        walk.Do(Command.Sign());
        Assert.Equal(KeyRoll.Shared, walk.Try(Command.Sign(Team.OtherApprover, "key-1")).Fault.Code);
    }

    [Fact]
    public void Sign_ByEverybodyButTheCertifier_StillAwaitsTheCertifier()
    {
        var walk = Staged(Policy.Default);
        walk.Do(Command.Sign(Team.OtherApprover, "key-2"));
        Assert.False(walk.Run.IsFullySigned);
        var missing = Signers.Of(walk.Run, []);
        Assert.Equal((1, true), (missing.Needed, missing.NeedsCertifier));
        Assert.Equal("graham (certifier)", missing.Describe());
        walk.Do(Command.Sign());
        Assert.True(walk.Run.IsFullySigned);
    }

    [Fact]
    public void Sign_ByAPreparer_IsRefusedWhereEnforcedAndTakenWhereAdvisory()
    {
        var enforced = Staged(Two);
        enforced.Do(Command.Sign());
        var greta = Command.Sign(Team.OtherApprover, "key-2", "statement", "greta");
        Assert.Equal(Refusal.SegregationOfDuties, enforced.Try(greta).Fault.Code);
        var advisory = Staged(Some.Advisory with { Signatures = 2 });
        advisory.Do(Command.Sign());
        Assert.IsType<SignatureAdded>(Assert.Single(advisory.Do(greta)));
    }

    [Fact]
    public void Cancel_WhileItAwaits_VoidsCertificationAndSignatures()
    {
        var walk = Staged(Two);
        walk.Do(Command.Sign());
        Assert.Equal(
            ["certification_withdrawn/1", "run_cancelled/1"],
            walk.Do(Command.Cancel()).Select(happened => happened.Type)
        );
        Assert.Null(walk.Run.Certification);
        Assert.Empty(walk.Run.Signatures);
        Assert.Equal(Refusal.OutOfOrder, walk.Try(Command.Sign(Team.OtherApprover, "key-2")).Fault.Code);
        walk.Do(Command.Released());
        walk.Do(Command.Start());
        Assert.Equal((2, false), (walk.Run.Attempt, walk.Run.HasSigned(Team.Approver.Id)));
    }

    [Fact]
    public void Cancel_AfterTheLastSignature_IsRefused()
    {
        var walk = Staged(Two);
        walk.Do(Command.Sign());
        walk.Do(Command.Sign(Team.OtherApprover, "key-2"));
        Assert.Equal(Refusal.SignaturesComplete, walk.Try(Command.Cancel()).Fault.Code);
        Assert.Equal(Refusal.ReopenNotAllowed, walk.Try(Command.Reopen()).Fault.Code);
    }

    [Theory]
    [InlineData(2, true)]
    [InlineData(3, false)]
    public void Start_WithFewerApproversThanSignatures_IsRefused(int signatures, bool starts)
    {
        var policy = Policy.Default with { Signatures = signatures };
        var started = Decider.Decide(
            new Walk().Run,
            Command.Start(policy: policy) with
            {
                Team = Team.Standing(policy),
            }
        );
        Assert.Equal(starts ? null : Refusal.SignersTooFew, started.IsOk ? null : started.Fault.Code);
    }

    [Fact]
    public void Certified_UnderRules3_IsClosedAndSignedByBookseal()
    {
        var walk = new Walk();
        walk.Do(Command.Start() with { Rules = "bookseal-rules/3" });
        foreach (var stage in Walk.Stages.Skip(1).TakeWhile(stage => stage != "staged"))
            walk.Do(Walk.CommandTo(stage));
        Assert.Equal((RunStatus.Certified, PeriodStatus.Closed), (walk.Run.Status, walk.Run.PeriodStatus));
        Assert.Equal(new Work.SealProof(), Assert.Single(Planner.Plan(walk.Run).Due));
        Assert.Equal("signature_added/1", Assert.Single(walk.Do(Command.SignOfRules3())).Type);
        walk.Do(Command.Seal());
        Assert.Empty(Planner.Plan(walk.Run).Due);
    }

    [Fact]
    public void Policy_WithoutSignatures_IsAsItWasAndAsksForOne()
    {
        Assert.Null(Policy.Default.ToJson()["signatures"]);
        Assert.Equal(Two, Policy.FromJson(Two.ToJson()).Value);
        foreach (var wrong in (long[])[0, -1, 65])
            Assert.Equal(
                "COMPANY_INVALID",
                Policy.FromJson(Policy.Default.ToJson().With("signatures", wrong)).Fault.Code
            );
    }

    private static Walk Staged(Policy policy)
    {
        var walk = new Walk();
        walk.Do(Command.Start(policy: policy) with { Team = Team.Standing(policy) });
        foreach (var stage in Walk.Stages.Skip(1).TakeWhile(stage => stage != "signed"))
            walk.Do(Walk.CommandTo(stage));
        return walk;
    }
}
