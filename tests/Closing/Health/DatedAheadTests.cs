using Bookseal.Books.Values;
using Bookseal.Closing.Tests.Lifecycle;

namespace Bookseal.Closing.Tests.Health;

/// <summary>A month that has entries and begins more than 31 days ahead of the clock, which stands in July.</summary>
public sealed class DatedAheadTests : IDisposable
{
    private readonly YearWorld _world = new();

    [Theory]
    [InlineData("2026-10-05", 2026, 10, true)]
    [InlineData("2027-02-01", 2027, 2, true)]
    [InlineData("2026-08-30", 2026, 8, false)] // begins on the 31st day
    [InlineData("2026-10-05", 2026, 9, false)] // another month is not told
    [InlineData("2026-10-05", 2026, 1, false)]
    public async Task Health_OfAMonthFarAhead_WarnsOfItsEntries(string day, int year, int month, bool isTold)
    {
        await _world.ImportAsync(YearBooks.Read(moreRows: YearBooks.Rent("F-1", day, "3.00")));
        var services = _world.Services;
        var master = (await services.Workspace.ReadMasterDataAsync(default)).Value;

        var report = (await services.Health.CheckAsync(new PeriodCode(year, month), master, default)).Value;

        Assert.Equal(isTold, report.Warnings.Any(warning => warning.Category == "dated_ahead"));
    }

    public void Dispose() => _world.Dispose();
}
