using Bookseal.Import.BooksDirectory;

namespace Bookseal.Import.Tests.Hledger;

/// <summary>Transactions before the books start: they are the opening balances.</summary>
public sealed class EarlierYearsTests
{
    private static Ledger History(int yearEndMonth, string start)
    {
        var ledger = new Ledger()
            .Add("2023-06-30", "Old", "Assets:Bank|1.00|USD", "Income:Sales|-1.00|USD")
            .Add(
                "2024-03-31",
                "Last year",
                "Assets:Bank|10.00|USD",
                "Income:Sales|-10.00|USD",
                "Assets:Bank|5.00|EUR",
                "Income:Sales|-5.00|EUR"
            )
            .Add("2024-04-01", "This year", "Expenses:Rent|100.00|USD", "Assets:Bank|-100.00|USD")
            .Add("2024-08-01", "Later", "Expenses:Rent|1000.00|USD", "Assets:Bank|-1000.00|USD");
        ledger
            .Books.Replace(
                BooksFiles.Profile,
                "\"fiscal_year_end_month\":12",
                $"\"fiscal_year_end_month\":{yearEndMonth}"
            )
            .Replace(BooksFiles.Profile, "2026-01-01", start);
        return ledger;
    }

    [Theory]
    [InlineData(12, "2023-06-01", 4)] // before everything
    [InlineData(
        12,
        "2024-04-01",
        2,
        "Assets:Bank EUR 500",
        "Assets:Bank USD 1100",
        "Income:Sales EUR -500",
        "Income:Sales USD -1000",
        "3200 USD -100"
    )] // 2023 is over, 2024 is not
    // A new fiscal year.
    [InlineData(3, "2024-04-01", 2, "Assets:Bank EUR 500", "Assets:Bank USD 1100", "3200 EUR -500", "3200 USD -1100")]
    [InlineData(
        3,
        "2024-05-01",
        1,
        "Assets:Bank EUR 500",
        "Assets:Bank USD -8900",
        "Expenses:Rent USD 10000",
        "3200 EUR -500",
        "3200 USD -1100"
    )]
    [InlineData(4, "2024-05-01", 1, "Assets:Bank EUR 500", "Assets:Bank USD -8900", "3200 EUR -500", "3200 USD 8900")]
    [InlineData(6, "2024-08-01", 1, "Assets:Bank EUR 500", "Assets:Bank USD -8900", "3200 EUR -500", "3200 USD 8900")]
    public void Read_TransactionsBeforeTheBooksStart_AreTheOpeningBalances(
        int yearEndMonth,
        string start,
        int entries,
        params string[] openings
    )
    {
        var books = History(yearEndMonth, start).Read();
        Assert.Equal(entries, books.Entries.Listed().Count);
        Assert.Equal(
            openings.Order(),
            books
                .Openings.Balances.Select(balance => $"{balance.Account} {balance.Currency} {balance.BalanceMinor}")
                .Order()
        );
        Assert.Empty(books.Openings.Imbalances);
        Assert.Equal(openings.Length > 0 ? Ledger.File : BooksFiles.Openings, books.OpeningsFile);
    }

    [Fact]
    public void Read_NoTransactionBeforeTheBooksStart_LeavesTheOpeningsOfTheDirectory()
    {
        var ledger = Ledger.Sale();
        ledger.Books.With(
            BooksFiles.Openings,
            "account,currency,debit,credit\nAssets:Bank,USD,100.00,\n3200,USD,,100.00\n"
        );
        Assert.Equal(2, ledger.Read().Openings.Balances.Count);
    }

    [Fact]
    public void Read_OpeningsOfBothFiles_AreRefused()
    {
        var ledger = Ledger.Sale().Add("2025-12-31", "Before", "Assets:Bank|1|USD", "Income:Sales|-1|USD");
        ledger.Books.With(
            BooksFiles.Openings,
            "account,currency,debit,credit\nAssets:Bank,USD,100.00,\n3200,USD,,100.00\n"
        );
        Assert.Equal(["opening_balances.csv:2:1: OPENINGS_TWICE"], ledger.Faults);
    }

    [Fact]
    public void Read_AnUnbalancedTransactionBeforeTheBooksStart_IsRefused() =>
        Assert.Equal(
            ["ledger.csv:2:1: ENTRY_UNBALANCED"],
            new Ledger().Add("2020-01-01", "", "Assets:Bank|1|USD", "Income:Sales|-2|USD").Faults
        );
}
