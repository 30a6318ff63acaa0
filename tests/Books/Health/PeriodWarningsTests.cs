using Bookseal.Books.Accounts;
using Bookseal.Books.Health;
using Bookseal.Books.Ledger;
using Bookseal.Books.Subledgers;
using Bookseal.Books.Tests.Guards;

namespace Bookseal.Books.Tests.Health;

public sealed class PeriodWarningsTests
{
    [Fact]
    public void Of_BooksWithWarnings_AreWhatHealthWarnsOf()
    {
        var books = Payables(Bill("BILL-7", 70), Bill("BILL-7", 70)).Books;
        var health = HealthReport.Of(books, books.Company.Policy);
        Assert.Equal(
            health.Warnings.Select(warning => warning.ToJson().ToString()),
            PeriodWarnings.Of(books).Select(warning => warning.ToJson().ToString())
        );
        Assert.Equal(["billed_twice"], PeriodWarnings.Groups(books).Select(group => group.Code));
    }

    [Fact]
    public void Groups_OfSeveralCodes_StandInTheirOrderWithTheirCounts()
    {
        var books = Payables(Bill("BILL-7", 70), Bill("BILL-7", 70), Bill("BILL-8", 5), Bill("BILL-8", 5)) with
        {
            Openings = Some.Balances(("9999", Some.Usd, 3), ("3000", Some.Usd, -3)),
        };
        Assert.Equal(
            [("billed_twice", 2), ("suspense_balance", 1)],
            PeriodWarnings.Groups(books.Books).Select(group => (group.Code, group.Count))
        );
    }

    [Fact]
    public void Digest_OfAGroup_IsThatOfTheSameWarningsInAnyMonthAndOfNoOthers()
    {
        var january = Payables(Bill("BILL-7", 70), Bill("BILL-7", 70));
        var february = january with
        {
            Period = new(2026, 2),
            IsFirstPeriod = false,
            Openings = Some.Balances(("2000", Some.Usd, -140), ("5000", Some.Usd, 140)),
            Entries = [],
        };
        Assert.Equal(DigestOf(january), DigestOf(february));
        Assert.NotEqual(
            DigestOf(january),
            DigestOf(Payables(Bill("BILL-7", 70), Bill("BILL-7", 70), Bill("BILL-8", 5), Bill("BILL-8", 5)))
        );
    }

    [Theory]
    [InlineData("bill twice", true, "70 70")]
    [InlineData("two amounts", false, "70 71")]
    [InlineData("a credit note between two bills of another amount", false, "70 -70 80")]
    [InlineData("one of three taken back", true, "70 70 -70 70")]
    [InlineData("taken back before it came twice", false, "-70 70 70")]
    [InlineData("a payment twice", false, "-70 -70")]
    public void BilledTwice_OfPayables_IsTwoCreditsThatStand(string what, bool isTwice, string credits)
    {
        var items = credits.Split(' ').Select(amount => Bill("B-1", int.Parse(amount, null))).ToArray();
        Assert.True(isTwice == IsWarned(Payables(items)), what);
    }

    [Theory]
    [InlineData("70 70", true)]
    [InlineData("-70 -70", false)]
    public void BilledTwice_OfReceivables_IsTwoDebitsThatStand(string debits, bool isTwice)
    {
        var items = debits.Split(' ').Select(amount => Item("AR", "INV-3", int.Parse(amount, null))).ToArray();
        Assert.Equal(isTwice, IsWarned(Books("1200", items)));
    }

    [Theory]
    [InlineData("paid once", 1)]
    [InlineData("both paid", 2)]
    public void BilledTwice_AndPaid_IsStillToldInItsPeriod(string what, int payments)
    {
        var paid = Enumerable.Repeat(Item("AP", "PAY-1", 70) with { AppliesTo = "B-1", DueDate = null }, payments);
        Assert.True(IsWarned(Payables([Bill("B-1", 70), Bill("B-1", 70), .. paid])), what);
    }

    [Fact]
    public void BilledTwice_BothPaidInAnEarlierPeriod_IsHistory()
    {
        var december = new DateOnly(2025, 12, 5);
        SubledgerItem[] items =
        [
            Bill("B-1", 70) with
            {
                Date = december,
            },
            Bill("B-1", 70) with
            {
                Date = december,
            },
            Item("AP", "PAY-1", 140) with
            {
                AppliesTo = "B-1",
                Date = december,
            },
        ];
        Assert.False(IsWarned(Payables(items)));
        Assert.True(
            IsWarned(
                Payables(items[..2]) with
                {
                    Openings = Some.Balances(("2000", Some.Usd, -140), ("5000", Some.Usd, 140)),
                    Entries = [],
                }
            )
        );
    }

    [Fact]
    public void BilledTwice_OfThingsThatNeverFallDue_IsNone() =>
        Assert.False(
            IsWarned(Books("1200", BooksUnderTest.Item("AR", "PO-1", 9), BooksUnderTest.Item("AR", "PO-1", 9)))
        );

    private static Digest DigestOf(BooksUnderTest books) => PeriodWarnings.Groups(books.Books).Single().Digest;

    private static bool IsWarned(BooksUnderTest books) =>
        PeriodWarnings.Of(books.Books).Any(warning => warning.Category == "billed_twice");

    private static BooksUnderTest Payables(params SubledgerItem[] items) => Books("2000", items);

    private static BooksUnderTest Books(string control, params SubledgerItem[] items)
    {
        var total = items.Sum(item => item.NetMinor);
        return new()
        {
            Chart = Some.Chart(
                ("1200", AccountType.Asset, "control:AR"),
                ("2000", AccountType.Liability, "control:AP"),
                ("3000", AccountType.Equity, ""),
                ("5000", AccountType.Expense, ""),
                ("9999", AccountType.Asset, "suspense")
            ),
            Openings = BalanceList.Empty,
            Entries = [Some.Entry("E", Some.Line(control, total), Some.Line("5000", -total))],
            Items = items,
        };
    }

    /// <summary>Of payables: a positive amount is a bill, a negative one a payment.</summary>
    private static SubledgerItem Bill(string reference, long amount) => Item("AP", reference, -amount);

    private static SubledgerItem Item(string subledger, string reference, long netMinor) =>
        BooksUnderTest.Item(subledger, reference, netMinor, entity: "Otter Ltd") with
        {
            DueDate = Some.Day.AddDays(30),
        };
}
