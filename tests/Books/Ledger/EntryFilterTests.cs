using Bookseal.Books.Ledger;
using Bookseal.Books.Values;

namespace Bookseal.Books.Tests.Ledger;

public sealed class EntryFilterTests
{
    private static readonly Entry Rent = Some.Entry(
        "JE-7",
        Some.Line("6000", 125_000),
        Some.Line("1000", -125_000)
    ) with
    {
        Description = "Rent, Pier 7",
        Origin = EntryOrigin.Of("ada", null, "grace"),
        Lines =
        [
            Some.Line("6000", 120_000) with
            {
                Entity = "Harbour Board",
            },
            Some.Line("6010", 5_000) with
            {
                Job = "J-44",
                Reference = "INV-9",
            },
            Some.Line("1000", -125_000),
        ],
    };

    [Theory]
    [InlineData("pier", true)]
    [InlineData("je-7", true)]
    [InlineData("harbour", true)]
    [InlineData("inv-9", true)]
    [InlineData("j-44", true)]
    [InlineData("power", false)]
    public void Text_OfAnyPart_FitsWhateverItsCapitals(string text, bool fits) =>
        Assert.Equal(fits, new EntryFilter { Text = text }.Fits(Rent));

    [Theory]
    [InlineData("nora", true)]
    [InlineData("Ada", true)]
    [InlineData("grace", true)]
    [InlineData("imani", false)]
    public void Person_WhoPostedCreatedOrApproved_Fits(string person, bool fits) =>
        Assert.Equal(fits, new EntryFilter { Person = person }.Fits(Rent));

    [Theory]
    [InlineData(null, "1250", true)] // the whole entry, and the bank's line
    [InlineData(null, "50.00", true)]
    [InlineData(null, "49.99", false)]
    [InlineData("6000", "1250", false)] // of an account only its own lines count
    [InlineData("6000", "1,200.00", true)]
    [InlineData("4000", "1200", false)]
    public void Amount_OfALineOrTheEntry_FitsOnEitherSide(string? account, string amount, bool fits)
    {
        var exact = AmountRange.ParseAmount(amount).Value;
        var filter = new EntryFilter
        {
            Account = account is null ? null : Some.Account(account),
            Amount = new(exact, exact),
        };
        Assert.Equal(fits, filter.Fits(Rent));
    }

    [Theory]
    [InlineData("2026-01-15", "2026-01-15", true)]
    [InlineData("2026-01-16", null, false)]
    [InlineData(null, "2026-01-14", false)]
    [InlineData(null, null, true)]
    public void Dates_FirstAndLastDay_BothCount(string? from, string? to, bool fits)
    {
        var filter = new EntryFilter { From = Day(from), To = Day(to) };
        Assert.Equal(fits, filter.Fits(Rent));
    }

    [Theory]
    [InlineData("JPY", 1250, true)]
    [InlineData("USD", 125_000, true)]
    [InlineData("USD", 1250, false)]
    [InlineData("KWD", 1_250_000, true)]
    public void Amount_InItsCurrencysUnit_IsComparedWithItsDecimals(string currency, long minor, bool holds) =>
        Assert.Equal(holds, new AmountRange(1250, 1250).Holds(-minor, Currency.Parse(currency).Value));

    [Fact]
    public void Range_BetweenTwoMinorUnits_IsRoundedInwards()
    {
        var range = new AmountRange(1.005m, 1.995m);
        Assert.Equal(
            [false, true, true, false],
            new Int128[] { 100, 101, 199, 200 }.Select(minor => range.Holds(minor, Some.Usd))
        );
    }

    [Theory]
    [InlineData("12,50")]
    [InlineData("1,2345")]
    [InlineData(",500")]
    [InlineData("-5")]
    [InlineData("1e9")]
    [InlineData("")]
    [InlineData("5\0")]
    [InlineData("99999999999999999999")]
    public void ParseAmount_OfWhatCouldMeanSomethingElse_IsRefused(string text) =>
        Assert.Equal("AMOUNT_INVALID", AmountRange.ParseAmount(text).Fault.Code);

    private static DateOnly? Day(string? text) => text is null ? null : Dates.Parse(text).Value;
}
