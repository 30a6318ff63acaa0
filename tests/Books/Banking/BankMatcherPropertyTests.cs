using System.Diagnostics;
using Bookseal.Books.Banking;
using Bookseal.Books.Subledgers;
using FsCheck.Fluent;

namespace Bookseal.Books.Tests.Banking;

public sealed class BankMatcherPropertyTests
{
    private const int Hostile = 100_000;

    /// <summary>A quadratic matcher would take hours.</summary>
    private static readonly TimeSpan Bound = TimeSpan.FromMinutes(1);

    [Fact]
    public void Match_OfAnySides_TakesEqualSumsFromBoth() =>
        Property.Holds(
            Bank.Sides,
            sides =>
            {
                var match = BankMatcher.Match(sides.Book, sides.AtBank);
                return Sum(sides.Book) - Sum(match.Outstanding) == Sum(sides.AtBank) - Sum(match.UnrecordedItems)
                    && match.Outstanding.All(sides.Book.Contains)
                    && match.UnrecordedItems.All(sides.AtBank.Contains);
            },
            times: 2000
        );

    [Fact]
    public void Match_OfAnySides_LeavesNoPairThatARuleWouldHaveFound() =>
        Property.Holds(
            Bank.Sides,
            sides =>
            {
                var match = BankMatcher.Match(sides.Book, sides.AtBank);
                return !match.Outstanding.Any(item =>
                    match.UnrecordedItems.Any(transaction =>
                        item.NetMinor == transaction.AmountMinor
                        && Math.Abs(item.Date.DayNumber - transaction.Date.DayNumber) <= BankMatcher.WindowDays
                    )
                );
            },
            times: 2000
        );

    [Fact]
    public void Match_OfTheSameLinesInAnyOrder_LeavesTheSameDatesAndAmounts() =>
        Property.Holds(
            from sides in Bank.Sides
            from book in Gen.Shuffle(sides.Book)
            from bank in Gen.Shuffle(sides.AtBank)
            select (sides, book, bank),
            pair =>
                Left(BankMatcher.Match(pair.sides.Book, pair.sides.AtBank))
                == Left(BankMatcher.Match(pair.book, pair.bank)),
            times: 2000
        );

    [Fact]
    public void Match_Twice_LeavesTheSameLinesInTheSameOrder() =>
        Property.Holds(
            Bank.Sides,
            sides =>
                BankMatcher.Match(sides.Book, sides.AtBank) is var one
                && BankMatcher.Match(sides.Book, sides.AtBank) is var other
                && one.Outstanding.SequenceEqual(other.Outstanding)
                && one.UnrecordedItems.SequenceEqual(other.UnrecordedItems)
        );

    [Theory]
    [InlineData(1, 0, 0)] // all on one day
    [InlineData(20, 0, 0)]
    [InlineData(20, 40, Hostile)] // none within reach of another
    public void Match_OfAHundredThousandEqualAmounts_EndsInTime(int days, int apart, int left)
    {
        var from = new DateOnly(2026, 1, 1);
        var book = Enumerable
            .Range(0, Hostile)
            .Select(number => Bank.Item($"B{number}", 5, from.AddDays(number % days)))
            .ToList();
        var bank = Enumerable
            .Range(0, Hostile)
            .Select(number => Bank.Transaction($"T{number}", 5, from.AddDays(apart + number % days)))
            .ToList();
        var clock = Stopwatch.StartNew();
        var match = BankMatcher.Match(book, bank);
        Assert.True(clock.Elapsed < Bound, $"took {clock.Elapsed}");
        Assert.Equal((left, left), (match.Outstanding.Count, match.UnrecordedItems.Count));
    }

    private static string Left(BankMatch match) =>
        string.Join(
            ';',
            match
                .Outstanding.Select(item => $"{item.Date} {item.NetMinor}")
                .Order(StringComparer.Ordinal)
                .Concat(
                    match
                        .UnrecordedItems.Select(transaction => $"{transaction.Date} {transaction.AmountMinor}")
                        .Order(StringComparer.Ordinal)
                )
        );

    private static long Sum(IEnumerable<SubledgerItem> items) => items.Sum(item => item.NetMinor);

    private static long Sum(IEnumerable<BankTransaction> transactions) =>
        transactions.Sum(transaction => transaction.AmountMinor);
}
