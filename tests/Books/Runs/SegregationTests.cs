using Bookseal.Books.Company;
using Bookseal.Books.Runs;

namespace Bookseal.Books.Tests.Runs;

public sealed class SegregationTests
{
    [Theory]
    [InlineData("graham", "nora", "", false)] // to begin a run is not to prepare
    [InlineData("nora", "graham", "", true)] // to complete a preparing task is
    [InlineData("nora", "nora", "graham", true)] // and to post
    [InlineData("nora", "nora", "", false)]
    public void Certify_BySomeoneWhoPrepared_IsRefusedWhereEnforced(
        string starter,
        string adjuster,
        string poster,
        bool prepared
    )
    {
        var walk = Prepared(Policy.Default, starter, adjuster);
        var decided = Decider.Decide(
            walk.Run,
            Command.Certify(Team.Approver, "payload", [.. new[] { poster }.Where(id => id.Length > 0)])
        );
        if (prepared)
            Assert.Equal(Refusal.SegregationOfDuties, decided.Fault.Code);
        else
            Assert.Equal(2, decided.Value.Count);
    }

    [Theory]
    [InlineData("graham", "graham", "graham")]
    [InlineData("nora", "nora", "")]
    public void Certify_BySomeoneWhoPrepared_IsAllowedWhereAdvisory(string starter, string adjuster, string poster)
    {
        var walk = Prepared(Some.Advisory, starter, adjuster);
        walk.Do(Command.Certify(Team.Approver, "payload", [.. new[] { poster }.Where(id => id.Length > 0)]));
        Assert.Equal(
            (RunStatus.AwaitingSignature, PeriodStatus.Closing, Team.Approver.Id),
            (walk.Run.Status, walk.Run.PeriodStatus, walk.Run.Certification!.By)
        );
    }

    [Fact]
    public void Certify_ByAnotherApprover_IsAllowedAfterARefusal()
    {
        var walk = Prepared(Policy.Default, "graham", "graham");
        Assert.False(walk.Try(Command.Certify()).IsOk);
        walk.Do(Command.Certify(Team.OtherApprover));
        Assert.Equal(Team.OtherApprover.Id, walk.Run.Certification!.By);
    }

    [Fact]
    public void Certify_MakesNobodyAPreparer()
    {
        var walk = Walk.To("certified");
        Assert.Equal([Team.Preparer.Id], walk.Run.Preparers);
    }

    [Fact]
    public void Certify_ByAnAgent_IsRefusedWhateverThePolicy()
    {
        foreach (var policy in (Policy[])[Policy.Default, Some.Advisory])
            Assert.Equal(
                Refusal.AuthorityDenied,
                Decider.Decide(Prepared(policy, "nora", "nora").Run, Command.Certify(Team.MightyAgent)).Fault.Code
            );
    }

    private static Walk Prepared(Policy policy, string starter, string adjuster)
    {
        var walk = new Walk();
        walk.Do(Command.Start(Find(starter), policy));
        foreach (var stage in Walk.Stages.Skip(1).TakeWhile(stage => stage != "certified"))
            walk.Do(stage == "adjusted" ? Command.Complete(3, Find(adjuster)) : Walk.CommandTo(stage));
        return walk;
    }

    private static Actor Find(string id) => Team.All.First(actor => actor.Id.ToString() == id);
}
