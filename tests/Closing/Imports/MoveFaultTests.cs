using Bookseal.Books.Guards;
using Bookseal.Books.Ledger;
using Bookseal.Books.Runs;
using Bookseal.Books.Values;
using Bookseal.Closing.Tests.Lifecycle;
using Bookseal.Storage.Resilience;
using Bookseal.TestHost.Faults;
using Bookseal.TestHost.Scenario;

namespace Bookseal.Closing.Tests.Imports;

/// <summary>A move is two appends: whatever stops it, both months have it in the end, or neither.</summary>
public sealed class MoveFaultTests
{
    public static TheoryData<FaultMode, Resumption> Ways =>
        new()
        {
            { FaultMode.CrashBefore, Resumption.Import },
            { FaultMode.CrashAfter, Resumption.Import },
            { FaultMode.ReplyLost, Resumption.Import },
            { FaultMode.CrashBefore, Resumption.Repair },
            { FaultMode.CrashAfter, Resumption.Repair },
            { FaultMode.CrashBefore, Resumption.Close },
            { FaultMode.CrashAfter, Resumption.Close },
        };

    /// <summary>Who comes after the crash.</summary>
    public enum Resumption
    {
        Import,
        Repair,
        Close,
    }

    [Theory]
    [MemberData(nameof(Ways))]
    public async Task Move_WithAFaultAtAnyWrite_IsWholeOrNotAtAllAfterWhoeverComesNext(FaultMode mode, Resumption way)
    {
        var (halves, write) = (0, 0);
        for (var hasStruck = true; hasStruck; )
        {
            using var world = new YearWorld();
            await world.ImportAsync(Rent("2026-02-05"));
            var plan = new FaultPlan(++write, mode);
            await TryAsync(() => world.Open(plan).Importer.ImportAsync(Rent("2026-03-06"), By, default));
            hasStruck = plan.HasStruck;

            var (old, moved) = (await IdsAsync(world, 2), await IdsAsync(world, 3));
            var isHalf = old.Contains("M-1~1-R") != moved.Contains("M-1~1");
            halves += isHalf ? 1 : 0;
            Assert.Equal(isHalf, await IsToldAsync(world, YearBooks.February));
            Assert.Equal(isHalf, await IsToldAsync(world, YearBooks.March));

            await ResumeAsync(world, way);
            (old, moved) = (await IdsAsync(world, 2), await IdsAsync(world, 3));
            Assert.Equal(old.Contains("M-1~1-R"), moved.Contains("M-1~1"));
            Assert.True(!isHalf || moved.Contains("M-1~1"), "a half is rolled forward");
            Assert.False(await IsToldAsync(world, YearBooks.February));
            // Nobody is kept out by what the crashed one held.
            if (way != Resumption.Close)
                Assert.True((await world.PostAsync(YearBooks.February, YearBooks.Entry("P", new(2026, 2, 9)))).IsOk);
            Assert.True((await world.PostAsync(YearBooks.March, YearBooks.Entry("Q", new(2026, 3, 9)))).IsOk);
            if (way == Resumption.Close)
                continue;
            await world.ImportAsync(Rent("2026-03-06"));
            Assert.Equal(1, (await IdsAsync(world, 2)).Count(id => id == "M-1~1-R"));
            Assert.Equal(1, (await IdsAsync(world, 3)).Count(id => id == "M-1~1"));
        }

        Assert.True(mode == FaultMode.ReplyLost || halves > 0, "no fault struck between the appends");
        Assert.True(write > 10, $"{write} writes");
    }

    [Fact]
    public async Task Close_OverAHalfThatCannotBeFinished_IsBlocked()
    {
        using var world = await HalfAsync();
        var guard = GuardSet
            .Evaluate(5, await world.BooksAsync(YearBooks.February))
            .Single(outcome => outcome.Code == GuardCode.BatchesComplete);
        Assert.False(guard.Passed);
        Assert.Contains(
            "posted in 2026-02 and not in 2026-03",
            guard.Exceptions[0].Description,
            StringComparison.Ordinal
        );
    }

    [Fact]
    public async Task Move_TwoImportsAtOnce_IsMadeOnce()
    {
        using var world = new YearWorld();
        await world.ImportAsync(Rent("2026-02-05"));
        var imports = Enumerable
            .Range(0, 4)
            .Select(_ => Task.Run(() => world.Open(null).Importer.ImportAsync(Rent("2026-03-06"), By, default)))
            .ToList();
        foreach (var import in imports)
            await import;
        await world.ImportAsync(Rent("2026-03-06"));
        Assert.Equal(["JE-3", "M-1", "M-1~1-R"], await IdsAsync(world, 2));
        Assert.Equal(["M-1~1"], await IdsAsync(world, 3));
    }

    /// <summary>A world that crashed between the two appends.</summary>
    private static async Task<YearWorld> HalfAsync()
    {
        for (var write = 1; write < 50; write++)
        {
            var world = new YearWorld();
            await world.ImportAsync(Rent("2026-02-05"));
            var plan = new FaultPlan(write, FaultMode.CrashBefore);
            await TryAsync(() => world.Open(plan).Importer.ImportAsync(Rent("2026-03-06"), By, default));
            if (await IsToldAsync(world, YearBooks.February))
                return world;
            world.Dispose();
        }

        throw new InvalidOperationException("no fault struck between the appends");
    }

    private static Books.Company.Actor By => AdjustingDesk.Bookkeeper;

    private static Import.BooksDirectory.ImportedBooks Rent(string date) =>
        YearBooks.Read(moreRows: YearBooks.Rent("M-1", date, "7.00"));

    private static async Task ResumeAsync(YearWorld world, Resumption way)
    {
        switch (way)
        {
            case Resumption.Import:
                await world.ImportAsync(Rent("2026-03-06"));
                break;
            case Resumption.Repair:
                Assert.True((await world.Services.Repairs.RepairAsync(YearBooks.February, default)).IsOk);
                break;
            default:
                await world.CloseAsync(YearBooks.January);
                await world.CloseAsync(YearBooks.February);
                break;
        }
    }

    private static async Task TryAsync(Func<Task> import)
    {
        try
        {
            await import();
        }
        catch (Exception e) when (e is SimulatedCrashException or StoreUnavailableException)
        {
            // Somebody comes after it.
        }
    }

    private static async Task<bool> IsToldAsync(YearWorld world, PeriodCode period)
    {
        var services = world.Services;
        var master = (await services.Workspace.ReadMasterDataAsync(default)).Value;
        var report = (await services.Health.CheckAsync(period, master, default)).Value;
        return report.Exceptions.Any(exception => exception.Category == "INCOMPLETE_MOVE");
    }

    private static async Task<List<string>> IdsAsync(YearWorld world, int month) =>
        [.. (await world.EntriesAsync(new PeriodCode(2026, month))).Select(entry => $"{entry.Id}")];
}
