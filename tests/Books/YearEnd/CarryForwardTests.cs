using Bookseal.Books.Ledger;
using Bookseal.Books.Tests.Statements;
using Bookseal.Books.Values;
using Bookseal.Books.YearEnd;

namespace Bookseal.Books.Tests.YearEnd;

public sealed class CarryForwardTests
{
    private static readonly YearEndRules Rules = new(
        Month.Chart,
        Some.Account("3200"),
        new FiscalCalendar(12),
        new(2026, 1, 1)
    );

    /// <summary>Bank 60, payables 15; retained earnings 10, and 35 earned this year.</summary>
    private static readonly BalanceList Balances = Some.Balances(
        ("1010", Some.Usd, 60),
        ("2000", Some.Usd, -15),
        ("3200", Some.Usd, -10),
        ("4000", Some.Usd, -65),
        ("6000", Some.Usd, 30)
    );

    private static readonly EntryLine[] Opening =
    [
        Some.Line("1010", 60),
        Some.Line("2000", -15),
        Some.Line("3000", -45),
    ];

    [Fact]
    public void Find_APairOfEntries_SetsBothAside() =>
        AssertSetAside(["C", "O"], Last("C", Mirror(Opening)), First("O", Opening));

    [Fact]
    public void Find_TheOpeningHalfAlone_SetsItAside() => AssertSetAside(["O"], First("O", Opening));

    [Fact]
    public void Find_TheClosingHalfAlone_SetsItAside() => AssertSetAside(["C"], Last("C", Mirror(Opening)));

    [Fact]
    public void Find_OpeningsAgainstRetainedEarningsWithTheResultInThem_SetsThemAside() =>
        AssertSetAside(["O"], First("O", Some.Line("1010", 60), Some.Line("2000", -15), Some.Line("3200", -45)));

    [Fact]
    public void Find_OpeningsAccountByAccount_SetsThemAside() =>
        AssertSetAside(
            ["O1", "O2"],
            First("O1", Some.Line("1010", 60), Some.Line("3000", -60)),
            First("O2", Some.Line("3000", 15), Some.Line("2000", -15))
        );

    [Fact]
    public void Find_APairForTheBankAlone_SetsBothAside() =>
        AssertSetAside(
            ["C", "O"],
            Last("C", Some.Line("1010", -60), Some.Line("3000", 60)),
            First("O", Some.Line("1010", 60), Some.Line("3000", -60))
        );

    [Theory]
    [InlineData(60)] // what the bank holds, but half of a carry-forward has all
    [InlineData(25)]
    public void Find_CapitalPaidInOnTheFirstDay_IsEveryday(int amount) =>
        AssertSetAside([], First("E", Some.Line("1010", amount), Some.Line("3000", -amount)));

    [Fact]
    public void Find_MoneyLentOverTheYearsEnd_IsEveryday() =>
        AssertSetAside(
            [],
            Last("E1", Some.Line("1010", -20), Some.Line("3000", 20)),
            First("E2", Some.Line("1010", 20), Some.Line("3000", -20))
        );

    [Fact]
    public void Find_CapitalPaidInOnTheLastDay_IsPartOfWhatIsCarried()
    {
        var paid = Last("E", Some.Line("1010", 40), Some.Line("3000", -40));
        EntryLine[] opening = [Some.Line("1010", 100), Some.Line("2000", -15), Some.Line("3000", -85)];
        AssertSetAside(["C", "O"], paid, Last("C", Mirror(opening)), First("O", opening));
    }

    [Fact]
    public void Find_WhatIsSaidToCarryAndDiffers_IsSetAsideAndCompared()
    {
        var said = First("O", Some.Line("1010", 61), Some.Line("2000", -15), Some.Line("3000", -46)) with
        {
            Description = "Opening balances",
        };
        var found = CarryForward.Find(Rules, [said], Balances);
        Assert.Equal([said.Key], found.Entries);
        Assert.Equal([new(Some.Account("1010"), Some.Usd, 61, 60)], found.Differences);
    }

    [Fact]
    public void Find_OfKindOpening_IsSetAsideAndCompared()
    {
        var said = First("O", Some.Line("2000", -14), Some.Line("3000", 14)) with { Kind = EntryKind.Opening };
        var found = CarryForward.Find(Rules, [said], Balances);
        Assert.Equal([new(Some.Account("2000"), Some.Usd, -14, -15)], found.Differences);
    }

    [Fact]
    public void Find_OpeningBalanceOfANewAccount_IsEveryday() =>
        AssertSetAside(
            [],
            First("E", Some.Line("1500", 500), Some.Line("3000", -500)) with
            {
                Description = "opening balances",
            }
        );

    [Theory]
    [InlineData("2026-12-30")]
    [InlineData("2027-01-02")]
    [InlineData("2026-01-01")] // the books start: nothing is carried
    public void MayBe_AnotherDay_IsNone(string date) =>
        Assert.False(Rules.MayBe(First("O", Opening) with { Date = Dates.Parse(date).Value }));

    private static void AssertSetAside(string[] ids, params Entry[] entries)
    {
        Assert.All(entries, entry => Assert.True(Rules.MayBe(entry)));
        var found = CarryForward.Find(Rules, entries, Balances);
        Assert.Equal(ids, found.Entries.Select(id => $"{id}").Order());
        Assert.Empty(found.Differences);
    }

    private static Entry Last(string id, params EntryLine[] lines) =>
        Some.Entry(id, lines) with
        {
            Date = new(2026, 12, 31),
        };

    private static Entry First(string id, params EntryLine[] lines) =>
        Some.Entry(id, lines) with
        {
            Date = new(2027, 1, 1),
        };

    private static EntryLine[] Mirror(EntryLine[] lines) =>
        [.. lines.Select(line => line with { DebitMinor = line.CreditMinor, CreditMinor = line.DebitMinor })];
}
