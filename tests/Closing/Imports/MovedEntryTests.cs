using Bookseal.Books.Ledger;
using Bookseal.Books.Values;
using Bookseal.Closing.Imports;
using Bookseal.Closing.Tests.Lifecycle;
using Bookseal.Evidence;
using Bookseal.Import.BooksDirectory;
using Bookseal.TestHost.Scenario;

namespace Bookseal.Closing.Tests.Imports;

public sealed class MovedEntryTests : IDisposable
{
    private readonly YearWorld _world = new();

    [Theory]
    [InlineData("JE-2,2026-01-20", "JE-2,2026-02-20", 1, 2)]
    [InlineData("JE-2,2026-01-20", "JE-2,2026-05-02", 1, 5)]
    [InlineData("JE-3,2026-02-02", "JE-3,2026-01-30", 2, 1)]
    public async Task Import_EntryMovedIntoAnotherOpenMonth_StandsThereOnce(string from, string to, int old, int target)
    {
        await _world.ImportAsync(EditedBooks.Read());
        var outcome = (await TryAsync(from, to)).Value;

        var change = Assert.Single(outcome.Changed);
        Assert.Equal((new PeriodCode(2026, old), new PeriodCode(2026, target)), (change.From, change.Period));
        Assert.Equal((0, 2), (outcome.EntriesAdded, outcome.EntriesKnown));
        var id = from[..4];
        Assert.Contains($"{id}~1-R reverses {id} replaces {id} replaced", await LinesAsync(old));
        Assert.Contains($"{id}~1 reverses  replaces {id} ", await LinesAsync(target));
        Assert.Equal((0, 5000), await RentAsync(old, 5000));
        Assert.Equal((target == 5 ? 5000 : 10000, 0), await RentAsync(target, 0));

        Assert.False((await TryAsync(from, to)).Value.IsChange);
    }

    [Fact]
    public async Task Import_EntryMovedEditedAndMovedBack_GoesOnCountingItsEdits()
    {
        await _world.ImportAsync(EditedBooks.Read());
        Assert.True((await TryAsync("JE-2,2026-01-20", "JE-2,2026-02-20")).IsOk);
        Assert.True((await TryAsync(Edit("JE-2,2026-01-20", "JE-2,2026-02-21"))).IsOk);
        Assert.True((await TryAsync()).IsOk);
        Assert.Equal(
            ["JE-3", "JE-2~1", "JE-2~2-R", "JE-2~2", "JE-2~3-R"],
            (await _world.EntriesAsync(YearBooks.February)).Select(entry => $"{entry.Id}")
        );
        Assert.Equal(
            ["JE-1", "JE-2", "JE-2~1-R", "JE-2~3"],
            (await _world.EntriesAsync(YearBooks.January)).Select(entry => $"{entry.Id}")
        );
        Assert.Equal((5000, 5000), await RentAsync(1, 5000));
        Assert.Equal((5000, 10000), await RentAsync(2, 10000));
        Assert.False((await TryAsync()).Value.IsChange);
        Assert.True((await TryAsync("JE-2,2026-01-20", "JE-2,2026-02-20")).IsOk);
        Assert.Equal((0, 10000), await RentAsync(1, 10000));
    }

    [Fact]
    public async Task Close_OfBothMonthsAfterAMove_CertifiesWhatStandsAndVerifies()
    {
        await _world.ImportAsync(YearBooks.Read());
        await _world.ImportAsync(YearBooks.Read(moreRows: YearBooks.Rent("M-1", "2026-01-31", "7.00")));
        await _world.ImportAsync(YearBooks.Read(moreRows: YearBooks.Rent("M-1", "2026-02-01", "8.00")));
        await _world.CloseAsync(YearBooks.January);
        await _world.CloseAsync(YearBooks.February);
        Assert.Equal((5000, 700), await RentAsync(1, 700));
    }

    [Fact]
    public async Task Import_DryRunOfAMove_ShowsItAndWritesNothing()
    {
        await _world.ImportAsync(EditedBooks.Read());
        var before = _world.Files();
        var outcome = await _world.Services.Importer.ImportAsync(
            Moved("JE-2,2026-01-20", "JE-2,2026-02-20"),
            AdjustingDesk.Bookkeeper,
            new(false, true),
            null,
            default
        );
        Assert.Equal(YearBooks.January, Assert.Single(outcome.Value.Changed).From);
        Assert.Equal(before, _world.Files());
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public async Task Import_MoveWhileOneOfTheMonthsIsClosing_IsRefused(int closing)
    {
        await _world.ImportAsync(EditedBooks.Read());
        Assert.True((await _world.TryBeginAsync(new PeriodCode(2026, closing))).IsOk);
        Assert.Equal("PERIOD_CLOSING", (await TryAsync("JE-2,2026-01-20", "JE-2,2026-02-20")).Fault.Code);
    }

    [Theory]
    [InlineData("2026-01-25")]
    [InlineData("2026-04-02")]
    public async Task Import_MoveOrEditOfWhatSomebodyReversed_IsRefused(string day)
    {
        await _world.ImportAsync(EditedBooks.Read());
        await ReverseAsync("JE-2", day);
        Assert.Equal("ENTRY_CHANGED", (await TryAsync("JE-2,2026-01-20", "JE-2,2026-02-20")).Fault.Code);
        Assert.Equal("ENTRY_CHANGED", (await TryAsync("JE-2,2026-01-20", "JE-2,2026-01-21")).Fault.Code);
    }

    [Fact]
    public async Task Reverse_OfAMovedEntry_TakesBackWhatStands()
    {
        await _world.ImportAsync(EditedBooks.Read());
        Assert.True((await TryAsync("JE-3,2026-02-02", "JE-3,2026-01-30")).IsOk);
        Assert.Equal("JE-3~1", $"{(await ReverseAsync("JE-3", "2026-03-02")).Reverses}");
    }

    [Fact]
    public async Task Import_MovedEntryThatWasTakenBackInAClosedMonth_ComesBackWhereItIsDatedNow()
    {
        await _world.ImportAsync(YearBooks.Read());
        await _world.ImportAsync(YearBooks.Read(moreRows: YearBooks.Rent("M-1", "2026-01-31", "7.00")));
        Assert.True(
            (await _world.Services.ImportUndo.UndoAsync(YearBooks.January, AdjustingDesk.Bookkeeper, default)).IsOk
        );
        await _world.CloseAsync(YearBooks.January);
        await _world.ImportAsync(YearBooks.Read(moreRows: YearBooks.Rent("M-1", "2026-03-01", "7.00")));
        Assert.Contains("M-1~2 reverses  replaces M-1 ", await LinesAsync(3));
        Assert.False(
            (await TryAsync(YearBooks.Read(moreRows: YearBooks.Rent("M-1", "2026-03-01", "7.00")))).Value.IsChange
        );
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

    private static (string, string, string) Edit(string from, string to) => (BooksFiles.JournalCsv, from, to);

    private static ImportedBooks Moved(string from, string to) => EditedBooks.Read(Edit(from, to));

    private Task<Result<ImportOutcome>> TryAsync(string from, string to) => TryAsync(Moved(from, to));

    private Task<Result<ImportOutcome>> TryAsync(params (string, string, string)[] edits) =>
        TryAsync(EditedBooks.Read(edits));

    private Task<Result<ImportOutcome>> TryAsync(ImportedBooks books) =>
        _world.Services.Importer.ImportAsync(books, AdjustingDesk.Bookkeeper, default);

    private async Task<Entry> ReverseAsync(string id, string day)
    {
        var services = _world.Services;
        var reversed = await services.Reversals.ReverseAsync(
            EntryId.Parse(id).Value,
            Dates.Parse(day).Value,
            AdjustingDesk.Bookkeeper,
            (await services.Workspace.ReadMasterDataAsync(default)).Value,
            default
        );
        return reversed.Value.Reversal;
    }

    private async Task<List<string>> LinesAsync(int month) =>
        [
            .. (await _world.EntriesAsync(new PeriodCode(2026, month))).Select(entry =>
                $"{entry.Id} reverses {entry.Reverses} replaces {entry.Replaces} {entry.Edit?.Text()}"
            ),
        ];

    /// <summary>What stands of the month's rent, and what was taken back; both columns agree with the gross.</summary>
    private async Task<(long Minor, long ReplacedMinor)> RentAsync(int month, long replacedMinor)
    {
        var books = await _world.BooksAsync(new PeriodCode(2026, month));
        var rent = books.TrialBalance.Rows.Single(row => $"{row.Account}" == "6000");
        var gross = books.Fold.Activity.Single(item => $"{item.Account}" == "6000");
        Assert.Equal(gross.DebitMinor, rent.DebitMinor + replacedMinor);
        Assert.Equal(gross.CreditMinor, rent.CreditMinor + replacedMinor);
        return ((long)rent.DebitMinor, (long)rent.ReplacedMinor);
    }
}
