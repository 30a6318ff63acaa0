using Bookseal.Import.BooksDirectory;
using Bookseal.Import.Tests.Hledger;

namespace Bookseal.Import.Tests;

/// <summary>A code that is neither of ISO 4217 nor announced is a slip, until somebody announces it.</summary>
public sealed class UnitTests
{
    private const string Statements = "account,currency,from,to,opening,closing\n";

    [Theory]
    [InlineData(BooksFiles.Openings, "1010,USD", "1010,USX", "opening_balances.csv:2:6")]
    [InlineData(BooksFiles.Openings, "1010,USD", "1010,POINTS", "opening_balances.csv:2:6")]
    [InlineData(BooksFiles.JournalCsv, "50.00,,USD", "50.00,,UDS", "journal.csv:2:1")]
    [InlineData(BooksFiles.Subledgers, "50.00,USD", "50.00,USDD", "subledgers.csv:2:49")]
    public void Directory_UnknownUnit_IsOneFault(string file, string part, string instead, string where) =>
        Assert.Equal([$"{where}: CURRENCY_UNKNOWN"], new SmallBooks().Replace(file, part, instead).Faults);

    [Fact]
    public void BankStatement_UnknownUnit_IsAFault() =>
        Assert.Equal(
            ["bank_statements.csv:2:6: CURRENCY_UNKNOWN"],
            new SmallBooks().With(BooksFiles.BankStatements, Statements + "MAIN,GPB,2026-01-01,2026-01-31,0,0\n").Faults
        );

    [Fact]
    public void Ndjson_UnknownUnit_IsAFaultOfItsLine() =>
        Assert.Equal(
            ["journal.ndjson:1:1: CURRENCY_UNKNOWN"],
            new SmallBooks()
                .With(
                    BooksFiles.JournalNdjson,
                    """{"date":"2026-01-02","description":"","id":"N1","kind":"standard","""
                        + """ "lines":[{"account":"1010","currency":"SEKK","debit":0}]}"""
                )
                .Faults
        );

    [Theory]
    [InlineData("UDS", "(USD?)")]
    [InlineData("UD", "(USD?)")]
    [InlineData("EURO", "(EUR?)")]
    [InlineData("GPB", "(GBP?)")]
    [InlineData("POINTS", "\"units\": [\"POINTS\"]")]
    public void Message_OfAnUnknownUnit_NamesTheNearestOrTheWayToAnnounceIt(string unit, string said)
    {
        var faults = SmallBooks.Journal($"E1,2026-01-02,,1010,0,,{unit},,,,,\n").FullFaults;
        Assert.Contains(said, Assert.Single(faults).Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("POINTS")]
    [InlineData("UDS")]
    public void Directory_AnnouncedUnit_IsRead(string unit)
    {
        var books = SmallBooks
            .Journal($"E1,2026-01-02,,1010,3,,{unit},,,,,\nE1,2026-01-02,,4000,,3,{unit},,,,,\n")
            .Replace(BooksFiles.Profile, "\"fiscal", $"\"units\":[\"HOURS\",\"{unit}\"],\"fiscal")
            .Read();
        Assert.Equal($"{unit}", $"{books.Entries.Listed()[0].Lines[0].Currency}");
        Assert.Contains("units", books.Profile.ToJson().Members.Keys);
    }

    [Fact]
    public void Profile_WithoutUnits_IsWrittenAsBefore() =>
        Assert.DoesNotContain("units", new SmallBooks().Read().Profile.ToJson().Members.Keys);

    [Theory]
    [InlineData("\"base_currency\":\"USD\"", "\"base_currency\":\"UDS\"", "bookseal.json:1:1: CURRENCY_UNKNOWN")]
    [InlineData("\"fiscal", "\"units\":[\"hours\"],\"fiscal", "bookseal.json:1:1: COMPANY_INVALID")]
    public void Profile_OfABadUnit_IsAFault(string part, string instead, string fault) =>
        Assert.Equal([fault], new SmallBooks().Replace(BooksFiles.Profile, part, instead).Faults);

    [Theory]
    [InlineData("UDS", "ledger.csv:2:52: CURRENCY_UNKNOWN")]
    [InlineData("SHR", "ledger.csv:2:52: CURRENCY_UNKNOWN")]
    [InlineData("USDD", "ledger.csv:2:52: CURRENCY_UNKNOWN")]
    [InlineData("VACHR")] // a name that no currency is near to
    [InlineData("H2O")]
    public void Hledger_CommodityLikeACurrency_IsASlip(string commodity, params string[] faults) =>
        Assert.Equal(faults, Of(commodity).Faults);

    [Fact]
    public void Hledger_CommodityThatWasSaidOrAnnounced_IsRead()
    {
        Assert.Empty(Of("SHR", "SHR=SHR").Faults);
        var announced = Of("SHR");
        announced.Books.Replace(BooksFiles.Profile, "\"fiscal", "\"units\":[\"SHR\"],\"fiscal");
        Assert.Empty(announced.Faults);
    }

    private static Ledger Of(string commodity, params string[] said) =>
        new Ledger { Commodities = said }.Add(
            "2026-01-05",
            "",
            $"Assets:Bank|6|{commodity}",
            $"Income:Sales|-6|{commodity}"
        );
}
