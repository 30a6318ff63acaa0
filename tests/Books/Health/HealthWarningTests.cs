using Bookseal.Books.Accounts;
using Bookseal.Books.Company;
using Bookseal.Books.Exceptions;
using Bookseal.Books.Guards;
using Bookseal.Books.Health;
using Bookseal.Books.Ledger;
using Bookseal.Books.Subledgers;
using Bookseal.Books.Tests.Guards;

namespace Bookseal.Books.Tests.Health;

/// <summary>What is worth a look and does not block.</summary>
public sealed class HealthWarningTests
{
    private static readonly BooksUnderTest Books = new()
    {
        Chart = Some.Chart(
            ("1010", AccountType.Asset, "cash"),
            ("1200", AccountType.Asset, "current"),
            ("1300", AccountType.Asset, "current control:AR"),
            ("1500", AccountType.Asset, "control:FA"),
            ("2000", AccountType.Liability, ""),
            ("3000", AccountType.Equity, ""),
            ("4000", AccountType.Revenue, ""),
            ("6999", AccountType.Expense, "uncategorised")
        ),
        Openings = BalanceList.Empty,
        Entries = [],
        Items = [],
    };

    [Fact]
    public void Uncategorised_ABalance_IsAWarningWithItsAmount()
    {
        var warning = Assert.Single(
            Warnings(Books with { Openings = Some.Balances(("6999", Some.Usd, 12), ("3000", Some.Usd, -12)) })
        );
        Assert.Equal(
            ("uncategorised_balance", "6999", 12),
            (warning.Category, $"{warning.Account}", (int)warning.AmountMinor!)
        );
        Assert.Empty(
            Warnings(Books with { Entries = [Some.Entry("E", Some.Line("6999", 12), Some.Line("6999", -12))] })
        );
    }

    [Fact]
    public void LateItem_AnEntryOfAClosedPeriod_IsAWarning()
    {
        var late = Some.Entry("E1", Some.Line("2000", 0)) with { OriginalDate = new DateOnly(2025, 12, 30) };
        var warning = Assert.Single(Warnings(Books with { Entries = [late, Some.Entry("E2", Some.Line("2000", 0))] }));
        Assert.Equal(
            ("LATE_ITEM", "entry E1 is dated 2025-12-30, in a period that was closed when it came"),
            (warning.Category, warning.Description)
        );
    }

    [Theory]
    [InlineData(Limits.JournalFaults, Limits.JournalFaults)]
    [InlineData(Limits.JournalFaults + 7, Limits.JournalFaults + 1)]
    public void LateItem_MoreThanAreShown_AreCounted(int late, int warnings)
    {
        var books = Books with
        {
            Entries =
            [
                .. Enumerable
                    .Range(1, late)
                    .Select(number =>
                        Some.Entry($"E{number}", Some.Line("2000", 0)) with
                        {
                            OriginalDate = new DateOnly(2025, 12, 30),
                        }
                    ),
            ],
        };
        var found = Warnings(books);
        Assert.Equal(warnings, found.Count);
        Assert.All(found, warning => Assert.Equal("LATE_ITEM", warning.Category));
        if (late > Limits.JournalFaults)
            Assert.Equal("and 7 more late items", found[^1].Description);
        Assert.Contains(
            $"\"late_items\":{late}",
            HealthReport.Of(books.Books, Policy.Default).ToJson().ToString(),
            StringComparison.Ordinal
        );
    }

    [Theory]
    [InlineData("1010", true)] // cash
    [InlineData("1300", true)] // receivables: their items fall due
    [InlineData("2000", true)] // debts
    [InlineData("1200", false)] // prepayments stay at cost
    [InlineData("1500", false)] // neither do things, though a subledger counts them
    [InlineData("3000", false)]
    [InlineData("4000", false)]
    public void Fx_ABalanceInForeignCurrency_IsAWarningWhereMoneyIsOwed(string account, bool isMonetary)
    {
        SubledgerItem[] items = account switch
        {
            "1300" => [BooksUnderTest.Item("AR", "A", 9, "EUR") with { DueDate = Some.Day }],
            "1500" => [BooksUnderTest.Item("FA", "A", 9, "EUR")],
            _ => [],
        };
        var against = account == "4000" ? "1200" : "4000";
        var warnings = Warnings(
            Books with
            {
                Entries = [Some.Entry("E", Some.Line(account, 9, Some.Eur), Some.Line(against, -9, Some.Eur))],
                Items = items,
            }
        );
        Assert.Equal(
            isMonetary ? [("fx_not_revalued", account)] : [],
            warnings.Select(warning => (warning.Category, $"{warning.Account}"))
        );
    }

    [Fact]
    public void Fx_ABalanceInTheCompanysOwnCurrency_IsNone() =>
        Assert.Empty(Warnings(Books with { Entries = [Some.Entry("E", Some.Line("1010", 9), Some.Line("2000", -9))] }));

    [Fact]
    public void Bill_TwiceWithOneReferenceAndAmount_IsAWarningWithBoth()
    {
        var warning = Assert.Single(Warnings(Owed(140, Bill("INV-1", 70), Bill("INV-1", 70))));
        Assert.Equal(
            ("billed_twice", "AR", "acme", 70),
            (warning.Category, $"{warning.Subledger}", warning.Entity, (int)warning.AmountMinor!)
        );
        Assert.Contains("INV-1", warning.Description, StringComparison.Ordinal);
    }

    [Fact]
    public void Bill_TwiceWithASettlementBetween_IsStillAWarning() =>
        Assert.Equal(
            "billed_twice",
            Assert
                .Single(
                    Warnings(
                        Owed(
                            70,
                            Bill("INV-1", 70),
                            BooksUnderTest.Item("AR", "RCPT-1", -70, entity: "acme", appliesTo: "INV-1"),
                            Bill("INV-1", 70)
                        )
                    )
                )
                .Category
        );

    [Fact]
    public void Bill_ThatDiffersOrIsTakenBack_IsNone()
    {
        Assert.Empty(Warnings(Owed(140, Bill("INV-1", 70), Bill("INV-2", 70))));
        Assert.Empty(Warnings(Owed(150, Bill("INV-1", 70), Bill("INV-1", 80))));
        Assert.Empty(Warnings(Owed(140, Bill("INV-1", 70), Bill("INV-1", 70, "zenith"))));
        Assert.Empty(Warnings(Owed(0, Bill("INV-1", 70), Bill("INV-1", -70))));
    }

    private static BooksUnderTest Owed(long total, params SubledgerItem[] items) =>
        Books with
        {
            Entries = [Some.Entry("E", Some.Line("1300", total), Some.Line("4000", -total))],
            Items = items,
        };

    private static SubledgerItem Bill(string reference, long amount, string entity = "acme") =>
        BooksUnderTest.Item("AR", reference, amount, entity: entity) with
        {
            DueDate = Some.Day,
        };

    [Fact]
    public void YearEnd_BeforeTheClose_DoesNotAskForItsClosingEntries()
    {
        var year = BooksUnderTest.YearEnd with
        {
            Openings = Some.Balances(("4000", Some.Usd, -5), ("1010", Some.Usd, 5)),
        };
        Assert.False(year.Guards[GuardCode.YearEndEntriesPosted].Passed);
        Assert.True(HealthReport.Of(year.Books, Policy.Default).CanProceed);
    }

    private static List<CloseException> Warnings(BooksUnderTest books)
    {
        var report = HealthReport.Of(books.Books, Policy.Default);
        Assert.True(report.CanProceed, string.Join('\n', report.Blocking));
        return [.. report.Warnings];
    }
}
