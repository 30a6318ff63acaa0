using Bookseal.Import.BooksDirectory;
using Bookseal.Import.DirectoryTables;

namespace Bookseal.Import.Tests.DirectoryTables;

/// <summary>A cell is a date or an amount as a whole: nothing of it is cut off or pushed together.</summary>
public sealed class CellFormTests
{
    private const string J = BooksFiles.JournalCsv;
    private static readonly TableWishes DayFirst = new(true, null);

    [Theory]
    [InlineData("2026-01-31")]
    [InlineData("20260131")]
    [InlineData("2026-01-31T09:15:00Z")]
    [InlineData("2026-01-31 9:15:00.123 +01:00")]
    [InlineData("20260131T091500")]
    [InlineData("31/01/2026")]
    [InlineData("31.1.26")]
    [InlineData("31-01-2026")]
    public void Read_ADateWithATimeOrNothingBehindIt_IsItsDay(string date) =>
        Assert.Equal(new DateOnly(2026, 1, 31), Assert.Single(Dated(date, "").Read(DayFirst).Entries.Listed()).Date);

    [Theory]
    [InlineData("2026-01-311")]
    [InlineData("20260131999")]
    [InlineData("2026-01-31 and more")]
    [InlineData("2026-01-31T")]
    [InlineData("2026-0131")]
    [InlineData("26-01-31")]
    [InlineData("31-01-26")]
    public void Read_ADateWithMoreBehindIt_IsAFault(string date)
    {
        var said = $"{{\"tables\":{{\"{J}\":{{\"dates\":\"dmy\"}}}}}}";
        var faults = Dated(date, "").With(BooksFiles.Mapping, said).Faults;
        Assert.StartsWith($"{J}:2:4: ", faults[0], StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("1.2.98", 1998)]
    [InlineData("1.2.69", 1969)]
    [InlineData("1.2.68", 2068)]
    [InlineData("1.2.26", 2026)]
    public void Read_AYearOfTwoDigits_IsTheNearerOne(string due, int year) =>
        Assert.Equal(
            new DateOnly(year, 2, 1),
            Dated("2026-01-31", due).Read(DayFirst).Entries.Listed()[0].Lines[0].DueDate
        );

    [Theory]
    [InlineData("1 250,00", 125_000)]
    [InlineData("1'250'000,5", 125_000_050)]
    [InlineData("1.250,00", 125_000)]
    [InlineData("- 7,50", -750)]
    [InlineData("'7,50", 750)]
    [InlineData("12 50", null)]
    [InlineData("1 2,50", null)]
    [InlineData("1250 000,00", null)]
    [InlineData("12'50,00", null)]
    [InlineData("1 250.000,00", null)]
    [InlineData("7,5 0", null)]
    public void Read_BlanksAndApostrophesWithinAnAmount_PartThousands(string amount, int? minor)
    {
        var books = Journal(
            "entry_id;date;account;amount;currency\n"
                + $"E1;2026-01-31;1200;{amount};USD\nE1;2026-01-31;4000;{Other(minor ?? 0)};USD\n"
        );
        if (minor is null)
            Assert.Equal([$"{J}:2:20: AMOUNT_INVALID"], books.Faults);
        else
            Assert.Equal((long)minor.Value, books.Read().Entries.Listed()[0].Lines[0].NetMinor);
    }

    private static string Other(int minor) => FormattableString.Invariant($"{-minor / 100m:0.00}").Replace('.', ',');

    private static SmallBooks Dated(string date, string due) =>
        Journal(
            "entry_id;date;account;debit;credit;currency;due_date;subledger;entity;reference\n"
                + $"E1;{date};1200;5;;USD;{due};AR;CUST;INV-1\nE1;{date};4000;;5;USD;;;;\n"
        );

    private static SmallBooks Journal(string table)
    {
        var books = new SmallBooks().With(J, table);
        books.Files.Remove(BooksFiles.Subledgers);
        return books;
    }
}
