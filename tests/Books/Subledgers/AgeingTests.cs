using Bookseal.Books.Accounts;
using Bookseal.Books.Subledgers;
using Bookseal.Books.Tests.Guards;
using Bookseal.Books.Tests.Statements;

namespace Bookseal.Books.Tests.Subledgers;

public sealed class AgeingTests
{
    private static readonly DateOnly End = Some.January.LastDay;

    [Theory]
    [InlineData(-400, 0)]
    [InlineData(-1, 0)]
    [InlineData(0, 0)]
    [InlineData(1, 1)]
    [InlineData(30, 1)]
    [InlineData(31, 2)]
    [InlineData(60, 2)]
    [InlineData(61, 3)]
    [InlineData(90, 3)]
    [InlineData(91, 4)]
    [InlineData(100_000, 4)]
    public void Buckets_ByDaysSinceTheDueDate_ChangeAtTheirEdges(int daysOverdue, int bucket)
    {
        Assert.Equal(bucket, Ageing.BucketOf(daysOverdue));
        // An invoice of long ago: its due date decides, not its own.
        var row = Assert.Single(
            Of(
                BooksUnderTest.Item("AR", "INV", 70, date: End.AddDays(-200_000)) with
                {
                    DueDate = End.AddDays(-daysOverdue),
                }
            )
        );
        Assert.Equal(Enumerable.Range(0, 5).Select(index => (Int128)(index == bucket ? 70 : 0)), row.BucketsMinor);
    }

    [Fact]
    public void Totals_OfAnySubledger_AreItsPosition() =>
        Property.Holds(
            Months.Any,
            month =>
            {
                var ageing = month.Books.Ageing;
                return month.Books.Subledgers.Totals.All(pair =>
                        pair.Value
                        == ageing
                            .Where(row => (row.Subledger, row.Currency) == pair.Key)
                            .Aggregate((Int128)0, (sum, row) => sum + row.TotalMinor)
                    )
                    && ageing.SequenceEqual(
                        ageing
                            .OrderBy(row => row.Subledger)
                            .ThenBy(row => row.Currency)
                            .ThenBy(row => row.Entity, StringComparer.Ordinal)
                    );
            }
        );

    [Fact]
    public void Of_AnItemWithoutADueDate_AgesFromItsOwnDate() =>
        Assert.Equal(
            [0, 5, 0, 0, 0],
            Assert.Single(Of(BooksUnderTest.Item("AR", "INV", 5, date: End.AddDays(-1)))).BucketsMinor
        );

    [Fact]
    public void Of_APartlyPaidInvoice_AgesTheRestByTheInvoice()
    {
        var invoice = BooksUnderTest.Item("AR", "INV", 100, date: End.AddDays(-80)) with { DueDate = End.AddDays(-50) };
        var payment = BooksUnderTest.Item("AR", "PAY", -60, appliesTo: "INV", date: End.AddDays(-2)) with
        {
            DueDate = End.AddDays(-100),
        };
        foreach (
            var order in (SubledgerItem[][])
                [
                    [invoice, payment],
                    [payment, invoice],
                ]
        )
            Assert.Equal([0, 0, 40, 0, 0], Assert.Single(Of(order)).BucketsMinor);
    }

    [Fact]
    public void Of_PaidInvoicesAndLaterOnes_LeavesThemOut() =>
        Assert.Empty(
            Of(
                BooksUnderTest.Item("AR", "INV", 100),
                BooksUnderTest.Item("AR", "PAY", -100, appliesTo: "INV"),
                BooksUnderTest.Item("AR", "NEXT", 7, date: End.AddDays(1))
            )
        );

    [Fact]
    public void Ageing_OfBooksWithABankSubledger_LeavesThatToTheBankReconciliation()
    {
        var chart = Some.Chart(
            ("1010", AccountType.Asset, "cash control:BANK"),
            ("1200", AccountType.Asset, "control:AR")
        );
        var books = new BooksUnderTest
        {
            Chart = chart,
            Items = [BooksUnderTest.Item("BANK", "CHK", -5, entity: "main"), BooksUnderTest.Item("AR", "INV", 50)],
        }.Books;
        Assert.Equal(["AR"], books.Ageing.Select(row => row.Subledger.ToString()));
    }

    /// <summary>
    /// ACCOUNTING, Subledgers: INV-1 60, INV-2 40, due 28 February; receipt 110: 60 to INV-1, 30 to INV-2, 20 RCPT-7.
    /// </summary>
    [Fact]
    public void Ageing_OfAReceiptOverTheBills_ShowsTheRestInAColumnOfItsOwn()
    {
        var due = new DateOnly(2026, 2, 28);
        var books = new BooksUnderTest
        {
            Period = new(2026, 2),
            IsFirstPeriod = false,
            Openings = Some.Balances(("1200", Some.Usd, 100), ("4000", Some.Usd, -100)),
            Entries = [Some.Entry("R", Some.Line("1010", 110), Some.Line("1200", -110)) with { Date = due }],
            Items =
            [
                BooksUnderTest.Item("AR", "INV-1", 60) with
                {
                    DueDate = due,
                },
                BooksUnderTest.Item("AR", "INV-2", 40) with
                {
                    DueDate = due,
                },
                BooksUnderTest.Item("AR", "RCPT-7", -60, appliesTo: "INV-1", date: due),
                BooksUnderTest.Item("AR", "RCPT-7", -30, appliesTo: "INV-2", date: due),
                BooksUnderTest.Item("AR", "RCPT-7", -20, date: due),
            ],
        }.Books;
        var row = Assert.Single(books.Ageing);
        Assert.Equal([10, 0, 0, 0, 0], row.BucketsMinor);
        Assert.Equal((-20, -10), ((int)row.UnappliedMinor, (int)row.TotalMinor));
        Assert.Equal(-10, (int)Assert.Single(books.Reconciliation.Rows).ControlMinor);
        Assert.EndsWith(
            "CUST-1,10,0,0,0,0,-20,-10\r\n",
            System.Text.Encoding.UTF8.GetString(Bookseal.Books.Statements.AgeingFormat.ToCsv(books)),
            StringComparison.Ordinal
        );
    }

    [Fact]
    public void Ageing_OfPayables_CountsADebitAsUnappliedAndABillNot()
    {
        var books = new BooksUnderTest
        {
            Chart = Some.Chart(("2000", AccountType.Liability, "control:AP")),
            Items = [BooksUnderTest.Item("AP", "BILL", -70), BooksUnderTest.Item("AP", "DEPOSIT", 25)],
        }.Books;
        var row = Assert.Single(books.Ageing);
        Assert.Equal((-70, 25, -45), ((int)row.BucketsMinor[1], (int)row.UnappliedMinor, (int)row.TotalMinor));
    }

    private static IReadOnlyList<AgeingRow> Of(params SubledgerItem[] items)
    {
        var fold = new SubledgerFold(End);
        foreach (var item in items)
            fold.Add(item);
        return Ageing.Of(fold.OpenItems, End, _ => false);
    }
}
