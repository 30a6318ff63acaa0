using System.Text;
using Bookseal.Books.Accounts;
using Bookseal.Books.Company;
using Bookseal.Books.Guards;
using Bookseal.Books.Health;
using Bookseal.Books.Ledger;
using Bookseal.Books.Periods;
using Bookseal.Books.Subledgers;
using Bookseal.Books.Tests.Guards;
using Bookseal.Books.Values;

namespace Bookseal.Books.Tests.Subledgers;

public sealed class DerivedItemsTests
{
    private static readonly PeriodCode February = Some.January.Next;

    private static readonly BooksUnderTest Month = new()
    {
        Chart = Some.Chart(
            ("1010", AccountType.Asset, "current cash"),
            ("1200", AccountType.Asset, "control:AR"),
            ("1250", AccountType.Asset, "control:AR"),
            ("4000", AccountType.Revenue, "")
        ),
        Openings = BalanceList.Empty,
        Items = [],
        Rules = Rules("journal"),
    };

    /// <summary>
    /// ACCOUNTING, Subledgers: INV-1 60, INV-2 40, due 28 February; receipt 110: Cr AR 60 to INV-1, 30 to INV-2, 20
    /// RCPT-7.
    /// </summary>
    [Fact]
    public void Ageing_OfBillsAndAReceiptOverThem_IsCurrentUnappliedAndTheControlAccount()
    {
        var due = new DateOnly(2026, 2, 28);
        var books = (
            Month with
            {
                Period = February,
                Entries =
                [
                    On(
                        new(2026, 2, 1),
                        "E1",
                        Line("1200", 60, "INV-1") with
                        {
                            DueDate = due,
                        },
                        Line("1200", 40, "INV-2") with
                        {
                            DueDate = due,
                        },
                        Some.Line("4000", -100)
                    ),
                    On(
                        new(2026, 2, 20),
                        "E2",
                        Some.Line("1010", 110),
                        Line("1200", -60, "RCPT-7") with
                        {
                            AppliesTo = "INV-1",
                        },
                        Line("1200", -30, "RCPT-7") with
                        {
                            AppliesTo = "INV-2",
                        },
                        Line("1200", -20, "RCPT-7")
                    ),
                ],
            }
        ).Books;
        var row = Assert.Single(books.Ageing);
        Assert.Equal([10, 0, 0, 0, 0], row.BucketsMinor);
        Assert.Equal((-20, -10), ((int)row.UnappliedMinor, (int)row.TotalMinor));
        Assert.Equal(-10, (int)Assert.Single(books.Reconciliation.Rows).ControlMinor);
    }

    /// <summary>ACCOUNTING, Subledgers: retainage.</summary>
    [Fact]
    public void Ageing_OfARetainedPart_IsNotDueWhileTheRestIs()
    {
        var march = new PeriodCode(2026, 3);
        var books = (
            Month with
            {
                Period = march,
                Entries =
                [
                    On(
                        march.FirstDay,
                        "E1",
                        Line("1200", 90, "INV-9") with
                        {
                            DueDate = new(2026, 3, 15),
                        },
                        Line("1250", 10, "INV-9"),
                        Some.Line("4000", -100)
                    ),
                ],
            }
        ).Books;
        Assert.Equal([10, 90, 0, 0, 0], Assert.Single(books.Ageing).BucketsMinor);
        Assert.Equal(["1200", "1250"], books.OpenItems.Open.Select(item => item.Account.ToString()));
    }

    [Fact]
    public void Due_OfALineThatDoesNotSay_IsByTheTermsOfItsEntity()
    {
        var books = (
            Month with
            {
                Entries =
                [
                    On(
                        new(2026, 1, 5),
                        "E1",
                        Line("1200", 5, "A"),
                        Line("1200", 7, "B") with
                        {
                            Entity = "Birch",
                        },
                        Some.Line("4000", -12)
                    ),
                ],
            }
        ).Books;
        Assert.Equal(
            [("Birch", new DateOnly(2026, 1, 19)), ("CUST-1", new DateOnly(2026, 2, 4))],
            books.OpenItems.Open.Select(item => (item.Entity, item.Due))
        );
    }

    [Fact]
    public void Guard_OfAControlLineWithoutEntityOrReference_BlocksAndNamesTheEntry()
    {
        var lines = new[]
        {
            Line("1200", 5, "A") with
            {
                Entity = null,
            },
            Line("1200", 7, "A") with
            {
                Reference = null,
            },
            Line("1200", 9, "A") with
            {
                Subledger = Some.Subledger("AP"),
            },
            Line("1200", 0, "A") with
            {
                Entity = null,
            },
            Line("1200", 11, "A"),
        };
        var books = (Month with { Entries = [On(Some.Day, "E7", [.. lines, Some.Line("4000", -32)])] }).Books;
        var found = books
            .Reconciliation.Exceptions.Where(exception => exception.Category == "control_line_without_item")
            .ToList();
        Assert.Equal([5, 7, 9], found.Select(exception => (int)exception.AmountMinor!.Value));
        Assert.All(found, exception => Assert.True(exception.IsBlocking));
        Assert.Contains("E7", found[0].Description, StringComparison.Ordinal);
        Assert.Equal(11, (int)Assert.Single(books.Ageing).TotalMinor);
    }

    [Fact]
    public void Guard_OfASubledgerFromTheJournal_SaysThatItIsDerived()
    {
        var books = (Month with { Entries = [Bill("E1", Some.Day, 50, "INV-1")] }).Books;
        var guard = Assert.Single(
            GuardSet.Evaluate(1, books),
            outcome => outcome.Code == GuardCode.AllSubledgersClosed
        );
        Assert.True(guard.Passed);
        Assert.Equal("derived_items", Assert.Single(guard.Exceptions).Category);
        Assert.Contains(
            "\"source\":\"journal\",\"subledger\":\"AR\"",
            Encoding.UTF8.GetString(books.Reconciliation.ToBytes()),
            StringComparison.Ordinal
        );
        Assert.Contains("\"source\":\"journal\"", books.OpenItems.Bound().ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void OpenItems_OfAReversedBill_AreNone()
    {
        var bill = Bill("E1", Some.Day, 50, "INV-1");
        var books = (Month with { Entries = [bill, Reversal.Of(bill, Some.Day, Some.Poster)] }).Books;
        Assert.Empty(books.OpenItems.Open);
    }

    [Fact]
    public void OpenItems_OfAMonthThatGoesOnFromTheOneBefore_AreThoseOfBothMonths()
    {
        var january = (
            Month with
            {
                Entries = [Bill("E1", Some.Day, 50, "INV-1"), Bill("E2", Some.Day, 70, "INV-2")],
            }
        ).Books;
        var carried = OpenItemsFile.FromBytes(january.OpenItems.ToBytes()).Value;
        Assert.Equal(january.OpenItems.ToBytes(), carried.ToBytes());
        var february = (
            Month with
            {
                Period = February,
                Carried = carried,
                Openings = january.TrialBalance.Closing,
                Entries =
                [
                    On(
                        February.FirstDay,
                        "E3",
                        Some.Line("1010", 60),
                        Line("1200", -60, "RCPT-1") with
                        {
                            AppliesTo = "INV-1",
                        }
                    ),
                ],
                // Its file has no say any more.
                Items = [BooksUnderTest.Item("AR", "OLD", 999, date: new(2025, 12, 1))],
            }
        ).Books;
        Assert.Equal(
            [("INV-1", -10), ("INV-2", 70)],
            february.OpenItems.Open.Select(item => (item.Reference, (int)item.AmountMinor))
        );
        Assert.Equal(new DateOnly(2026, 2, 14), february.OpenItems.Open[1].Due); // 30 days from the bill of January
        Assert.Equal(0, (int)Assert.Single(february.Reconciliation.Rows).VarianceMinor);
    }

    [Fact]
    public void OpenItems_OfTheFirstPeriod_BeginWithTheFileAndTakeNoMoreFromIt()
    {
        var books = (
            Month with
            {
                Openings = Some.Balances(("1200", Some.Usd, 30), ("4000", Some.Usd, -30)),
                Items =
                [
                    BooksUnderTest.Item("AR", "INV-0", 30, date: new(2025, 12, 1)),
                    BooksUnderTest.Item("AR", "INV-1", 50),
                ],
                Entries =
                [
                    Bill("E1", Some.Day, 50, "INV-1"),
                    On(Some.Day, "E2", Some.Line("1010", 30), Line("1200", -30, "RCPT") with { AppliesTo = "INV-0" }),
                ],
            }
        ).Books;
        Assert.Equal([("INV-1", 50)], books.OpenItems.Open.Select(item => (item.Reference, (int)item.AmountMinor)));
        Assert.All(GuardSet.Evaluate(5, books), guard => Assert.True(guard.Passed, guard.Code));
    }

    [Fact]
    public void Differences_OfASubledgerOfBothSources_AreListedWithTheirAmounts()
    {
        var books = (
            Month with
            {
                Rules = Rules("both"),
                Entries = [Bill("E1", Some.Day, 50, "INV-1"), Bill("E2", Some.Day, 70, "INV-2")],
                Items = [BooksUnderTest.Item("AR", "INV-1", 50), BooksUnderTest.Item("AR", "INV-3", 70)],
            }
        ).Books;
        Assert.Equal(
            [("INV-2", -70), ("INV-3", 70)],
            books.Subledgers.Differences.Select(item => (item.Reference, (int)item.AmountMinor))
        );
        Assert.Equal(
            [-70, 70],
            books
                .Reconciliation.Exceptions.Where(exception => exception.Category == "source_difference")
                .Select(exception => (int)exception.AmountMinor!.Value)
        );
        Assert.Equal(120, (int)Assert.Single(books.Ageing).TotalMinor);
    }

    [Theory]
    [InlineData("{}")]
    [InlineData("""{"bank":[],"subledgers":[{"items":[]}]}""")]
    [InlineData("""{"bank":[],"subledgers":[{"items":[{}],"subledger":"AR"}]}""")]
    [InlineData("""{"bank":[],"subledgers":[{"items":[1],"subledger":"AR"}]}""")]
    [InlineData("""{"bank":[],"subledgers":[{"items":{},"subledger":"AR"}]}""")]
    public void FromBytes_OfNoOpenItems_IsAFault(string text) =>
        Assert.Equal("OPEN_ITEMS_INVALID", OpenItemsFile.FromBytes(Encoding.UTF8.GetBytes(text)).Fault.Code);

    private static SubledgerRules Rules(string source) =>
        JsonText
            .ParseObject(
                Encoding.UTF8.GetBytes(
                    "{\"AR\":{\"entity_terms_days\":{\"Birch\":14},\"not_due\":[\"1250\"],\"source\":\""
                        + source
                        + "\",\"terms_days\":30}}"
                )
            )
            .Then(SubledgerRules.FromJson)
            .Value;

    private static Entry Bill(string id, DateOnly date, long minor, string reference) =>
        On(date, id, Line("1200", minor, reference), Some.Line("4000", -minor));

    /// <summary>The journal of the month has one of the two only; the other is known by what was carried.</summary>
    [Theory]
    [InlineData(50, "INV-1", 1)]
    [InlineData(50, "INV-2", 0)]
    [InlineData(51, "INV-1", 0)]
    [InlineData(-50, "INV-1", 0)] // takes it back
    public void Warnings_OfABillThatCameAMonthBeforeToo_SayThatItStandsTwice(long minor, string reference, int told)
    {
        var january = (Month with { Entries = [Bill("E1", Some.Day, 50, "INV-1")] }).Books;
        var february = Month with
        {
            Period = February,
            Carried = OpenItemsFile.FromBytes(january.OpenItems.ToBytes()).Value,
            Openings = january.TrialBalance.Closing,
            Entries = [Bill("E2", February.FirstDay, minor, reference)],
        };
        Assert.Equal(told, PeriodWarnings.Of(february.Books).Count(warning => warning.Category == "billed_twice"));
    }

    private static Entry On(DateOnly date, string id, params EntryLine[] lines) =>
        Some.Entry(id, lines) with
        {
            Date = date,
        };

    private static EntryLine Line(string account, long netMinor, string reference) =>
        Some.Line(account, netMinor) with
        {
            Subledger = Some.Subledger("AR"),
            Entity = "CUST-1",
            Reference = reference,
        };
}
