using Bookseal.Books.Company;
using Bookseal.Books.Runs;
using Bookseal.Books.Teams;
using Bookseal.Books.Tests.Runs;
using Bookseal.Books.Values;

namespace Bookseal.Books.Tests.Teams;

/// <summary>Who may change team and policy: only those who stand, and not whose proposal it is.</summary>
public sealed class TeamRulesTests
{
    private static readonly TeamState Standing = new(Team.Standing(Policy.Default), null);
    private static readonly Governance Wanted = new([.. Standing.Standing.Persons], Some.Advisory);

    [Fact]
    public void Approve_ByAnotherApprover_IsInForceForWhatChangedAlone()
    {
        var proposed = Evolve(Standing, new TeamProposed(Team.Approver.Id, Wanted, false), 5);
        var after = Evolve(proposed, Approve(proposed, Team.OtherApprover).Value, 6);
        Assert.Null(after.Proposal);
        Assert.True(after.Standing.Covers(Wanted));
        Assert.Equal(
            new CameIn(CameInWay.Approved, Team.OtherApprover.Id, Team.Approver.Id, 6),
            after.Standing.PolicyCameIn
        );
        Assert.Equal(Standing.Standing.Members, after.Standing.Members);
    }

    [Fact]
    public void Approve_WhereItMayNot_IsRefused()
    {
        var named = Evolve(Standing, new TeamProposed(Team.Approver.Id, Wanted, false), 5);
        var assumed = Evolve(Standing, new TeamProposed(Team.Preparer.Id, Wanted, true), 5);
        var rejected = Evolve(named, new TeamRejected(Team.OtherApprover.Id, Wanted.Digest, "no"), 6);
        Actor stranger = new(Some.Person("mallory"), Role.Approver, false, false);
        var promoted = Team.Reviewer with { Role = Role.Approver };
        Assert.Equal(
            [
                TeamRules.SelfApproval,
                TeamRules.ProposerUnknown,
                TeamRules.NotPending,
                TeamRules.NotPending,
                TeamRules.Pinned,
                TeamRules.ProposalChanged,
                Refusal.AuthorityDenied,
                Refusal.AuthorityDenied,
                Refusal.AuthorityDenied,
            ],
            new[]
            {
                Approve(named, Team.Approver),
                Approve(assumed, Team.Approver),
                Approve(Standing, Team.Approver),
                Approve(rejected, Team.OtherApprover),
                Approve(named, Team.OtherApprover, closing: [Some.January]),
                Approve(named, Team.OtherApprover, shown: Some.Digest("another")),
                Approve(named, stranger),
                Approve(named, promoted),
                Approve(named, Team.MightyAgent),
            }.Select(decided => decided.Fault.Code)
        );
    }

    [Fact]
    public void Import_OfAProposalThatSomebodyNowNames_TakesTheName()
    {
        var assumed = Team.Preparer with { IsAssumed = true };
        var proposed = Evolve(Standing, TeamRules.Import(Standing, Wanted, assumed)!, 5);
        Assert.Null(TeamRules.Import(proposed, Wanted, assumed));
        Assert.False(TeamRules.Import(proposed, Wanted, Team.Preparer)!.IsAssumed);
    }

    [Fact]
    public void Events_ReadBack_WriteTheSameText()
    {
        MasterDigests books = new(Some.Digest("p"), Some.Digest("a"), Some.Digest("o"));
        TeamEvent[] events =
        [
            new TeamBootstrapped(Team.Preparer.Id, Wanted, false),
            new TeamBootstrapped(Team.Preparer.Id, Wanted, true),
            new TeamProposed(Team.Preparer.Id, Wanted, false),
            new TeamProposed(Team.Preparer.Id, Wanted, true),
            new TeamApproved(Team.Approver.Id, Wanted.Digest, books),
            new TeamRejected(Team.Approver.Id, Wanted.Digest, "why"),
            new TeamRecovered(Team.Approver.Id, Wanted, "gone", books, "k", "s"),
        ];
        Assert.All(
            events,
            happened =>
            {
                var read = TeamEvent.Read(happened.Type, happened.By, happened.ToData()).Value!;
                Assert.Equal((happened.Type, happened.ToData().ToString()), (read.Type, read.ToData().ToString()));
            }
        );
    }

    private static TeamState Evolve(TeamState state, TeamEvent happened, long sequence) =>
        TeamState.Evolve(state, happened, sequence);

    private static Result<TeamEvent> Approve(
        TeamState state,
        Actor by,
        Digest? shown = null,
        IReadOnlyList<PeriodCode>? closing = null
    ) => TeamRules.Approve(state, shown ?? Wanted.Digest, by, closing ?? [], Command.Master);
}
