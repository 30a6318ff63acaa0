using Bookseal.Books.Schedules;
using Bookseal.Import.BooksDirectory;

namespace Bookseal.Import.Tests;

public sealed class ScheduleFileTests
{
    private const string AssetHeader =
        "id,account,accumulated,expense,cost,residual,currency,in_service,disposal,life_months,method,rate,convention,"
        + "description";
    private const string Van = "VAN,1500,1590,6700,46800.00,6000,USD,2023-04-10,,60,straight-line,,full-month,Van";
    private const string PrepaidHeader = "id,account,expense,amount,currency,start,end,months,convention,description";
    private const string Cover = "INS,1400,6120,14400,USD,2025-10-01,,12,full-month,Insurance";

    [Fact]
    public void Assets_EachForm_IsRead()
    {
        var assets = Books(
                BooksFiles.Assets,
                $"{AssetHeader},opening_accumulated\n{Van},\n"
                    + "PC,1500,1500,6700,1200.5,0,USD,2025-11-03,2026-02-01,36,declining-balance,33.3333,"
                    + "pro-rata,,66.70\n"
            )
            .Read()
            .Assets!;
        Assert.Equal(["VAN", "PC"], assets.Select(asset => asset.Id.ToString()));
        Assert.Equal(
            (4_680_000, 600_000, null),
            (assets[0].CostMinor, assets[0].ResidualMinor, assets[0].OpeningMinor)
        );
        Assert.Equal((333_333, 6_670), (assets[1].Rate!.Value.PartsPerMillion, assets[1].OpeningMinor));
        Assert.Equal(new DateOnly(2026, 2, 1), assets[1].Disposal);
    }

    [Fact]
    public void Prepaids_MonthsOrEnd_AreRead()
    {
        var prepaids = Books(
                BooksFiles.Prepaids,
                $"{PrepaidHeader}\n{Cover}\nFAIR,1400,6120,10,USD,2026-02-10,2026-02-12,,pro-rata,\n"
            )
            .Read()
            .Prepaids!;
        Assert.Equal((new DateOnly(2026, 9, 30), DayConvention.FullMonth), (prepaids[0].End, prepaids[0].Convention));
        Assert.Equal((new DateOnly(2026, 2, 12), DayConvention.ProRata), (prepaids[1].End, prepaids[1].Convention));
    }

    [Fact]
    public void Schedules_FileMissing_IsNotAFileWithoutRows()
    {
        Assert.Null(Books(BooksFiles.Prepaids, $"{PrepaidHeader}\n").Read().Assets);
        Assert.Empty(Books(BooksFiles.Assets, $"{AssetHeader}\n").Read().Assets!);
    }

    [Theory]
    [InlineData("VAN,", ",", "1: SCHEDULE_ID_INVALID")]
    [InlineData("1500", "4000", "5: SCHEDULE_ACCOUNT_INVALID")]
    [InlineData("1500", "1501", "5: ACCOUNT_UNKNOWN")]
    [InlineData("1500", "1010", "5: SCHEDULE_ACCOUNT_INVALID")]
    [InlineData("1590", "1400", "10: SCHEDULE_ACCOUNT_INVALID")]
    [InlineData("6700", "4000", "15: SCHEDULE_ACCOUNT_INVALID")]
    [InlineData("46800.00", "46800.001", "20: AMOUNT_INVALID")]
    [InlineData("46800.00", "0", "20: SCHEDULE_AMOUNT_INVALID")]
    [InlineData("46800.00", "-1", "20: SCHEDULE_AMOUNT_INVALID")]
    [InlineData("46800.00", "90071992547410000", "20: AMOUNT_TOO_LARGE")]
    [InlineData("6000", "46800.01", "29: SCHEDULE_AMOUNT_INVALID")]
    [InlineData("6000", "", "29: AMOUNT_INVALID")]
    [InlineData("USD", "UDS", "34: CURRENCY_UNKNOWN")]
    [InlineData("2023-04-10", "2023-04-31", "38: DATE_INVALID")]
    [InlineData("2023-04-10", "9998-01-01", "38: SCHEDULE_DATES")]
    [InlineData("2023-04-10", "1899-12-31", "38: SCHEDULE_DATES")]
    [InlineData("2023-04-10,", "2023-04-10,2023-04-09", "49: SCHEDULE_DATES")]
    [InlineData(",60,", ",0,", "50: SCHEDULE_LIFE_INVALID")]
    [InlineData(",60,", ",1201,", "50: SCHEDULE_LIFE_INVALID")]
    [InlineData(",60,", ",+60,", "50: SCHEDULE_LIFE_INVALID")]
    [InlineData("straight-line", "linear", "53: SCHEDULE_METHOD_INVALID")]
    [InlineData("straight-line", "declining-balance", "71: SCHEDULE_RATE_INVALID")]
    [InlineData("straight-line,", "straight-line,25", "67: SCHEDULE_RATE_INVALID")]
    [InlineData("straight-line,", "declining-balance,25%", "71: SCHEDULE_RATE_INVALID")]
    [InlineData("full-month", "daily", "68: SCHEDULE_CONVENTION_INVALID")]
    public void Assets_AnOddCell_IsAFaultWithItsPlace(string part, string instead, string fault) =>
        Assert.Equal(
            [$"assets.csv:2:{fault}"],
            Books(BooksFiles.Assets, $"{AssetHeader}\n{Van.Replace(part, instead, StringComparison.Ordinal)}\n").Faults
        );

    [Theory]
    [InlineData("1400", "6120", "5: SCHEDULE_ACCOUNT_INVALID")]
    [InlineData("14400", "0", "15: SCHEDULE_AMOUNT_INVALID")]
    [InlineData(",12,", ",,", "36: SCHEDULE_DATES")]
    [InlineData(",,12,", ",2026-01-01,12,", "36: SCHEDULE_DATES")]
    [InlineData(",,12,", ",2025-09-30,,", "36: SCHEDULE_DATES")]
    [InlineData(",,12,", ",2199-01-01,,", "36: SCHEDULE_LIFE_INVALID")]
    [InlineData(",12,", ",0,", "37: SCHEDULE_LIFE_INVALID")]
    [InlineData("2025-10-01", "9999-12-31", "25: SCHEDULE_DATES")]
    public void Prepaids_AnOddCell_IsAFaultWithItsPlace(string part, string instead, string fault) =>
        Assert.Equal(
            [$"prepaids.csv:2:{fault}"],
            Books(
                BooksFiles.Prepaids,
                $"{PrepaidHeader}\n{Cover.Replace(part, instead, StringComparison.Ordinal)}\n"
            ).Faults
        );

    [Fact]
    public void Descriptions_LongerThanAnEntryTakes_AreFaults()
    {
        var text = new string('x', Limits.ScheduleTextCharacters + 1);
        var van = Van[..(Van.LastIndexOf(',') + 1)];
        Assert.Empty(Books(BooksFiles.Assets, $"{AssetHeader}\n{van}{text[1..]}\n").Faults);
        Assert.Contains(
            "SCHEDULE_TEXT_TOO_LONG",
            Assert.Single(Books(BooksFiles.Assets, $"{AssetHeader}\n{van}{text}\n").Faults),
            StringComparison.Ordinal
        );
        var cover = Cover[..(Cover.LastIndexOf(',') + 1)];
        Assert.Contains(
            "SCHEDULE_TEXT_TOO_LONG",
            Assert.Single(Books(BooksFiles.Prepaids, $"{PrepaidHeader}\n{cover}{text}\n").Faults),
            StringComparison.Ordinal
        );
    }

    [Fact]
    public void Assets_OfAnAccountWithAFault_LeaveThatFaultAlone() =>
        Assert.Equal(
            ["accounts.csv:6:25: ACCOUNT_TAG_INVALID"],
            Books(BooksFiles.Assets, $"{AssetHeader}\n{Van}\n")
                .Replace(BooksFiles.Accounts, "asset,contra", "asset,contra odd")
                .Faults
        );

    [Fact]
    public void Assets_OfOneIdOrTwins_AreFaults()
    {
        var twin = Van.Replace("VAN", "Van", StringComparison.Ordinal);
        Assert.Equal(
            ["assets.csv:3:1: SCHEDULE_DUPLICATE", "assets.csv:4:1: SCHEDULE_TWIN"],
            Books(BooksFiles.Assets, $"{AssetHeader}\n{Van}\n{Van}\n{twin}\n").Faults
        );
    }

    [Fact]
    public void Assets_OverTheLimit_AreRefused()
    {
        var rows = Enumerable
            .Range(0, Limits.Schedules + 1)
            .Select(row => Van.Replace("VAN", $"V{row}", StringComparison.Ordinal));
        Assert.Equal(
            ["assets.csv:1:1: SCHEDULES_TOO_MANY"],
            Books(BooksFiles.Assets, $"{AssetHeader}\n{string.Join('\n', rows)}\n").Faults
        );
    }

    private static SmallBooks Books(string file, string text) =>
        new SmallBooks()
            .With(
                BooksFiles.Accounts,
                "code,name,type,tags\n1010,Bank,asset,cash current\n1200,Receivables,asset,control:AR\n"
                    + "1400,Prepaid expenses,asset,current\n1500,Equipment,asset,\n1590,Depreciation,asset,contra\n"
                    + "3200,Retained earnings,equity,\n4000,Sales,revenue,\n6120,Insurance,expense,\n"
                    + "6700,Depreciation,expense,\n"
            )
            .With(file, text);
}
