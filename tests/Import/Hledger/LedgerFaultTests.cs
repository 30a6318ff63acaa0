using System.Text;
using Bookseal.Import.BooksDirectory;
using Bookseal.Import.Hledger;

namespace Bookseal.Import.Tests.Hledger;

/// <summary>Every code of the reader, with the place where a person has to look.</summary>
public sealed class LedgerFaultTests
{
    [Fact]
    public void Read_TheLedgerThatTheNextTestSpoils_HasNoFault() => Assert.Empty(Ledger.Sale().Faults);

    [Theory]
    [InlineData("\"txnidx\"", "\"idx\"", "ledger.csv:1:1: CSV_HEADER")]
    [InlineData(
        "\"1\",\"2026-01-05\",\"\",\"*\",\"\",\"Sale\",\"\",\"A",
        "\"2026-01-05\",\"\",\"*\",\"\",\"Sale\",\"\",\"A",
        "ledger.csv:2:1: CSV_CELL_COUNT"
    )]
    [InlineData("\"Assets:Bank\"", "\"Assets:Bank", "ledger.csv:2:1: CSV_CELL_COUNT")]
    [InlineData("\"1\",", "\"\",", "ledger.csv:2:1: TXNIDX_MISSING")]
    [InlineData("2026-01-05", "05.01.2026", "ledger.csv:2:5: DATE_INVALID")]
    [InlineData("2026-01-05", "2026-02-30", "ledger.csv:2:5: DATE_INVALID")]
    [InlineData(
        "\"2026-01-05\",\"\",\"*\",\"\",\"Sale\",\"\",\"Income",
        "\"2026-01-06\",\"\",\"*\",\"\",\"Sale\",\"\",\"Income",
        "ledger.csv:3:5: ENTRY_INCONSISTENT"
    )]
    [InlineData("\"Sale\",\"\",\"Income", "\"Sold\",\"\",\"Income", "ledger.csv:3:28: ENTRY_INCONSISTENT")]
    [InlineData("\"\",\"Sale\",\"\",\"Income", "\"C\",\"Sale\",\"\",\"Income", "ledger.csv:3:25: ENTRY_INCONSISTENT")]
    [InlineData("Assets:Bank", "Bank:Assets", "ledger.csv:2:38: ACCOUNT_TYPE_UNKNOWN")]
    [InlineData("Assets:Bank", "", "ledger.csv:2:38: ACCOUNT_CODE_INVALID")]
    [InlineData("Assets:Bank", "Assets:\"\"Bank\"\"", "ledger.csv:2:38: ACCOUNT_CODE_INVALID")]
    [InlineData("Assets:Bank", "(Assets:Bank)", "ledger.csv:2:38: VIRTUAL_POSTING")]
    [InlineData("Assets:Bank", "[Assets:Bank]", "ledger.csv:2:38: VIRTUAL_POSTING")]
    [InlineData("\"12.50\",\"USD\"", "\"12.50\",\"\"", "ledger.csv:2:60: COMMODITY_UNKNOWN")]
    [InlineData("\"12.50\",\"USD\"", "\"12.50\",\"vac hr\"", "ledger.csv:2:60: COMMODITY_UNKNOWN")]
    [InlineData("\"12.50\",\"USD\"", "\"12.50\",\"¥\"", "ledger.csv:2:60: COMMODITY_UNKNOWN")]
    [InlineData(
        "\"12.50\",\"USD\"",
        "\"12.50\",\"EUR\"",
        "ledger.csv:2:1: ENTRY_UNBALANCED",
        "ledger.csv:2:1: ENTRY_UNBALANCED"
    )]
    [InlineData("\"12.50\",\"USD\"", "\"12,50\",\"USD\"", "ledger.csv:2:52: AMOUNT_INVALID")]
    [InlineData("\"12.50\",\"USD\"", "\"12.505\",\"USD\"", "ledger.csv:2:52: AMOUNT_INVALID")]
    [InlineData("\"12.50\",\"USD\"", "\"\",\"USD\"", "ledger.csv:2:52: AMOUNT_INVALID")]
    [InlineData("\"12.50\",\"USD\"", "\"90071992547409.92\",\"USD\"", "ledger.csv:2:52: AMOUNT_TOO_LARGE")]
    [InlineData("\"12.50\",\"USD\"", "\"12.51\",\"USD\"", "ledger.csv:2:52: AMOUNT_SIDES")]
    [InlineData("\"USD\",\"\",\"12.50\"", "\"USD\",\"12.50\",\"\"", "ledger.csv:2:52: AMOUNT_SIDES")]
    [InlineData(
        "\"USD\",\"\",\"12.50\"",
        "\"USD\",\"12.50\",\"12.50\"",
        "ledger.csv:2:74: AMOUNT_SIDES",
        "ledger.csv:2:52: AMOUNT_SIDES"
    )]
    [InlineData(
        "\"USD\",\"\",\"12.50\"",
        "\"USD\",\"\",\"x\"",
        "ledger.csv:2:69: AMOUNT_INVALID",
        "ledger.csv:2:52: AMOUNT_SIDES"
    )]
    [InlineData("\"-12.50\",\"USD\",\"12.50\"", "\"-12.51\",\"USD\",\"12.51\"", "ledger.csv:2:1: ENTRY_UNBALANCED")]
    public void Read_OneThingSpoiled_SaysWhereAndWhat(string part, string instead, params string[] faults) =>
        Assert.Equal(faults, Ledger.Sale().Replace(part, instead).Faults);

    [Theory]
    [InlineData("date:2026-02-01", true)]
    [InlineData("late, date: 2/1", true)]
    [InlineData("[2026-02-01]", true)]
    [InlineData("[2/1=2/3]", true)]
    [InlineData("date:2026-01-05", false)]
    [InlineData("[2026/01/05]", false)]
    [InlineData("see [1], update:2026-02-01", false)]
    [InlineData("date2:2026-02-01", false)]
    public void Read_APostingWithADateOfItsOwn_IsRefused(string comment, bool isRefused)
    {
        var ledger = new Ledger()
            .AddRow("1", "2026-01-05", "", "Assets:Bank", "1", "USD", comment: comment)
            .AddRow("1", "2026-01-05", "", "Income:Sales", "-1", "USD");
        Assert.Equal(isRefused ? ["ledger.csv:2:68: POSTING_DATE"] : [], ledger.Faults);
    }

    [Fact]
    public void Read_TheRowsOfATransactionNotAdjacent_AreRefused() =>
        Assert.Equal(
            ["ledger.csv:4:1: TRANSACTION_SPLIT"],
            new Ledger()
                .AddRow("1", "2026-01-05", "", "Assets:Bank", "0", "USD")
                .AddRow("2", "2026-01-05", "", "Assets:Bank", "0", "USD")
                .AddRow("1", "2026-01-05", "", "Assets:Bank", "0", "USD")
                .Faults
        );

    [Fact]
    public void Read_AnUntypedAccountInManyRows_IsNamedOnce() =>
        Assert.Equal(
            ["ledger.csv:2:34: ACCOUNT_TYPE_UNKNOWN", "ledger.csv:3:34: ACCOUNT_TYPE_UNKNOWN"],
            new Ledger()
                .Add("2026-01-05", "", "Kasse|1|USD", "Bank|-1|USD")
                .Add("2026-01-06", "", "Kasse|1|USD", "Bank|-1|USD")
                .Faults
        );

    [Fact]
    public void Read_AnUnknownCommodityInManyRows_IsNamedOnce() =>
        Assert.Equal(
            ["ledger.csv:2:56: COMMODITY_UNKNOWN"],
            new Ledger()
                .Add("2026-01-05", "", "Assets:Bank|12.50|h", "Assets:Hours|-12.50|h")
                .Add("2026-01-06", "", "Assets:Bank|12.50|USD", "Assets:Hours|-12.50|h")
                .Faults
        );

    [Fact]
    public void Read_TooManyPostings_IsRefused() =>
        Assert.Equal(
            ["ledger.csv:2:1: ENTRY_TOO_LARGE"],
            new Ledger().Add("2026-01-05", "", [.. Enumerable.Repeat("Assets:Bank|0|USD", 1001)]).Faults
        );

    [Theory]
    [InlineData("Assets:Bank", "Bank", "accounts.csv")]
    [InlineData("\"12.50\",\"USD\"", "\"12.50\",\"h\"", "--commodity 'h=USD'")]
    [InlineData("\"12.50\",\"USD\"", "\"12.50\",\"hours\"", "--commodity 'hours=HOURS'")]
    [InlineData("\"12.50\",\"USD\"", "\"12.50\",\"¥\"", "--commodity '¥=JPY'")]
    [InlineData("\"12.50\",\"USD\"", "\"12.50\",\"\"", "--commodity '=USD'")]
    [InlineData("\"12.50\",\"USD\"", "\"12,50\",\"USD\"", "-c '1000.00 USD'")]
    [InlineData("\"12.50\",\"USD\"", "\"12.50\",\"AAPL\"", "print -B")]
    [InlineData("\"12.50\",\"USD\"", "\"12.5049\",\"USD\"", "write the total price (@@ 12.50 USD)")]
    [InlineData("\"-12.50\",\"USD\"", "\"-12.496\",\"USD\"", "write the total price (@@ 12.50 USD)")]
    [InlineData("\"12.50\",\"USD\"", "\"12.50\",\"JPY\"", "(@@ 12 JPY), or leave the price out")]
    [InlineData("Assets:Bank", "\"\"Assets\"\"", "--alias")]
    [InlineData("\"txnidx\"", "2026-01-05 Sale", "hledger print -B -O csv")]
    public void Read_OneThingSpoiled_SaysWhatToDo(string part, string instead, string advice) =>
        Assert.Contains(
            Ledger.Sale().Replace(part, instead).FullFaults,
            fault => fault.Message.Contains(advice, StringComparison.Ordinal)
        );

    [Fact]
    public void Read_RetainedEarningsThatAreNoEquity_AreRefused()
    {
        var ledger = Ledger.Sale();
        ledger.Books.Replace(BooksFiles.Profile, "3200", "Assets:Bank");
        Assert.Equal(["bookseal.json:1:1: RETAINED_EARNINGS_INVALID"], ledger.Faults);
    }

    [Theory]
    [InlineData("USD")]
    [InlineData("$=usd")]
    [InlineData("$=")]
    [InlineData("$=USD", "$=CAD")]
    public void Parse_ABadCommodityOption_IsRefused(params string[] options) =>
        Assert.Equal("COMMODITY_OPTION_INVALID", CommodityNames.Parse(options).Fault.Code);

    [Fact]
    public void Read_ALedgerOfHledgersOwnFormat_IsNotTaken()
    {
        var faults = new ImportFaults();
        Assert.Null(
            new Ledger().Read(
                Encoding.UTF8.GetBytes("2026-01-05 Sale\n    Assets:Bank  $12.50\n    Income:Sales\n"),
                faults
            )
        );
        Assert.Equal("ledger.csv:1:1", Assert.Single(faults.Faults).Where);
    }
}
