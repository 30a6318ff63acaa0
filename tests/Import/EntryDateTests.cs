using Bookseal.Books.Ledger;
using Bookseal.Import.BooksDirectory;
using Bookseal.Import.Tests.Hledger;

namespace Bookseal.Import.Tests;

/// <summary>The books start on 2026-01-01, and it is 10 March 2026.</summary>
public sealed class EntryDateTests
{
    [Theory]
    [InlineData("2026-01-01")]
    [InlineData("2027-03-10")]
    [InlineData("2027-03-11", "journal.csv:2:1: DATE_OUT_OF_RANGE")]
    [InlineData("2062-03-01", "journal.csv:2:1: DATE_OUT_OF_RANGE")]
    [InlineData("9999-12-31", "journal.csv:2:1: DATE_OUT_OF_RANGE")]
    [InlineData("2025-12-31", "journal.csv:2:1: BEFORE_BOOKS_START")]
    [InlineData("0026-01-05", "journal.csv:2:1: BEFORE_BOOKS_START")]
    [InlineData("0001-01-01", "journal.csv:2:1: BEFORE_BOOKS_START")] // also what stands for a date that is none
    public void Journal_EntryOfADate_LiesBetweenTheStartAndAYearAhead(string date, params string[] faults) =>
        Assert.Equal(faults, SmallBooks.Journal($"E1,{date},,1010,8,,USD,,,,,\nE1,{date},,4000,,8,USD,,,,,\n").Faults);

    [Theory]
    [InlineData("2026-04-10", 0)]
    [InlineData("2026-04-11", 1)]
    [InlineData("2027-03-10", 1)]
    public void FarAhead_EntryOfADate_IsCountedFromTheThirtySecondDayOn(string date, int count)
    {
        var books = SmallBooks.Journal($"E1,{date},,1010,8,,USD,,,,,\nE1,{date},,4000,,8,USD,,,,,\n").Read();
        Assert.Equal((count, count > 0), (books.FarAhead.Count, books.FarAhead.First is not null));
    }

    [Theory]
    [InlineData("2027-01-31")]
    [InlineData("2206-01-31", "journal.ndjson:1:1: DATE_OUT_OF_RANGE")]
    [InlineData("0001-01-01", "journal.ndjson:1:1: BEFORE_BOOKS_START")]
    public void Ndjson_EntryOfADate_LiesBetweenTheStartAndAYearAhead(string date, params string[] faults) =>
        Assert.Equal(
            faults,
            new SmallBooks()
                .With(
                    BooksFiles.JournalNdjson,
                    $$"""
                    {"date":"{{date}}","description":"","id":"N1","kind":"standard","lines":[
                    """.TrimEnd() + """{"account":"1010","currency":"USD","debit":0}]}"""
                )
                .Faults
        );

    [Theory]
    [InlineData("1926-01-01")] // makes up the openings
    [InlineData("2027-03-10")]
    [InlineData("1925-12-31", "ledger.csv:2:1: DATE_OUT_OF_RANGE")]
    [InlineData("0001-01-01", "ledger.csv:2:1: DATE_OUT_OF_RANGE")]
    [InlineData("2027-03-11", "ledger.csv:2:1: DATE_OUT_OF_RANGE")]
    [InlineData("9999-12-31", "ledger.csv:2:1: DATE_OUT_OF_RANGE")]
    public void Hledger_TransactionOfADate_IsNoSlip(string date, params string[] faults) =>
        Assert.Equal(faults, new Ledger().Add(date, "", "Assets:Bank|3|USD", "Income:Sales|-3|USD").Faults);

    [Theory]
    [InlineData("0001-01-01", "9999-12-31")]
    [InlineData("0099-05-01", "9999-06-30")]
    public void Dates_AtTheEndsOfTheCalendar_AreNoCrash(string start, string today)
    {
        var dates = EntryDates.At(DateOnly.Parse(start, null), DateOnly.Parse(today, null));
        Assert.Equal(DateOnly.MaxValue, dates.Latest);
        var entry = SmallBooks.Journal("E1,2026-01-02,,1010,0,,USD,,,,,\n").Read().Entries.Listed()[0];
        Assert.Null(dates.Check(entry with { Date = DateOnly.MinValue }, takesPast: true));
    }

    [Fact]
    public void Subledgers_DueDates_AreFree() =>
        Assert.Empty(new SmallBooks().Replace(BooksFiles.Subledgers, "2026-02-01", "2099-02-01").Faults);
}
