using Bookseal.Books.Company;
using Bookseal.Books.Payouts;
using Bookseal.Books.Values;
using FsCheck;
using FsCheck.Fluent;

namespace Bookseal.Books.Tests.Payouts;

public sealed class PayoutDeciderTests
{
    private static readonly PayoutId Id = PayoutId.Parse("P-1").Value;
    private static readonly DateTimeOffset Begin = new(2026, 2, 3, 9, 0, 0, TimeSpan.Zero);
    private static readonly Digest Answer = Digest.Of("{}"u8);
    private static readonly PayoutTerms Terms = PayoutTerms
        .Of("Rope Works", "DE02", Money.Parse("120.00", Currency.Parse("EUR").Value).Value, "INV-7")
        .Value;

    private const string Bank = "bank.test";

    private static readonly Actor Petra = Of("petra", Role.Preparer);
    private static readonly Actor Rolf = Of("rolf", Role.Reviewer);
    private static readonly Actor Anna = Of("anna", Role.Approver);
    private static readonly Actor Bert = Of("bert", Role.Approver);

    private static Gen<PayoutCommand> Commands { get; } =
        from actor in Gen.Elements(Petra, Rolf, Anna, Bert)
        from command in Gen.Elements<PayoutCommand>(
            new CreatePayout(Id, actor, Terms, new(2, Role.Approver)),
            new ApprovePayout(Id, actor),
            new RequestSettlement(Id, actor, KeyOf, Bank),
            new RecordAnswer(Id, actor, KeyOf(1), true, 200, Answer),
            new RecordAnswer(Id, actor, KeyOf(1), false, 422, Answer),
            new RecordAnswer(Id, actor, KeyOf(2), true, 200, Answer),
            new ReturnPayout(Id, actor, "came back"),
            new FailPayout(Id, actor, "given up"),
            new FailPayout(Id, actor, "never paid") { IsConfirmedUnpaid = true }
        )
        select command;

    [Fact]
    public void Payout_ApprovedByTwo_IsSettledAndReturned()
    {
        var payout = Run(null, new CreatePayout(Id, Petra, Terms, new(2, Role.Approver)));
        payout = Run(payout, new ApprovePayout(Id, Anna));
        Assert.Equal(PayoutStatus.Pending, payout.Status);
        Assert.Equal(payout, Run(payout, new ApprovePayout(Id, Anna))); // said twice, counted once
        payout = Run(payout, new ApprovePayout(Id, Bert));
        Assert.Equal(PayoutStatus.Approved, payout.Status);
        payout = Run(payout, new RequestSettlement(Id, Rolf, KeyOf, Bank));
        payout = Run(payout, new RecordAnswer(Id, Rolf, KeyOf(1), true, 200, Answer));
        Assert.Equal((PayoutStatus.Settled, 1, (Guid?)null), (payout.Status, payout.Attempts, payout.OpenKey));
        Assert.Equal(PayoutStatus.Returned, Run(payout, new ReturnPayout(Id, Rolf, "closed account")).Status);
    }

    [Fact]
    public void Payout_IsNotApprovedByWhoCreatedItNorByALesserRole()
    {
        var payout = Run(null, new CreatePayout(Id, Anna, Terms, ApprovalTier.Usual));
        Refused(PayoutDecider.SelfApproval, payout, new ApprovePayout(Id, Anna));
        Refused(PayoutDecider.AuthorityDenied, payout, new ApprovePayout(Id, Rolf));
        Refused(PayoutDecider.NotPossible, payout, new RequestSettlement(Id, Rolf, KeyOf, Bank));
        Refused(PayoutDecider.NotFound, null, new ApprovePayout(Id, Anna));
        var other = PayoutTerms.Of("Else", "DE02", Terms.Amount, "INV-7").Value;
        Refused(PayoutDecider.Exists, payout, new CreatePayout(Id, Anna, other, ApprovalTier.Usual));
    }

    [Fact]
    public void Attempt_WithoutAnAnswer_IsMadeAgainAndKeepsThePayoutFromBeingGivenUp()
    {
        var payout = Approved();
        payout = Run(payout, new RequestSettlement(Id, Rolf, KeyOf, Bank));
        Assert.Equal(payout, Run(payout, new RequestSettlement(Id, Rolf, KeyOf, Bank))); // the same attempt and key
        Refused(PayoutDecider.NotPossible, payout, new FailPayout(Id, Rolf, "gone"));
        payout = Run(payout, new RecordAnswer(Id, Rolf, KeyOf(1), false, 422, Answer));
        payout = Run(payout, new RequestSettlement(Id, Rolf, KeyOf, Bank));
        Assert.Equal((2, KeyOf(2)), (payout.Attempts, payout.OpenKey));
    }

    [Fact]
    public void Attempt_WithoutAnAnswer_IsNotMadeWithAnotherProvider()
    {
        var payout = Run(Approved(), new RequestSettlement(Id, Rolf, KeyOf, Bank));
        Refused(PayoutDecider.ProviderChanged, payout, new RequestSettlement(Id, Rolf, KeyOf, "other.test"));
        payout = Run(payout, new RecordAnswer(Id, Rolf, KeyOf(1), false, 422, Answer));
        Assert.Equal("other.test", Run(payout, new RequestSettlement(Id, Rolf, KeyOf, "other.test")).OpenProvider);
    }

    [Fact]
    public void Attempt_ThatTheProviderConfirmsUnpaid_IsGivenUpByAnApproverOnly()
    {
        var payout = Run(Approved(), new RequestSettlement(Id, Rolf, KeyOf, Bank));
        Refused(PayoutDecider.AuthorityDenied, payout, new FailPayout(Id, Rolf, "gone") { IsConfirmedUnpaid = true });
        payout = Run(payout, new FailPayout(Id, Anna, "the bank says so") { IsConfirmedUnpaid = true });
        Assert.Equal((PayoutStatus.Failed, (Guid?)null), (payout.Status, payout.OpenKey));
        Assert.Equal(payout, Run(payout, new RecordAnswer(Id, Rolf, KeyOf(1), false, 422, Answer)));
        var paid = Run(payout, new RecordAnswer(Id, Rolf, KeyOf(1), true, 200, Answer));
        Assert.Equal(PayoutStatus.Settled, paid.Status); // the word was wrong: the chain has both
    }

    [Fact]
    public void Answer_ThatAnEarlierAttemptWasPaid_IsNotDropped()
    {
        var payout = Run(Approved(), new RequestSettlement(Id, Rolf, KeyOf, Bank));
        payout = Run(payout, new RecordAnswer(Id, Rolf, KeyOf(1), false, 422, Answer));
        payout = Run(payout, new RequestSettlement(Id, Rolf, KeyOf, Bank));
        payout = Run(payout, new RecordAnswer(Id, Rolf, KeyOf(1), true, 200, Answer));
        Assert.Equal((PayoutStatus.Settled, (Guid?)null), (payout.Status, payout.OpenKey));
    }

    [Fact]
    public void Payout_ThatNobodyTouches_IsStuck()
    {
        var payout = Approved();
        Assert.False(payout.IsStuck(Begin.AddHours(47), TimeSpan.FromHours(48)));
        Assert.True(payout.IsStuck(Begin.AddHours(48), TimeSpan.FromHours(48)));
    }

    /// <summary>
    /// Whatever is said in whatever order: two other people approved what is settled, nobody their own, one attempt at
    /// a time has a key, and states and events are read again as they were written.
    /// </summary>
    [Fact]
    public void Payout_AnyCommands_KeepItsRules() =>
        Property.Holds(
            Commands.ListOf(),
            commands =>
            {
                var payout = (Payout?)null;
                foreach (var command in commands)
                {
                    if (!PayoutDecider.Decide(payout, command).TryGet(out var events, out _))
                        continue;
                    foreach (var happened in events)
                    {
                        if (PayoutEventCodec.Read(happened.Type, happened.By, happened.ToData()).Value != happened)
                            return false;
                        payout = Payout.Evolve(payout, happened, Begin);
                    }
                }

                return payout is null || IsLawful(payout);
            }
        );

    private static bool IsLawful(Payout payout)
    {
        var isPaid = payout.Status is PayoutStatus.Settled or PayoutStatus.Returned;
        return (!isPaid || payout.ApprovedBy.Distinct().Count() == 2)
            && !payout.ApprovedBy.Contains(payout.CreatedBy)
            && (payout.OpenKey is null || payout.Status == PayoutStatus.Approved)
            && Payout.FromJson(payout.ToJson()).Value.ToJson().ToString() == payout.ToJson().ToString();
    }

    private static Payout Approved() =>
        Run(Run(null, new CreatePayout(Id, Petra, Terms, ApprovalTier.Usual)), new ApprovePayout(Id, Anna));

    private static Payout Run(Payout? payout, PayoutCommand command) =>
        PayoutDecider
            .Decide(payout, command)
            .Value.Aggregate(payout, (before, happened) => Payout.Evolve(before, happened, Begin))!;

    private static void Refused(string code, Payout? payout, PayoutCommand command) =>
        Assert.Equal(code, PayoutDecider.Decide(payout, command).Fault.Code);

    private static Guid KeyOf(int attempt) => DerivedId.From("test", $"{attempt}");

    private static Actor Of(string id, Role role) => new(PersonId.Parse(id).Value, role, false, false);
}
