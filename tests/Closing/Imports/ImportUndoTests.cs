using Bookseal.Books.Audit;
using Bookseal.Books.Values;
using Bookseal.Closing.Imports;
using Bookseal.Closing.Tests.Lifecycle;
using Bookseal.Evidence;
using Bookseal.Import.BooksDirectory;
using Bookseal.TestHost.Faults;
using Bookseal.TestHost.Scenario;

namespace Bookseal.Closing.Tests.Imports;

/// <summary>The last import of an open month, taken back.</summary>
public sealed class ImportUndoTests : IDisposable
{
    private readonly YearWorld _world = new();

    [Fact]
    public async Task Undo_OfEntriesThatWereAdded_LeavesNothingOfThem()
    {
        await _world.ImportAsync(YearBooks.Read());
        await _world.ImportAsync(With(("R-1", "100.00"), ("R-2", "30.00")));

        var undone = (await UndoAsync()).Value;

        Assert.Equal((2, false), (undone.Changes.Count, undone.WasKnown));
        Assert.Equal((0, 13000), await RentAsync());
        Assert.Equal(["import_undo_intended/1", "import_undone/1"], await EventsAsync());
        Assert.True((await UndoAsync()).Value.WasKnown); // once
        Assert.Equal((0, 13000), await RentAsync());
        Assert.Equal(2, (await EventsAsync()).Count);
    }

    [Fact]
    public async Task Undo_OfAnEdit_RestoresWhatStoodAndLeavesItToItsSource()
    {
        await _world.ImportAsync(With(("R-1", "100.00")));
        await _world.ImportAsync(With(("R-1", "120.00")));

        Assert.Single((await UndoAsync()).Value.Changes);

        Assert.Equal((10000, 22000), await RentAsync());
        await _world.ImportAsync(With(("R-1", "77.00")));
        Assert.Equal((7700, 32000), await RentAsync());
    }

    [Fact]
    public async Task Undo_ThenTheSameImportAgain_PostsItAgainOnce()
    {
        await _world.ImportAsync(With(("R-1", "100.00")));
        Assert.True((await UndoAsync()).IsOk);
        await _world.ImportAsync(With(("R-1", "100.00")));
        await _world.ImportAsync(With(("R-1", "100.00")));
        Assert.Equal((10000, 10000), await RentAsync());
        Assert.True((await UndoAsync()).IsOk);
        Assert.Equal((0, 20000), await RentAsync());
    }

    [Fact]
    public async Task Undo_OfAMonthThatIsNotOpen_IsRefused()
    {
        await _world.ImportAsync(YearBooks.Read());
        Assert.Equal("IMPORT_NOT_FOUND", (await UndoAsync(YearBooks.April)).Fault.Code);
        Assert.True((await _world.TryBeginAsync(YearBooks.January)).IsOk);
        Assert.Equal("PERIOD_CLOSING", (await UndoAsync(YearBooks.January)).Fault.Code);
        await _world.CloseAsync(YearBooks.January);
        Assert.Equal("PERIOD_CLOSED", (await UndoAsync(YearBooks.January)).Fault.Code);
        Assert.Empty(await EventsAsync());
    }

    [Theory]
    [InlineData("2026-03-31")]
    [InlineData("2026-04-02")]
    public async Task Undo_OfAnEntryThatSomebodyReversedSince_IsRefused(string day)
    {
        await _world.ImportAsync(With(("R-1", "100.00")));
        await ReverseAsync("R-1", day);
        Assert.Equal("IMPORT_IN_USE", (await UndoAsync()).Fault.Code);
    }

    [Theory]
    [InlineData(3)]
    [InlineData(4)]
    public async Task Undo_OfAnImportThatMovedAnEntry_IsRefusedInBothMonths(int month)
    {
        await _world.ImportAsync(With(("R-1", "100.00")));
        await _world.ImportAsync(YearBooks.Read(moreRows: YearBooks.Rent("R-1", "2026-04-05", "100.00")));
        var refused = (await UndoAsync(new PeriodCode(2026, month))).Fault;
        Assert.Equal("IMPORT_IN_USE", refused.Code);
        Assert.Contains("moved entry R-1", refused.Message, StringComparison.Ordinal);
    }

    /// <summary>Somebody reverses the entry between the look and the append.</summary>
    [Theory]
    [InlineData("2026-03-31")]
    [InlineData("2026-04-02")]
    public async Task Undo_WithAReversalInBetween_LooksAgainAndIsRefused(string day)
    {
        await _world.ImportAsync(With(("R-1", "100.00")));
        var hasReversed = false;
        var plan = new FaultPlan(0, FaultMode.CrashBefore)
        {
            Pause = async () =>
            {
                if (hasReversed)
                    return;
                hasReversed = true;
                await ReverseAsync("R-1", day);
            },
        };
        var undone = await _world.Open(plan).ImportUndo.UndoAsync(YearBooks.March, AdjustingDesk.Bookkeeper, default);
        Assert.True(hasReversed);
        Assert.Equal("IMPORT_IN_USE", undone.Fault.Code);
        Assert.DoesNotContain(await _world.EntriesAsync(YearBooks.March), entry => entry.Edit is not null);
    }

    /// <summary>The reversal lands in another month at the very moment of the append.</summary>
    [Fact]
    public async Task Undo_WithAReversalInAnotherMonthAtItsAppend_TakesTheEntryBackOnce()
    {
        await _world.ImportAsync(With(("R-1", "100.00")));
        var write = 0;
        var plan = new FaultPlan(0, FaultMode.CrashBefore)
        {
            // The first write is the intention, the second the append.
            Pause = async () =>
            {
                if (++write == 2)
                    await ReverseAsync("R-1", "2026-04-02");
            },
        };
        var undone = await _world.Open(plan).ImportUndo.UndoAsync(YearBooks.March, AdjustingDesk.Bookkeeper, default);
        Assert.Equal("IMPORT_IN_USE", undone.Fault.Code);
        Assert.Equal((10000, 10000), await RentAsync());
        Assert.Contains(await _world.EntriesAsync(YearBooks.April), entry => $"{entry.Reverses}" == "R-1");
    }

    [Fact]
    public async Task Undo_OfAnImportWithItems_SaysHowManyStay()
    {
        await _world.ImportAsync(YearBooks.Read());
        await _world.ImportAsync(With(("R-1", "100.00")));
        Assert.Equal(0, (await UndoAsync()).Value.ItemsLeft);
        Assert.Equal(1, (await UndoAsync(YearBooks.January)).Value.ItemsLeft);
    }

    /// <summary>A crash before or after any write; asked for again, it is taken back once and told once.</summary>
    [Theory]
    [InlineData(FaultMode.CrashBefore)]
    [InlineData(FaultMode.CrashAfter)]
    public async Task Undo_CrashedAtAnyWriteAndAskedForAgain_IsDoneOnce(FaultMode mode)
    {
        for (var write = 1; ; write++)
        {
            using var world = new YearWorld();
            await world.ImportAsync(With(("R-1", "100.00"), ("R-2", "30.00")));
            var plan = new FaultPlan(write, mode);
            var crashed = await CrashAsync(world, plan);
            Assert.True((await UndoAsync(YearBooks.March, world)).IsOk);
            Assert.Equal((0, 13000), await RentAsync(world));
            Assert.Equal(["import_undo_intended/1", "import_undone/1"], await EventsAsync(world));
            if (!crashed)
                break;
            Assert.True(write < 50, "it never ends");
        }
    }

    public void Dispose() => _world.Dispose();

    private async Task ReverseAsync(string id, string day)
    {
        var services = _world.Services;
        var reversed = await services.Reversals.ReverseAsync(
            EntryId.Parse(id).Value,
            Dates.Parse(day).Value,
            AdjustingDesk.Bookkeeper,
            (await services.Workspace.ReadMasterDataAsync(default)).Value,
            default
        );
        Assert.True(reversed.IsOk);
    }

    private static async Task<bool> CrashAsync(YearWorld world, FaultPlan plan)
    {
        try
        {
            await world.Open(plan).ImportUndo.UndoAsync(YearBooks.March, AdjustingDesk.Bookkeeper, default);
            return false;
        }
        catch (SimulatedCrashException)
        {
            return true;
        }
    }

    private static ImportedBooks With(params (string Id, string Amount)[] rents) =>
        YearBooks.Read(
            moreRows: string.Concat(rents.Select(rent => YearBooks.Rent(rent.Id, "2026-03-05", rent.Amount)))
        );

    private Task<Result<UndoneImport>> UndoAsync(PeriodCode? period = null, YearWorld? world = null) =>
        (world ?? _world).Services.ImportUndo.UndoAsync(period ?? YearBooks.March, AdjustingDesk.Bookkeeper, default);

    /// <summary>March's rent, and what of it was posted and taken back.</summary>
    private async Task<(long Minor, long ReplacedMinor)> RentAsync(YearWorld? world = null)
    {
        var rent = (await (world ?? _world).BooksAsync(YearBooks.March)).TrialBalance.Rows.Single(row =>
            $"{row.Account}" == "6000"
        );
        return ((long)(rent.DebitMinor - rent.CreditMinor), (long)rent.ReplacedMinor);
    }

    private async Task<List<string>> EventsAsync(YearWorld? world = null)
    {
        var workspace = (world ?? _world).Services.Workspace;
        var head = (await workspace.ReadHeadAsync(default)).Head;
        return await workspace
            .Audit.ReadAsync(workspace.Tenant, 0, head.Size, default)
            .Select(bytes => AuditEntry.Decode(bytes.Span).Value.Type)
            .Where(type => type.StartsWith("import_undo", StringComparison.Ordinal))
            .ToListAsync();
    }
}
