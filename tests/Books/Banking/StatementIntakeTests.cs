using System.Text;
using Bookseal.Books.Banking;
using static Bookseal.Books.Tests.Banking.Bank;

namespace Bookseal.Books.Tests.Banking;

public sealed class StatementIntakeTests
{
    private readonly List<byte[]> _stored = [];

    [Fact]
    public void Statement_OfDaysThatNobodyHas_IsTakenAsItIs()
    {
        Take(Delivered("01-05", "01-06", 100, Transaction("A", 7, "01-05"), Transaction("B", -3, "01-06")));
        Assert.Equal(["01-05..01-06 100 104"], InForce);
        Assert.Equal(["A", "B"], References);
    }

    [Fact]
    public void Statement_DeliveredAgain_AddsNothing()
    {
        var statement = Delivered("01-05", "01-06", 100, Transaction("A", 7, "01-05"));
        Take(statement);
        Assert.Equal(0, Take(statement));
    }

    [Fact]
    public void Statement_OfADayThatGoesOn_MakesOneWithTheOneBefore()
    {
        var morning = Delivered("01-05", "01-05", 100, Transaction("A", 7, "01-05"));
        var evening = Delivered("01-05", "01-05", 107, Transaction("B", -2, "01-05"));
        Take(morning);
        Take(evening);
        Assert.Equal(["01-05..01-05 100 105"], InForce);
        Assert.Equal(0, Take(morning) + Take(evening)); // each again
    }

    /// <summary>A download of the month so far, made during a day, and the next one.</summary>
    [Fact]
    public void Statement_DownloadedDuringItsLastDay_GoesOnWithTheNextDownload()
    {
        Take(Delivered("01-01", "01-20", 100, Transaction("A", 7, "01-10"), Transaction("B", 1, "01-20")));
        BankTransaction[] all =
        [
            Transaction("A", 7, "01-10"),
            Transaction("B", 1, "01-20"),
            Transaction("C", -3, "01-20"),
            Transaction("D", 5, "01-25"),
        ];
        Take(Delivered("01-01", "01-20", 100, all[..3]));
        Assert.Equal(["01-01..01-20 100 105"], InForce);
        Take(Delivered("01-01", "01-25", 100, all));
        Assert.Equal(["A", "B", "C", "D"], References);
        Assert.Equal(0, Take(Delivered("01-01", "01-25", 100, all)));
        Assert.Equal(110, Fold().StatementsOf(Account, Some.Usd).Max(statement => statement.ClosingMinor));
    }

    /// <summary>What was booked on earlier days since is not the same statement any more.</summary>
    [Fact]
    public void Statement_WithMoreOnAnEarlierDay_IsRefused()
    {
        Take(Delivered("01-01", "01-20", 100, Transaction("B", 1, "01-20")));
        var (_, fault) = Plan(
            Delivered("01-01", "01-20", 100, Transaction("A", 2, "01-10"), Transaction("B", 1, "01-20"))
        );
        Assert.Equal(StatementIntake.Differs, fault!.Code);
    }

    [Fact]
    public void EqualTransactions_OfTwoStatementsOfADay_AreTwo()
    {
        Take(Delivered("01-05", "01-05", 100, Transaction("A", -3, "01-05")));
        Take(Delivered("01-05", "01-05", 97, Transaction("A", -3, "01-05"), Transaction("C", 5, "01-05")));
        Assert.Equal(["01-05..01-05 100 99"], InForce);
        Assert.Equal(["A", "A", "C"], References);
    }

    [Fact]
    public void EqualTransactions_AndNothingElse_AreRefusedWhereTheyMayBeTheSame()
    {
        Take(Delivered("01-05", "01-05", 100, Transaction("A", -3, "01-05")));
        var (_, fault) = Plan(Delivered("01-05", "01-05", 97, Transaction("A", -3, "01-05")));
        Assert.Contains("its words do not tell", fault!.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Statement_ThatOverlaps_IsCutWhereTheOtherEnds()
    {
        Take(Delivered("01-01", "01-10", 100, Transaction("A", 7, "01-10")));
        Take(Delivered("01-05", "01-20", 100, Transaction("A", 7, "01-10"), Transaction("B", 1, "01-15")));
        Assert.Equal(["01-01..01-10 100 107", "01-11..01-20 107 108"], InForce);
        Assert.Equal(["A", "B"], References);
    }

    [Fact]
    public void Statement_AroundAnother_IsCutIntoWhatLiesBesideIt()
    {
        Take(Delivered("01-05", "01-05", 101, Transaction("B", 2, "01-05")));
        Take(
            Delivered(
                "01-01",
                "01-31",
                100,
                Transaction("A", 1, "01-03"),
                Transaction("B", 2, "01-05"),
                Transaction("C", 3, "01-30")
            )
        );
        Assert.Equal(["01-01..01-04 100 101", "01-05..01-05 101 103", "01-06..01-31 103 106"], InForce);
        Assert.Equal(["B", "A", "C"], References);
    }

    [Fact]
    public void Days_ThatAreThereInOtherWords_AreRefusedWithTheDifference()
    {
        Take(Delivered("01-01", "01-31", 100, Transaction("A", 7, "01-10")));
        var (_, fault) = Plan(Delivered("01-01", "01-31", 100, Transaction("A otherwise", 7, "01-10")));
        Assert.Equal(StatementIntake.Differs, fault!.Code);
        Assert.Contains("differ by 0.07", fault.Message, StringComparison.Ordinal);
        Assert.Equal("file:9:1", fault.Where);
    }

    [Fact]
    public void Days_ThatAreThereWithOtherBalances_AreRefused()
    {
        Take(Delivered("01-01", "01-31", 100, Transaction("A", 7, "01-10")));
        var (_, fault) = Plan(Delivered("01-01", "01-31", 200, Transaction("A", 7, "01-10")));
        Assert.Contains("its balances are others", fault!.Message, StringComparison.Ordinal);
        Assert.Equal(0, Take(Delivered("01-05", "01-31", 100, Transaction("A", 7, "01-10")))); // a part of them
    }

    [Fact]
    public void Statement_ThatDoesNotFollowFromTheDayBefore_IsRefused()
    {
        Take(Delivered("01-01", "01-10", 100));
        var (_, fault) = Plan(Delivered("01-11", "01-20", 101));
        Assert.Contains(
            "it opens at 1.01, and the one to 2026-01-10 closed at 1.00",
            fault!.Message,
            StringComparison.Ordinal
        );
    }

    [Fact]
    public void Statement_AfterAGap_IsLeftToTheClose()
    {
        Take(Delivered("01-01", "01-10", 100));
        Take(Delivered("01-21", "01-31", 150));
        Assert.Equal(2, InForce.Count); // the days between may come later
    }

    [Fact]
    public void AnotherCurrency_IsAnotherAccount()
    {
        Take(Delivered("01-01", "01-10", 100));
        var other = Delivered("01-11", "01-20", 500) with { Currency = Some.Eur };
        Assert.Equal(1, Take(other));
    }

    [Fact]
    public void Transactions_WithoutBalances_AreTakenOnce()
    {
        var listed = Delivered("01-05", "01-05", 0, Transaction("A", 7, "01-05")) with { Balances = null };
        Assert.Equal((1, 0), (Take(listed), Take(listed)));
    }

    private List<string> InForce =>
        [
            .. Fold()
                .StatementsOf(Account, Some.Usd)
                .Select(each => $"{each.From:MM-dd}..{each.To:MM-dd} {each.OpeningMinor} {each.ClosingMinor}"),
        ];

    private IEnumerable<string> References => Fold().TransactionsOf(Account, Some.Usd).Select(each => each.Reference);

    private static DeliveredStatement Delivered(
        string from,
        string to,
        long opening,
        params BankTransaction[] transactions
    ) =>
        new(
            "file:9:1",
            Account,
            Some.Usd,
            Date(from),
            Date(to),
            (opening, opening + transactions.Sum(each => each.AmountMinor)),
            transactions
        );

    private (IReadOnlyList<byte[]>? Lines, Fault? Fault) Plan(DeliveredStatement statement)
    {
        var planned = StatementIntake.Plan(Fold(), [statement]);
        return planned.TryGet(out var lines, out var fault) ? (lines, null) : (null, fault);
    }

    /// <summary>Appends as the store does: of equal lines the surplus. How many were added.</summary>
    private int Take(DeliveredStatement statement)
    {
        var left = _stored.Select(Encoding.UTF8.GetString).ToList();
        var added = Plan(statement).Lines!.Where(line => !left.Remove(Encoding.UTF8.GetString(line))).ToList();
        _stored.AddRange(added);
        return added.Count;
    }

    private BankFold Fold()
    {
        var fold = new BankFold(DateOnly.MaxValue);
        foreach (var line in _stored)
            fold.Add(line);
        return fold;
    }
}
