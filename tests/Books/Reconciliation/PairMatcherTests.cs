using Bookseal.Books.Reconciliation;
using Bookseal.Books.Values;
using FsCheck;
using FsCheck.Fluent;

namespace Bookseal.Books.Tests.Reconciliation;

public sealed class PairMatcherTests
{
    private static readonly Currency Usd = Currency.Parse("USD").Value;

    private static Gen<ComparedLine> Lines { get; } =
        from day in Gen.Choose(1, 12)
        from minor in Gen.Choose(-6, 6)
        from reference in Gen.Elements("", "", "A-1", "A-2", "B")
        from id in Gen.Choose(1, 1_000)
        select Line($"{id}", day, minor, reference);

    [Fact]
    public void Reference_WhoseSumsAgree_MatchesAnyNumberOfLines()
    {
        var match = Match(
            [Line("1", 1, 30, "R"), Line("2", 20, 20, "R")],
            [Line("x", 9, 50, "R")],
            MatchKind.Reference
        );
        Assert.Equal(("reference", 19), (match.Matched.Single().How, match.Matched.Single().DaysApart));
        Assert.Empty(match.Ledger.Concat(match.Other));
    }

    [Fact]
    public void Reference_WhoseSumsDiffer_IsADifferenceThatNoOtherRuleTakesApart()
    {
        var match = PairMatcher.Match(
            [Line("1", 1, 100, "R")],
            [Line("x", 1, 90, "R"), Line("y", 1, 100, "S")],
            MatchRule.Usual
        );
        Assert.Equal(10, match.Unequal.Single().DifferenceMinor);
        Assert.Equal("y", match.Other.Single().Id);
    }

    [Fact]
    public void Amount_TakesTheNearestDayWithinTheWindow()
    {
        var match = Match(
            [Line("1", 5, 10)],
            [Line("far", 9, 10), Line("near", 6, 10), Line("out", 30, 10)],
            MatchKind.Amount
        );
        Assert.Equal("near", match.Matched.Single().Other.Single().Id);
        Assert.Empty(Match([Line("1", 5, 10)], [Line("out", 11, 10)], MatchKind.Amount).Matched);
    }

    [Fact]
    public void Amount_OfTwoNumbersOfOneKind_IsNotOnePayment() =>
        Assert.Empty(Match([Line("1", 5, 10, "CHQ-1")], [Line("x", 5, 10, "CHQ-2")], MatchKind.Amount).Matched);

    [Fact]
    public void Sums_AreFoundInEitherDirection()
    {
        ComparedLine[] parts = [Line("a", 4, 30), Line("b", 5, 20), Line("c", 6, 9)];
        var toMany = Match([Line("1", 5, 50)], parts, MatchKind.OneToMany);
        Assert.Equal(["a", "b"], toMany.Matched.Single().Other.Select(line => line.Id));
        Assert.Equal("c", toMany.Other.Single().Id);
        var toOne = Match(parts, [Line("1", 5, 50)], MatchKind.ManyToOne);
        Assert.Equal(["a", "b"], toOne.Matched.Single().Ledger.Select(line => line.Id));
        Assert.Empty(Match([Line("1", 5, -50)], parts, MatchKind.OneToMany).Matched);
    }

    /// <summary>Every line is in one place, groups that match sum up, and no order of the lines matters.</summary>
    [Fact]
    public void Match_OfAnyLines_LosesNoneAndDependsOnNoOrder() =>
        Property.Holds(
            Gen.Zip(Lines.ArrayOf(), Lines.ArrayOf()),
            sides =>
            {
                var (ledger, other) = sides;
                var match = PairMatcher.Match(ledger, other, MatchRule.Usual);
                var again = PairMatcher.Match(ledger.Reverse(), other.Reverse(), MatchRule.Usual);
                var groups = match.Matched.Concat(match.Unequal).ToList();
                return Same(ledger, groups.SelectMany(group => group.Ledger).Concat(match.Ledger))
                    && Same(other, groups.SelectMany(group => group.Other).Concat(match.Other))
                    && match.Matched.All(group => group.DifferenceMinor == 0)
                    && Text(match) == Text(again);
            }
        );

    [Fact]
    public void Match_OfManyEqualLines_EndsSoon()
    {
        var many = Enumerable.Range(0, 20_000).Select(n => Line($"{n}", 5, 1, $"CHQ-{n}")).ToList();
        var others = many.Select(line => line with { Reference = $"CHQ-{line.Id}9" }).ToList();
        var clock = System.Diagnostics.Stopwatch.StartNew();
        PairMatcher.Match(many, others, MatchRule.Usual);
        Assert.True(clock.Elapsed < TimeSpan.FromSeconds(10), $"{clock.Elapsed}");
    }

    private static PairMatch Match(ComparedLine[] ledger, ComparedLine[] other, MatchKind kind) =>
        PairMatcher.Match(ledger, other, [new(kind, 5)]);

    private static bool Same(IEnumerable<ComparedLine> one, IEnumerable<ComparedLine> other) =>
        ComparedLine.InOrder(one).SequenceEqual(ComparedLine.InOrder(other));

    private static string Text(PairMatch match) =>
        string.Join(
            '\n',
            match.Matched.Concat(match.Unequal).Select(group => $"{group.ToJson()}").Order(StringComparer.Ordinal)
        );

    private static ComparedLine Line(string id, int day, long minor, string reference = "") =>
        new(id, new(2026, 1, day), reference, Usd, minor);
}
