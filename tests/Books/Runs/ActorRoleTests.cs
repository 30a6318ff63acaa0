using Bookseal.Books.Company;
using Bookseal.Books.Runs;
using Bookseal.Books.Runs.Events;

namespace Bookseal.Books.Tests.Runs;

/// <summary>What a command says of its actor's role decides nothing: the team decides, pinned or in force.</summary>
public sealed class ActorRoleTests
{
    private static readonly Actor Promoted = Team.Auditor with { Role = Role.Approver };
    private static readonly Actor Stranger = new(Some.Person("mallory"), Role.Approver, false, false);

    public static TheoryData<string> Acts => ["start", "cancel", "reopen", "lock"];

    [Theory]
    [MemberData(nameof(Acts))]
    public void Act_ByWhoSaysToBeAnApprover_IsRefused(string act)
    {
        foreach (var actor in new[] { Promoted, Stranger })
            Assert.Equal(Refusal.AuthorityDenied, Try(act, actor).Fault.Code);
    }

    [Theory]
    [MemberData(nameof(Acts))]
    public void Act_ByAnApproverWhoSaysLess_IsTheirs(string act) =>
        Assert.NotEmpty(Try(act, Team.Approver with { Role = Role.Auditor }).Value);

    [Theory]
    [MemberData(nameof(Acts))]
    public void Act_ByAnApproverWithATokenOfLess_IsRefused(string act) =>
        Assert.Equal(Refusal.AuthorityDenied, Try(act, Team.Approver with { AtMost = Role.Auditor }).Fault.Code);

    [Fact]
    public void Signature_NamesTheRoleOfThePinnedTeam()
    {
        var sign = Command.Sign(Team.Approver with { Role = Role.Auditor });
        var signed = Decider.Decide(Pinned(Walk.To("staged").Run), sign).Value;
        Assert.Equal(Role.Approver, Assert.IsType<SignatureAdded>(Assert.Single(signed)).Signed!.Role);
    }

    private static CloseRun Pinned(CloseRun run) => run with { Team = Team.Standing(Policy.Default) };

    private static Result<IReadOnlyList<RunEvent>> Try(string act, Actor actor) =>
        act switch
        {
            "start" => Decider.Decide(
                new Walk().Run,
                Command.Start(actor) with
                {
                    Team = Team.Standing(Policy.Default),
                }
            ),
            "cancel" => Decider.Decide(Pinned(Walk.To("prepared").Run), Command.Cancel(actor)),
            "reopen" => Decider.Decide(Pinned(Walk.To("sealed").Run), Command.Reopen(actor)),
            "lock" => Decider.Decide(Pinned(Year.To("sealed").Run), Command.LockPeriod(actor)),
            _ => throw new ArgumentOutOfRangeException(nameof(act)),
        };
}
