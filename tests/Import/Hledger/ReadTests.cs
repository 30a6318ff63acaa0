using Bookseal.Books.Accounts;
using Bookseal.Books.Ledger;
using Bookseal.Books.Values;
using Bookseal.Import.BooksDirectory;

namespace Bookseal.Import.Tests.Hledger;

public sealed class ReadTests
{
    [Fact]
    public void Read_ATransaction_HasEveryCellInItsPlace()
    {
        var books = new Ledger()
            .AddRow(
                "7",
                "2026-01-05",
                "Café \"Ö\", & co | note, x",
                "Assets:My Bank, Ltd:Größe",
                "12.5000",
                "USD",
                code: "INV-1",
                status: "!"
            )
            .AddRow(
                "7",
                "2026-01-05",
                "Café \"Ö\", & co | note, x",
                "income:Kid's sales",
                "-12.50",
                "USD",
                code: "INV-1"
            )
            .Read();
        var entry = Assert.Single(books.Entries.Listed());
        Assert.Equal(
            (new DateOnly(2026, 1, 5), "(INV-1) Café \"Ö\", & co | note, x", EntryKind.Standard, SmallBooks.Importer),
            (entry.Date, entry.Description, entry.Kind, entry.PostedBy)
        );
        Assert.Equal(
            ["Assets:My Bank, Ltd:Größe USD 1250 0", "income:Kid's sales USD 0 1250"],
            entry.Lines.Select(Text)
        );
        Assert.Equal(
            ["Assets:My Bank, Ltd:Größe Größe Asset", "income:Kid's sales Kid's sales Revenue"],
            books
                .Chart.Accounts.Where(account => $"{account.Code}" != "3200")
                .Select(account => $"{account.Code} {account.Name} {account.Type}")
                .Order()
        );
        Assert.Equal(["bookseal.json", "hledger-csv"], books.Sources.Keys.Order());
    }

    [Fact]
    public void Read_SeveralCommodities_BalanceEachByItself() =>
        Assert.Equal(
            [
                "Assets:Hours VACHR 462 0",
                "Assets:Bank USD 1000 0",
                "Income:Work VACHR 0 462",
                "Income:Work USD 0 1000",
                "Assets:Old USD 0 0",
                "Assets:Yen JPY 7 0",
                "Assets:Yen JPY 0 7",
            ],
            new Ledger()
                .Add(
                    "2026-01-05",
                    "Pay",
                    "Assets:Hours|4.62|VACHR",
                    "Assets:Bank|10.00|USD",
                    "Income:Work|-4.62|VACHR",
                    "Income:Work|-10.00|USD",
                    "Assets:Old|0|",
                    "Assets:Yen|7|JPY",
                    "Assets:Yen|-7|JPY"
                )
                .Read()
                .Entries.Listed()[0]
                .Lines.Select(Text)
        );

    [Theory]
    [InlineData("Asset", AccountType.Asset)]
    [InlineData("ASSETS:Bank", AccountType.Asset)]
    [InlineData("assets:equity", AccountType.Asset)]
    [InlineData("Liability:Loan", AccountType.Liability)]
    [InlineData("liabilities", AccountType.Liability)]
    [InlineData("Equity:Opening balances", AccountType.Equity)]
    [InlineData("Income:Sales", AccountType.Revenue)]
    [InlineData("Revenue", AccountType.Revenue)]
    [InlineData("revenues:Sales", AccountType.Revenue)]
    [InlineData("Expense:Rent", AccountType.Expense)]
    [InlineData("expenses", AccountType.Expense)]
    public void Read_AnAccountOfNoChart_IsTypedByItsTopLevelName(string account, AccountType type) =>
        Assert.Equal(
            type,
            new Ledger()
                .Add("2026-01-05", "", $"{account}|1|USD", "Assets:Other|-1|USD")
                .Read()
                .Chart.Find(AccountCode.Parse(account).Value)!
                .Type
        );

    [Fact]
    public void Read_AnAccountOfTheChart_IsWhatTheChartSays()
    {
        var ledger = new Ledger().Add("2026-01-05", "", "Kasse|1|USD", "Assets:Bank|-1|USD", "Assets:Bank|0|USD");
        ledger.Books.With(
            BooksFiles.Accounts,
            "code,name,type,tags\nKasse,Petty cash,asset,cash current\nAssets:Bank,Odd,liability,\n"
                + "Equity:RE,Retained,equity,\n"
        );
        ledger.Books.Replace(BooksFiles.Profile, "3200", "Equity:RE");
        Assert.Equal(
            ["Assets:Bank Odd Liability ", "Equity:RE Retained Equity ", "Kasse Petty cash Asset cash current"],
            ledger
                .Read()
                .Chart.Accounts.Select(account =>
                    $"{account.Code} {account.Name} {account.Type} {string.Join(' ', account.Tags)}"
                )
        );
    }

    [Theory]
    [InlineData("3200", "Retained earnings")]
    [InlineData("Equity:Retained earnings", "Retained earnings")]
    [InlineData("equity:RE", "RE")]
    public void Read_RetainedEarningsThatNoTransactionNames_AreInTheChart(string code, string name)
    {
        var ledger = Ledger.Sale();
        ledger.Books.Replace(BooksFiles.Profile, "3200", code);
        Assert.Equal(
            (name, AccountType.Equity),
            ledger.Read().Chart.Find(AccountCode.Parse(code).Value) is { } account
                ? (account.Name, account.Type)
                : default
        );
    }

    [Fact]
    public void Read_JournalAndSubledgersOfTheDirectory_AreReadToo()
    {
        var ledger = Ledger.Sale();
        ledger
            .Books.With(
                BooksFiles.JournalCsv,
                SmallBooks.JournalHeader
                    + "A1,2026-01-31,Accrual,Assets:Bank,1.00,,USD,,,,,adjusting\n"
                    + "A1,2026-01-31,Accrual,Income:Sales,,1.00,USD,,,,,adjusting\n"
            )
            .With(BooksFiles.Subledgers, SmallBooks.ItemHeader + "AR,CUST,INV-1,2026-01-02,,debit,50.00,USD,,\n");
        var books = ledger.Read();
        Assert.Equal((2, 1), (books.Entries.Listed().Count, books.SubledgerItems.Count));
    }

    [Theory]
    [InlineData("€", "USD", "EUR")]
    [InlineData("£", "EUR", "GBP")]
    [InlineData("$", "USD", "USD")]
    [InlineData("$", "CAD", "CAD")]
    [InlineData("$", "EUR", "USD", "$=USD")]
    [InlineData("$", "USD", "CAD", "$=CAD")]
    [InlineData("vac hr", "USD", "VACHR", "$=USD", "vac hr=VACHR")]
    [InlineData("", "USD", "EUR", "=EUR")]
    [InlineData("a=b", "USD", "AB", "a=b=AB")]
    public void Read_ACommodity_IsTheCurrencyThatWasSaidOrThatIsPlain(
        string commodity,
        string baseCurrency,
        string currency,
        params string[] options
    )
    {
        var ledger = new Ledger { Commodities = options }.Add(
            "2026-01-05",
            "",
            $"Assets:Bank|1|{commodity}",
            $"Income:Sales|-1|{commodity}"
        );
        ledger.Books.Replace(BooksFiles.Profile, "\"USD\"", $"\"{baseCurrency}\"");
        Assert.All(ledger.Read().Entries.Listed()[0].Lines, line => Assert.Equal(currency, $"{line.Currency}"));
    }

    private static string Text(EntryLine line) =>
        $"{line.Account} {line.Currency} {line.DebitMinor} {line.CreditMinor}";
}
