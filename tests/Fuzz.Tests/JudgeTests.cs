using Bookseal.Books.Proof;
using Bookseal.Books.Proof.Verification;
using Bookseal.Books.Runs.Events;
using Bookseal.Fuzz.Bags;
using Bookseal.Fuzz.Running;

namespace Bookseal.Fuzz.Tests;

/// <summary>A fuzzer that sees nothing finds nothing.</summary>
public sealed class JudgeTests(SealedMonthsFixture proofs) : IClassFixture<SealedMonthsFixture>
{
    private static readonly VerificationReport Accepted = new(
        [new("anything", CheckOutcome.Verified, "good")],
        true,
        null
    );

    [Fact]
    public void Originals_WithTheirTrust_AreAccepted() =>
        Assert.All(
            proofs.Months.Months,
            month =>
                Assert.Equal(
                    new Verdict("accepted: trusted, Vandal"),
                    new BagCase(month, month.Copy(), Forger.Vandal, isTrusted: true).Judge()
                )
        );

    [Fact]
    public void Originals_HaveBetweenThemWhateverAProofCanHave() =>
        Assert.Superset(
            new HashSet<string>
            {
                BagLayout.PreviousCertificate,
                BagLayout.PriorResult,
                BagLayout.DecertifiedClose,
                BagLayout.Bank,
                BagLayout.Subledgers,
            },
            proofs
                .Months.Months.SelectMany(month => month.Paths.Where(path => month.Files[path].Length > 0))
                .ToHashSet()
        );

    [Theory]
    [InlineData(BagLayout.Journal, true, true)]
    [InlineData(BagLayout.Consistency, true, true)]
    [InlineData("data/more", true, true)]
    [InlineData("bagit.txt", true, true)]
    [InlineData("more", false, true)]
    [InlineData("more", true, false)]
    [InlineData("bag-info.txt", false, true)]
    [InlineData("bag-info.txt", true, false)]
    public void Judge_AFileThatDiffersInAnAcceptedBag_IsAFindingWhereItIsSignedOrUnnamed(
        string path,
        bool isNamed,
        bool isFinding
    )
    {
        var (month, bag) = (proofs.Months.Months[1], proofs.Months.Months[1].Copy());
        bag.Files[path] = "[]"u8.ToArray();
        if (isNamed)
            bag.RewriteTags();
        Assert.Equal(
            isFinding,
            BagJudge.Judge(Accepted, month, bag, Forger.Outsider, isTrusted: true).Finding is not null
        );
    }

    [Fact]
    public void Judge_ConspiratorsWhoseTrialBalanceIsWrong_IsAFinding()
    {
        var (month, bag) = (proofs.Months.Months[1], proofs.Months.Months[1].Copy());
        Assert.Null(BagJudge.Judge(Accepted, month, bag, Forger.Conspirators, isTrusted: true).Finding);
        bag.Files[BagLayout.TrialBalance] = [.. bag.Files[BagLayout.TrialBalance], (byte)'1'];
        Assert.NotNull(BagJudge.Judge(Accepted, month, bag, Forger.Conspirators, isTrusted: true).Finding);
    }

    [Fact]
    public void Make_TheSameSeedAndNumber_IsTheSameCase()
    {
        var target = new BagTarget(proofs.Months);
        var (one, other) = (Dice.Of(7, 42), Dice.Of(7, 42));
        Assert.Equal(
            target.Make(one).Files.Select(file => file.Key).Order(),
            target.Make(other).Files.Select(file => file.Key).Order()
        );
        Assert.Equal(one.Log, other.Log);
        Assert.NotEqual(Dice.Of(7, 43).Bytes(8), Dice.Of(7, 42).Bytes(8));
    }

    [Fact]
    public void Run_ACaseThatThrows_IsAFailureThatSaysHowToSeeItAgain()
    {
        var found = new List<FuzzFailure>();
        var summary = new FuzzRun(new BrokenTarget(), 3, 10, 1, 1) { Found = found.Add }.Run((_, _, _) => { });
        var failure = Assert.Single(summary.Failures);
        Assert.Same(failure, Assert.Single(found));
        Assert.Contains("what this test throws", failure.Finding, StringComparison.Ordinal);
        Assert.EndsWith("broken --seed 3 --from 10 --count 1 --threads 1", failure.Command, StringComparison.Ordinal);
    }
}
