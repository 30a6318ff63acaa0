using Bookseal.Books.Company;
using Bookseal.Books.Runs;
using Bookseal.Books.Runs.Events;
using Bookseal.Books.Values;

namespace Bookseal.Books.Tests.Runs;

public sealed class WaiverRulesTests
{
    private static readonly SubledgerName Receivables = Some.Subledger("AR");
    private static readonly Policy Materiality = Policy.Default with { MaterialityMinor = 100 };

    [Theory]
    [InlineData(99, null)]
    [InlineData(-99, null)]
    [InlineData(0, Refusal.WaiverNotAllowed)]
    [InlineData(100, Refusal.WaiverNotAllowed)]
    [InlineData(-100, Refusal.WaiverNotAllowed)]
    public void Waive_UpToMateriality_IsAnEventOrRefused(long amountMinor, string? code)
    {
        var walk = StandardWalk.Begin(Materiality);
        Assert.Equal(code, CodeOf(walk.Try(Waive(Team.Approver, amountMinor))));
        if (code is not null)
            return;
        walk.Do(Waive(Team.Approver, amountMinor));
        Assert.Equal((amountMinor, Team.Approver.Id), (walk.Run.Waivers[0].AmountMinor, walk.Run.Waivers[0].By));
        Assert.Empty(walk.Try(Waive(Team.Approver, amountMinor)).Value);
        Assert.Empty(walk.Try(Waive(Team.OtherApprover, amountMinor)).Value);
        walk.Do(Waive(Team.Approver, 5));
        Assert.Equal(5, Assert.Single(walk.Run.Waivers).AmountMinor);
    }

    [Fact]
    public void Waive_WithoutMateriality_IsRefused() =>
        Assert.Equal(Refusal.WaiverNotAllowed, CodeOf(StandardWalk.Begin(Policy.Default).Try(Waive(Team.Approver, 1))));

    [Fact]
    public void Waive_ByWhoMayNot_IsRefused()
    {
        var walk = StandardWalk.Begin(Materiality);
        Assert.Equal(Refusal.AuthorityDenied, CodeOf(walk.Try(Waive(Team.Reviewer, 1))));
        Assert.Equal(Refusal.AuthorityDenied, CodeOf(walk.Try(Waive(Actor.Agent, 1))));
        Assert.Equal(Refusal.AuthorityDenied, CodeOf(walk.Try(Waive(Team.Approver with { IsUnattended = true }, 1))));
        Assert.Equal(Refusal.ReasonInvalid, CodeOf(walk.Try(Waive(Team.Approver, 1) with { Reason = "" })));
    }

    [Fact]
    public void Waive_OnceThePackageIsMade_IsRefused()
    {
        var walk = StandardWalk.Until(StandardWalk.Begin(Materiality));
        Assert.NotNull(walk.Run.Package);
        Assert.Equal(Refusal.PeriodClosing, CodeOf(walk.Try(Waive(Team.Approver, 1))));
        Assert.Equal(Refusal.PeriodClosing, CodeOf(walk.Try(Resolve(Team.Reviewer))));
    }

    [Fact]
    public void Resolve_ByAnotherReviewer_IsSaidOnce()
    {
        var walk = StandardWalk.Begin(Materiality);
        Assert.Equal(Refusal.SegregationOfDuties, CodeOf(walk.Try(Resolve(Team.OtherApprover))));
        Assert.Equal(Refusal.AuthorityDenied, CodeOf(walk.Try(Resolve(Team.Preparer))));
        walk.Do(Resolve(Team.Reviewer));
        Assert.Equal(Team.Reviewer.Id, Assert.Single(walk.Run.ResolvedWaivers).By);
        Assert.Empty(walk.Try(Resolve(Team.Reviewer)).Value);
    }

    /// <summary>A run of an older release has no such events, and whoever verifies it does not know them.</summary>
    [Fact]
    public void Waive_InARunOfOlderRules_IsRefused()
    {
        var walk = StandardWalk.Begin(Materiality);
        var run = walk.Run with { Rules = "bookseal-rules/4" };
        Assert.Equal(Refusal.NotOfItsRules, CodeOf(Decider.Decide(run, Waive(Team.Approver, 1))));
        Assert.Equal(Refusal.NotOfItsRules, CodeOf(Decider.Decide(run, new AddNote(Team.Reviewer, "task 1", "hm"))));
    }

    [Fact]
    public void Events_OfWaivers_ReadBackAsTheyWere()
    {
        RunEvent[] events =
        [
            new VarianceWaived(Team.Approver.Id, Receivables, Some.Usd, -99, "rounding"),
            new WaiverResolved(Team.Reviewer.Id, Receivables, Some.Usd, "taken back"),
        ];
        foreach (var happened in events)
            Assert.Equal(happened, RunEventCodec.Read(happened.Type, happened.By, happened.ToData()).Value);
        var waiver = new Waiver(Receivables, Some.Usd, -99, Team.Approver.Id, Some.Now, "rounding");
        Assert.Equal(waiver, Waiver.FromJson(waiver.ToJson()).Value);
    }

    private static WaiveVariance Waive(Actor actor, long amountMinor) =>
        new(actor, Receivables, Some.Usd, amountMinor, "rounding");

    private static ResolveWaiver Resolve(Actor actor) =>
        new(
            actor,
            new Waiver(Receivables, Some.Usd, 40, Team.OtherApprover.Id, Some.Now, "rounding"),
            "taken back in February"
        );

    private static string? CodeOf<T>(Result<T> tried) => tried.IsOk ? null : tried.Fault.Code;
}
