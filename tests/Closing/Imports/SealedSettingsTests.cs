using Bookseal.Closing.Tests.Lifecycle;
using Bookseal.Evidence;
using Bookseal.Import.BooksDirectory;
using Bookseal.TestHost.Scenario;

namespace Bookseal.Closing.Tests.Imports;

public sealed class SealedSettingsTests : IDisposable
{
    private const string YearEnd = "\"fiscal_year_end_month\":";
    private const string Reopen = "\"reopen\":\"approver\",\"segregation\"";
    private readonly YearWorld _world = new();

    [Theory]
    [InlineData("\"books_start\":\"2026-01-01\"", "\"books_start\":\"2025-12-01\"", "BOOKS_START_SEALED")]
    [InlineData("\"books_start\":\"2026-01-01\"", "\"books_start\":\"2025-01-01\"", "BOOKS_START_SEALED")]
    [InlineData("\"base_currency\":\"USD\"", "\"base_currency\":\"EUR\"", "BASE_CURRENCY_SEALED")]
    [InlineData("\"base_currency\":\"USD\"", "\"base_currency\":\"JPY\"", "BASE_CURRENCY_SEALED")]
    [InlineData(YearEnd + "12", YearEnd + "6", "FISCAL_YEAR_SEALED")]
    [InlineData(YearEnd + "12", YearEnd + "1", "FISCAL_YEAR_SEALED")]
    public async Task Import_SettingChangedAfterAFirstClose_IsRefused(string from, string to, string code)
    {
        await _world.ImportAsync(EditedBooks.Read());
        await _world.CloseAsync(YearBooks.January);
        var before = await _world.Services.Workspace.ReadMasterDigestsAsync(default);

        var fault = await RefusedAsync(EditedBooks.Read((BooksFiles.Profile, from, to)));

        Assert.Equal((code, "bookseal.json:1:1"), (fault.Code, fault.Where));
        Assert.Contains("2026-01 is closed", fault.Message, StringComparison.Ordinal);
        Assert.Equal(before, await _world.Services.Workspace.ReadMasterDigestsAsync(default));
    }

    [Theory]
    [InlineData("2026-02-01")]
    [InlineData("2026-04-01")]
    public async Task Import_BooksStartMovedForwardWithOtherOpenings_SaysThatBothAreSealed(string start)
    {
        await _world.ImportAsync(EditedBooks.Read());
        await _world.CloseAsync(YearBooks.January);

        var fault = await RefusedAsync(
            EditedBooks.ReadWithoutEntries(
                (BooksFiles.Profile, "\"books_start\":\"2026-01-01\"", $"\"books_start\":\"{start}\""),
                (BooksFiles.Openings, "1000.00", "7.00"),
                (BooksFiles.JournalCsv, "2026-01", start[..7]),
                (BooksFiles.JournalCsv, "2026-02", start[..7])
            )
        );

        Assert.Equal("BOOKS_START_SEALED", fault.Code);
        Assert.Contains("OPENINGS_SEALED", fault.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("\"books_start\":\"2026-01-01\"", "\"books_start\":\"2025-12-01\"")]
    [InlineData(YearEnd + "12", YearEnd + "6")]
    public async Task Import_SettingChangedBeforeAnyClose_IsTaken(string from, string to)
    {
        await _world.ImportAsync(EditedBooks.Read());
        await _world.ImportAsync(EditedBooks.Read((BooksFiles.Profile, from, to)));
    }

    [Fact]
    public async Task Import_SettingChangedWhileAMonthIsClosing_IsRefused()
    {
        await _world.ImportAsync(EditedBooks.Read());
        Assert.True((await _world.TryBeginAsync(YearBooks.January)).IsOk);
        var fault = await RefusedAsync(EditedBooks.Read((BooksFiles.Profile, YearEnd + "12", YearEnd + "3")));
        Assert.Equal("FISCAL_YEAR_SEALED", fault.Code);
    }

    /// <summary>The next version of its proof would not stand beside the withdrawn one.</summary>
    [Fact]
    public async Task Import_SettingChangedAfterTheOnlyClosedMonthWasReopened_IsRefused()
    {
        var reopenable = (BooksFiles.Profile, "\"segregation\"", Reopen);
        await _world.ImportAsync(EditedBooks.Read(reopenable));
        await _world.CloseAsync(YearBooks.January);
        Assert.True((await _world.ReopenAsync(YearBooks.January)).IsOk);
        var fault = await RefusedAsync(
            EditedBooks.Read(reopenable, (BooksFiles.Profile, YearEnd + "12", YearEnd + "6"))
        );
        Assert.Equal("FISCAL_YEAR_SEALED", fault.Code);
        Assert.Contains("2026-01 was certified, and is open again", fault.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("\"retained_earnings\":\"3200\"", "\"retained_earnings\":\"3000\"")]
    [InlineData("\"time_zone\":\"Etc/UTC\"", "\"time_zone\":\"Europe/Berlin\"")]
    public async Task Import_SettingThatOpenMonthsMayChange_IsTakenAfterAClose(string from, string to)
    {
        await _world.ImportAsync(EditedBooks.Read());
        await _world.CloseAsync(YearBooks.January);
        await _world.ImportAsync(EditedBooks.Read((BooksFiles.Profile, from, to)));
    }

    public void Dispose() => _world.Dispose();

    private async Task<Fault> RefusedAsync(ImportedBooks books) =>
        (await _world.Services.Importer.ImportAsync(books, AdjustingDesk.Bookkeeper, default)).Fault;
}
