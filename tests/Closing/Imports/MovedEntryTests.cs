using Bookseal.Books.Values;
using Bookseal.Closing.Tests.Lifecycle;
using Bookseal.Import.BooksDirectory;
using Bookseal.TestHost.Scenario;

namespace Bookseal.Closing.Tests.Imports;

public sealed class MovedEntryTests : IDisposable
{
    private readonly YearWorld _world = new();

    [Theory]
    [InlineData("JE-2,2026-01-20", "JE-2,2026-02-20", "2026-02")]
    [InlineData("JE-2,2026-01-20", "JE-2,2026-05-02", "2026-05")]
    [InlineData("JE-3,2026-02-02", "JE-3,2026-01-30", "2026-01")]
    public async Task Import_EntryMovedIntoAnotherOpenMonth_IsRefusedAndNamesBoth(string from, string to, string target)
    {
        await _world.ImportAsync(EditedBooks.Read());
        var fault = (await TryAsync(from, to)).Fault;
        Assert.Equal("ENTRY_CHANGED", fault.Code);
        Assert.Contains($"{from[5..12]} already", fault.Message, StringComparison.Ordinal);
        Assert.Contains($"in {target} it", fault.Message, StringComparison.Ordinal);
        Assert.Equal(2, (await _world.EntriesAsync(YearBooks.January)).Count);
        Assert.Single(await _world.EntriesAsync(YearBooks.February));
    }

    [Theory]
    [InlineData("JE-2,2026-01-20", "JE-2,2026-02-20")]
    [InlineData("JE-2,2026-01-20", "JE-2,2026-03-01")]
    [InlineData("JE-3,2026-02-02", "JE-3,2026-01-30")]
    public async Task Import_EntryMovedOutOfOrIntoAClosedMonth_IsRefused(string from, string to)
    {
        await _world.ImportAsync(EditedBooks.Read());
        await _world.CloseAsync(YearBooks.January);
        Assert.Equal("ENTRY_CHANGED", (await TryAsync(from, to)).Fault.Code);
    }

    [Fact]
    public async Task Import_LateItemMovedBehindTheMonthThatTookIt_IsRefused()
    {
        await _world.ImportAsync(YearBooks.Read());
        await _world.CloseAsync(YearBooks.January);
        await _world.ImportAsync(YearBooks.Read(moreRows: YearBooks.Rent("JE-L", "2026-01-28", "9.00")));
        var moved = YearBooks.Read(moreRows: YearBooks.Rent("JE-L", "2026-03-04", "9.00"));
        Assert.Equal(
            "ENTRY_CHANGED",
            (await _world.Services.Importer.ImportAsync(moved, AdjustingDesk.Bookkeeper, default)).Fault.Code
        );
    }

    [Theory]
    [InlineData(2)]
    [InlineData(4)]
    public async Task Post_IdThatStandsInAnotherOpenMonth_IsRefusedAndTheRetryOfTheFirstIsKnown(int other)
    {
        await _world.ImportAsync(YearBooks.Read());
        var first = YearBooks.Entry("P-1", new(2026, 3, 9));
        Assert.True((await _world.PostAsync(YearBooks.March, first)).IsOk);

        var moved = await _world.PostAsync(new PeriodCode(2026, other), first with { Date = new(2026, other, 9) });

        Assert.Equal("ENTRY_CHANGED", moved.Fault.Code);
        Assert.Contains("stands in 2026-03", moved.Fault.Message, StringComparison.Ordinal);
        Assert.True((await _world.PostAsync(YearBooks.March, first)).Value.WasKnown);
    }

    public void Dispose() => _world.Dispose();

    private Task<Evidence.Result<Closing.Imports.ImportOutcome>> TryAsync(string from, string to) =>
        _world.Services.Importer.ImportAsync(
            EditedBooks.Read((BooksFiles.JournalCsv, from, to)),
            AdjustingDesk.Bookkeeper,
            default
        );
}
