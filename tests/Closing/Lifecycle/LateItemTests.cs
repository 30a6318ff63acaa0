using Bookseal.Books.Ledger;
using Bookseal.Books.Values;
using Bookseal.Closing.Driving;
using Bookseal.Closing.Imports;
using Bookseal.Closing.Tests.Runs;
using Bookseal.TestHost.Scenario;

namespace Bookseal.Closing.Tests.Lifecycle;

public sealed class LateItemTests : IDisposable
{
    private const string Reopenable = "\"reopen\":\"approver\"";
    private readonly YearWorld _world = new();

    [Fact]
    public async Task Import_OfAnEntryOfAClosedPeriod_PostsItIntoTheFirstOpenOneWithItsDateKept()
    {
        await _world.ImportAsync(YearBooks.Read());
        await _world.CloseAsync(YearBooks.January);
        var late = YearBooks.Read(moreRows: YearBooks.Rent("JE-L", "2026-01-28", "9.00"));

        var outcome = (await _world.Services.Importer.ImportAsync(late, AdjustingDesk.Bookkeeper, default)).Value;

        Assert.Equal((1, 1), (outcome.LateItems, outcome.EntriesAdded));
        var entry = Assert.Single(await _world.EntriesAsync(YearBooks.February), item => item.Id.ToString() == "JE-L");
        Assert.Equal((new DateOnly(2026, 2, 1), new DateOnly(2026, 1, 28)), (entry.Date, entry.OriginalDate!.Value));
        Assert.Equal(1, (await _world.BooksAsync(YearBooks.February)).Fold.LateCount);
    }

    [Fact]
    public async Task Import_OfTheSameLateEntryAgain_ChangesNothingEvenAfterItsNewPeriodClosed()
    {
        await _world.ImportAsync(YearBooks.Read());
        await _world.CloseAsync(YearBooks.January);
        var late = YearBooks.Read(moreRows: YearBooks.Rent("JE-L", "2026-01-28", "9.00"));
        await _world.ImportAsync(late);
        Assert.False(
            (await _world.Services.Importer.ImportAsync(late, AdjustingDesk.Bookkeeper, default)).Value.IsChange
        );

        await _world.CloseAsync(YearBooks.February);

        Assert.False(
            (await _world.Services.Importer.ImportAsync(late, AdjustingDesk.Bookkeeper, default)).Value.IsChange
        );
        Assert.Empty(await _world.EntriesAsync(YearBooks.March));
    }

    [Theory]
    [InlineData(2)]
    [InlineData(3)]
    public async Task Import_OfTheSameLateEntryAgain_ChangesNothingEvenAfterClosedPeriodsBeforeItWereReopened(
        int closed
    )
    {
        PeriodCode[] months = [YearBooks.January, YearBooks.February, YearBooks.March];
        await _world.ImportAsync(YearBooks.Read(Reopenable, endMonth: 12));
        foreach (var month in months.Take(closed))
            await _world.CloseAsync(month);
        var late = YearBooks.Read(
            Reopenable,
            YearBooks.Rent("JE-L", "2026-01-28", "9.00") + YearBooks.Rent("JE-M", "2026-02-27", "8.00"),
            12
        );
        await _world.ImportAsync(late);

        foreach (var month in months.Take(closed).Reverse())
        {
            Assert.True((await _world.ReopenAsync(month)).IsOk);
            Assert.False(
                (await _world.Services.Importer.ImportAsync(late, AdjustingDesk.Bookkeeper, default)).Value.IsChange
            );
        }

        var later = YearBooks.Read(
            Reopenable,
            YearBooks.Rent("JE-L", "2026-01-28", "9.00")
                + YearBooks.Rent("JE-M", "2026-02-27", "8.00")
                + YearBooks.Rent("JE-N", "2026-01-29", "7.00"),
            12
        );
        Assert.Equal(
            (0, 1),
            Counts((await _world.Services.Importer.ImportAsync(later, AdjustingDesk.Bookkeeper, default)).Value)
        );
        Assert.Contains(await _world.EntriesAsync(YearBooks.January), entry => entry.Id.ToString() == "JE-N");
    }

    [Fact]
    public async Task Adjust_WithAutoReverse_IsReversedOnceOnTheFirstDayOfTheNextPeriod()
    {
        await _world.ImportAsync(YearBooks.Read());
        var services = _world.Services;
        var master = (await services.Workspace.ReadMasterDataAsync(default)).Value;
        Assert.True((await services.Host.BeginAsync(YearBooks.January, AdjustingDesk.Bookkeeper, default)).IsOk);
        await services.Host.DriveAsync(
            YearBooks.January,
            new NobodyDesk(),
            new Progress<Closing.Driving.CloseProgress>(),
            default
        );
        var accrual = YearBooks.Entry("ACC-1", new(2026, 1, 31), 400, EntryKind.Adjusting) with { AutoReverse = true };
        Assert.True(
            (
                await services.Posting.AdjustAsync(
                    YearBooks.January,
                    "accruals",
                    [accrual],
                    AdjustingDesk.Bookkeeper,
                    master,
                    default
                )
            ).IsOk
        );
        await _world.CloseAsync(YearBooks.January);

        Assert.Equal(1, (await services.Reversals.PostDueAsync(YearBooks.February, master, default)).Value);
        Assert.Equal(0, (await services.Reversals.PostDueAsync(YearBooks.February, master, default)).Value);
        await _world.CloseAsync(YearBooks.February);

        var reversal = Assert.Single(
            await _world.EntriesAsync(YearBooks.February),
            entry => entry.Kind == EntryKind.Reversing
        );
        Assert.Equal(
            ("ACC-1", new DateOnly(2026, 2, 1), 400),
            (reversal.Reverses.ToString(), reversal.Date, (int)reversal.Lines[0].CreditMinor)
        );
    }

    [Fact]
    public async Task Reverse_IntoAnOpenPeriod_SwapsTheSidesAndIntoAClosedOneIsRefused()
    {
        await _world.ImportAsync(YearBooks.Read());
        await _world.CloseAsync(YearBooks.January);
        var services = _world.Services;
        var master = (await services.Workspace.ReadMasterDataAsync(default)).Value;
        var id = EntryId.Parse("JE-2").Value;

        Assert.Equal(
            "PERIOD_CLOSED",
            (await services.Reversals.ReverseAsync(id, new(2026, 1, 31), AdjustingDesk.Bookkeeper, master, default))
                .Fault
                .Code
        );
        var reversal = (
            await services.Reversals.ReverseAsync(id, new(2026, 2, 3), AdjustingDesk.Bookkeeper, master, default)
        )
            .Value
            .Reversal;

        Assert.Equal((5_000, "JE-2"), ((int)reversal.Lines[0].CreditMinor, reversal.Reverses.ToString()));
        Assert.Equal(
            "ENTRY_NOT_FOUND",
            (
                await services.Reversals.ReverseAsync(
                    EntryId.Parse("JE-404").Value,
                    new(2026, 2, 3),
                    AdjustingDesk.Bookkeeper,
                    master,
                    default
                )
            )
                .Fault
                .Code
        );
    }

    [Fact]
    public async Task Reverse_AgainOnTheSameDayOrInAnotherMonth_PostsNothingMore()
    {
        await _world.ImportAsync(YearBooks.Read());
        var services = _world.Services;
        var master = (await services.Workspace.ReadMasterDataAsync(default)).Value;
        var id = EntryId.Parse("JE-2").Value;
        Assert.False(
            (await services.Reversals.ReverseAsync(id, new(2026, 2, 3), AdjustingDesk.Bookkeeper, master, default))
                .Value
                .WasKnown
        );
        Assert.True(
            (await services.Reversals.ReverseAsync(id, new(2026, 2, 3), AdjustingDesk.Bookkeeper, master, default))
                .Value
                .WasKnown
        );
        Assert.Equal(
            "ALREADY_REVERSED",
            (await services.Reversals.ReverseAsync(id, new(2026, 2, 4), AdjustingDesk.Bookkeeper, master, default))
                .Fault
                .Code
        );
        Assert.Equal(
            "ALREADY_REVERSED",
            (await services.Reversals.ReverseAsync(id, new(2026, 3, 1), AdjustingDesk.Bookkeeper, master, default))
                .Fault
                .Code
        );
        Assert.Single(await _world.EntriesAsync(YearBooks.February), entry => entry.Kind == EntryKind.Reversing);
        Assert.Empty(await _world.EntriesAsync(YearBooks.March));
    }

    [Fact]
    public async Task Adjust_WithAutoReverseTakenBackByHandInItsMonth_IsNotReversedAgain()
    {
        await _world.ImportAsync(YearBooks.Read());
        var services = _world.Services;
        var master = (await services.Workspace.ReadMasterDataAsync(default)).Value;
        var accrual = YearBooks.Entry("ACC-1", new(2026, 1, 30), 400) with { AutoReverse = true };
        Assert.True((await _world.PostAsync(YearBooks.January, accrual)).IsOk);
        Assert.True(
            (
                await services.Reversals.ReverseAsync(
                    accrual.Id,
                    new(2026, 1, 31),
                    AdjustingDesk.Bookkeeper,
                    master,
                    default
                )
            ).IsOk
        );
        Assert.Equal(0, (await services.Reversals.PostDueAsync(YearBooks.February, master, default)).Value);
    }

    [Fact]
    public async Task Post_ACorrectionOfAnEntryThatThePeriodDoesNotHave_IsRefused()
    {
        await _world.ImportAsync(YearBooks.Read());
        var correction = YearBooks.Entry("COR-1", new(2026, 2, 3), kind: EntryKind.Correcting) with
        {
            Corrects = EntryId.Parse("JE-2").Value,
        };
        Assert.Equal("CORRECTED_ENTRY_UNKNOWN", (await _world.PostAsync(YearBooks.February, correction)).Fault.Code);
        Assert.True((await _world.PostAsync(YearBooks.January, correction with { Date = new(2026, 1, 30) })).IsOk);
    }

    public void Dispose() => _world.Dispose();

    private static (int, int) Counts(ImportOutcome outcome) => (outcome.LateItems, outcome.EntriesAdded);
}
