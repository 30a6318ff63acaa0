using Bookseal.Books.Ledger;
using Bookseal.Books.Schedules;
using Bookseal.Books.Values;

namespace Bookseal.Books.Tests.Schedules;

/// <summary>What of entries that people wrote counts as posted, and what only looks like it.</summary>
public sealed class PostedByHandTests
{
    private static readonly PeriodCode January = new(2026, 1);
    private static readonly Asset Van = AnySchedule.Straight(600_000, 0, new(2025, 1, 1), 60);

    private static readonly Prepaid Cover = new(
        AnySchedule.Id("INS"),
        Code("1400"),
        Code("6120"),
        Van.Currency,
        60_000,
        new(2026, 1, 1),
        new(2026, 12, 31),
        DayConvention.FullMonth
    );

    [Theory]
    [InlineData("today's accounts", 10_000, "6700 10000", "1590 -10000 VAN")]
    [InlineData("the accounts before a change", 10_000, "6710 10000", "1595 -10000 VAN")]
    [InlineData("part of it capitalised", 10_000, "6700 6000", "1500 4000", "1590 -10000 VAN")]
    [InlineData("another expense refunded", 10_000, "6700 10000", "1590 -10000 VAN", "1010 50000", "6120 -50000")]
    [InlineData("taken back", -10_000, "1590 10000 VAN", "6700 -10000")]
    [InlineData("a correction within it", 7_000, "6700 7000", "1590 3000 VAN", "1590 -10000 VAN")]
    [InlineData("sold at a loss", 0, "1590 130000 VAN", "6700 30000", "1010 440000", "1500 -600000 VAN")]
    [InlineData("sold at a gain", 0, "1590 130000 VAN", "6700 -200000", "1010 670000", "1500 -600000 VAN")]
    [InlineData("scrapped", 0, "1590 130000 VAN", "6710 470000", "1500 -600000 VAN")]
    [InlineData("sold after its last", 10_000, "1590 140000 VAN", "1590 -10000 VAN", "6700 470000", "1500 -600000")]
    [InlineData("a bill of the van", 0, "6120 5000", "1010 -5000 VAN")]
    [InlineData("bought", 0, "1500 600000 VAN", "6700 100", "2000 -600100")]
    public void Posted_OfAnAsset_IsWhatWentToExpenses(string what, long postedMinor, params string[] lines) =>
        Assert.Equal((what, postedMinor), (what, PostedMinor(Schedule.Of(Van), lines)));

    [Theory]
    [InlineData("the cost written down", 10_000, "6710 10000", "1500 -10000 VAN")]
    [InlineData("sold at a loss", 0, "1010 440000", "6700 30000", "1500 -470000 VAN")]
    public void Posted_OfAnAssetThatIsWrittenDownItself_IsWhatWentToExpenses(
        string what,
        long postedMinor,
        params string[] lines
    ) =>
        Assert.Equal(
            (what, postedMinor),
            (what, PostedMinor(Schedule.Of(Van with { Accumulated = Van.Account }), lines))
        );

    [Fact]
    public void Posted_OfWhatWasLostOnceItIsDisposedOf_IsNone()
    {
        var scrapped = Van with { Accumulated = Van.Account, Disposal = January.LastDay };
        Assert.Equal(0, PostedMinor(Schedule.Of(scrapped), "6710 470000", "1500 -470000 VAN"));
        Assert.Equal(10_000, PostedMinor(Schedule.Of(scrapped), "6700 10000", "1500 -10000 VAN"));
    }

    [Theory]
    [InlineData("used", 5_000, "6120 5000", "1400 -5000 INS")]
    [InlineData("the accounts before a change", 5_000, "6710 5000", "1410 -5000 INS")]
    [InlineData("an invoice, of which some is expense", 0, "1400 60000 INS", "6120 10000", "2000 -70000")]
    [InlineData("refunded but for a fee", 0, "1010 50000", "6120 500", "1400 -50500 INS")]
    [InlineData("depreciation of an asset of that name", 0, "6700 5000", "1590 -5000 INS")]
    public void Posted_OfAPrepaid_IsWhatWentToExpenses(string what, long postedMinor, params string[] lines) =>
        Assert.Equal((what, postedMinor), (what, PostedMinor(Schedule.Of(Cover), lines)));

    private static long PostedMinor(Schedule schedule, params string[] lines)
    {
        var posted = new PostedSchedules([schedule], AnySchedule.Chart);
        var entry = new Entry(
            EntryId.Parse("JE-1").Value,
            January.LastDay,
            EntryKind.Standard,
            "by hand",
            PersonId.Parse("nora").Value,
            [.. lines.Select(Line)]
        );
        Assert.Empty(entry.Imbalances);
        posted.Add(entry, January);
        return posted.InMinor(schedule, January);
    }

    private static EntryLine Line(string text)
    {
        var words = text.Split(' ');
        var netMinor = long.Parse(words[1], System.Globalization.CultureInfo.InvariantCulture);
        return new(Code(words[0]), Van.Currency, Math.Max(0, netMinor), Math.Max(0, -netMinor))
        {
            Reference = words.ElementAtOrDefault(2),
        };
    }

    private static AccountCode Code(string text) => AccountCode.Parse(text).Value;
}
