using System.Diagnostics.CodeAnalysis;
using System.Reflection;
using Bookseal.Books.Guards;
using Bookseal.Books.Ledger;
using Bookseal.Books.Runs;
using Bookseal.Books.Values;
using Bookseal.Closing.Tests.Lifecycle;
using Bookseal.Storage;
using Bookseal.Storage.Journals;
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

    /// <summary>
    /// A close has both journals while somebody takes the move for abandoned, and gives them back just before that one
    /// says so: whoever began the move must not come in between.
    /// </summary>
    [Fact]
    public async Task Move_TakenForAbandonedWhileACloseHadTheJournals_IsNotPostedByWhoBeganIt()
    {
        var temporary = new TemporaryWorld(); // goes with the world
        using var world = new YearWorld(temporary);
        await world.ImportAsync(Rent("2026-02-05"));
        var workspace = world.Services.Workspace;
        var (tenant, run) = (workspace.Tenant, new RunId(Guid.NewGuid()));
        PeriodCode[] months = [YearBooks.February, YearBooks.March];
        var move = new StagedMove(
            Guid.NewGuid(),
            [.. months.Select(month => new MovePart(month, [YearBooks.Entry("X", month.FirstDay)]))]
        );
        foreach (var month in months)
            Assert.True((await workspace.Journals.LockAsync(tenant, month, run, default)).IsOk);
        Assert.NotNull(await workspace.StagedMoves.BeginAsync(tenant, move, default)); // refused, and then forgotten
        foreach (var file in world.Files().Keys.Where(path => path.Contains($"{move.Id}", StringComparison.Ordinal)))
            if (Path.GetFileName(file) is "dropped" or "done")
                File.Delete(file);

        Evidence.Fault? begun = null;
        var between = HookedObjects.On(
            temporary.World.Objects,
            "dropped",
            async () =>
            {
                foreach (var month in months)
                    await workspace.Journals.ReleaseAsync(tenant, month, run.Value, default);
                begun = await workspace.StagedMoves.BeginAsync(tenant, move, default);
            }
        );
        Assert.True((await new StagedMoves(between, workspace.Journals).FinishAsync(tenant, default)).IsOk);
        Assert.Equal("LeaseLost", begun?.Code);
    }

    /// <summary>Nobody knows what a damaged announcement meant to post: nothing goes on.</summary>
    [Theory]
    [InlineData("")]
    [InlineData("{}\n")]
    [InlineData("{\"months\":[{\"entries\":2,\"period\":\"2026-02\"}]}\n")]
    [InlineData("{\"months\":[{\"entries\":1,\"period\":\"2026-02\"}]}\n{\"id\":1}\n")]
    [InlineData("\u0000\n\n\n")]
    public async Task Move_DamagedWhereItWasAnnounced_StopsEverybodyWithItsCode(string content)
    {
        using var world = await HalfAsync();
        var file = world.Files().Keys.Single(path => path.EndsWith("move.ndjson", StringComparison.Ordinal));
        await File.WriteAllTextAsync(file, content);
        var workspace = world.Services.Workspace;
        var finished = await workspace.StagedMoves.FinishAsync(workspace.Tenant, default);
        Assert.Equal("MOVE_INVALID", finished.Fault.Code);
        var half = await workspace.StagedMoves.FindHalfAsync(workspace.Tenant, YearBooks.February, default);
        Assert.Equal("MOVE_INVALID", half.Fault.Code);
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

    /// <summary>Lets somebody else act just before an object of that name is made.</summary>
    [SuppressMessage("Performance", "CA1852", Justification = "a proxy is derived from it")]
    private class HookedObjects : DispatchProxy
    {
        private IObjectStore _objects = null!;
        private string _name = "";
        private Func<Task> _hook = null!;

        public static IObjectStore On(IObjectStore objects, string name, Func<Task> hook)
        {
            var proxy = Create<IObjectStore, HookedObjects>();
            var hooked = (HookedObjects)(object)proxy;
            (hooked._objects, hooked._name, hooked._hook) = (objects, name, hook);
            return proxy;
        }

        protected override object? Invoke(MethodInfo? method, object?[]? arguments)
        {
            if (
                method!.Name == nameof(IObjectStore.CreateAsync)
                && $"{arguments![0]}".EndsWith($"/{_name}", StringComparison.Ordinal)
            )
                _hook().GetAwaiter().GetResult();
            return method.Invoke(_objects, arguments);
        }
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
