using Bookseal.Closing.Costs;
using Bookseal.Evidence;
using Bookseal.Storage.Resilience;
using Bookseal.TestHost.Faults;
using Bookseal.TestHost.Scenario;

namespace Bookseal.Closing.Tests.Costs;

/// <summary>
/// An import that dies at any of its writes leaves no half of its records behind, and the next one of the same files
/// comes to what an undisturbed one does.
/// </summary>
public sealed class CostImportFaultTests
{
    private static readonly string[] Rows = [CostBooks.Row("2026-01-05", "1.5"), CostBooks.Row("2026-02-05", "2.5")];

    [Theory]
    [InlineData(FaultMode.CrashBefore)]
    [InlineData(FaultMode.CrashAfter)]
    [InlineData(FaultMode.ReplyLost)]
    [InlineData(FaultMode.AwayBefore)]
    public async Task Import_FaultAtAnyWrite_IsAllOrNothingAndGoesOn(FaultMode mode)
    {
        var writes = await CountAsync();
        for (var at = 1; at <= writes; at++)
        {
            using var temporary = new TemporaryWorld();
            await CostBooks.WithBooksAsync(temporary.World);
            var plan = new FaultPlan(at, mode);
            try
            {
                await CostBooks.ImportAsync(temporary.World.Open(plan), CostBooks.Final(Rows));
            }
            catch (Exception e) when (e is SimulatedCrashException or StoreUnavailableException)
            {
                // The process is gone, or gave up on what cannot be read twice. Somebody starts another one.
            }

            var left = (await CostBooks.RecordsAsync(temporary.World.Open())).Count;
            Assert.True(left is 0 or 2, $"{mode} at write {at} left {left} records");
            await CostBooks.AddAsync(temporary.World.Open(), CostBooks.Final(Rows));
            Assert.Equal(2, (await CostBooks.RecordsAsync(temporary.World.Open())).Count);
            Assert.Single(await CostBooks.EventsAsync(temporary.World.Open()));
            Assert.True((await temporary.World.Open().Audit.VerifyAsync(default)).IsGood);
        }

        Assert.True(writes > 2, $"{writes} writes");
    }

    [Theory]
    [InlineData(Place.Files)]
    [InlineData(Place.Azurite)]
    public async Task Import_OfAnotherFileBeforeAnyWrite_LosesAndDoublesNothing(Place place)
    {
        var writes = await CountAsync();
        for (var at = 0; at < writes; at++)
        {
            using var temporary = await TemporaryWorld.OpenAsync(place);
            await CostBooks.WithBooksAsync(temporary.World);
            var (number, wanted) = (0, at);
            var plan = new FaultPlan(0, FaultMode.CrashBefore)
            {
                Pause = () => number++ == wanted ? OthersAsync(temporary.World) : Task.CompletedTask,
            };
            await CostBooks.AddAsync(temporary.World.Open(plan), CostBooks.Final(Rows));
            Assert.Equal(3, (await CostBooks.RecordsAsync(temporary.World.Open())).Count);
            Assert.Equal(2, (await CostBooks.EventsAsync(temporary.World.Open())).Count);
        }
    }

    [Fact]
    public async Task Import_OfARestatementWhileAnotherIsImported_IsRefusedForOneOfThem()
    {
        using var temporary = new TemporaryWorld();
        await CostBooks.WithBooksAsync(temporary.World);
        var number = 0;
        var plan = new FaultPlan(0, FaultMode.CrashBefore)
        {
            Pause = () =>
                number++ == 1
                    ? CostBooks.AddAsync(temporary.World.Open(), CostBooks.Final(CostBooks.Row("2026-01-05", "7")))
                    : Task.CompletedTask,
        };
        var second = await CostBooks.ImportAsync(temporary.World.Open(plan), CostBooks.Final(Rows));
        Assert.Equal("COST_ORDER_UNKNOWN", second.Fault.Code);
    }

    [Fact]
    public async Task Import_OfManyFilesAtOnce_LosesAndDoublesNothing()
    {
        using var temporary = new TemporaryWorld();
        await CostBooks.WithBooksAsync(temporary.World);
        var imports = Enumerable
            .Range(0, 8)
            .Select(i => Task.Run(() => ImportAsync(temporary.World, $"r-{i / 2}", "1")))
            .ToList();
        await Task.WhenAll(imports);
        Assert.Equal(4, (await CostBooks.RecordsAsync(temporary.World.Open())).Count);
        Assert.Equal(4, imports.Count(import => !import.Result.Value.IsKnown));
    }

    private static Task<Result<CostImportOutcome>> ImportAsync(World world, string resource, string billed)
    {
        lock (world)
            return CostBooks.ImportAsync(world.Open(), CostBooks.Final(CostBooks.Row("2026-01-05", billed, resource)));
    }

    /// <summary>The same file and another one.</summary>
    private static async Task OthersAsync(World world)
    {
        await CostBooks.AddAsync(world.Open(), CostBooks.Final(Rows));
        await CostBooks.AddAsync(world.Open(), CostBooks.Final(CostBooks.Row("2026-01-05", "3", "r-2")));
    }

    private static async Task<int> CountAsync()
    {
        using var temporary = new TemporaryWorld();
        await CostBooks.WithBooksAsync(temporary.World);
        var counter = new FaultPlan(0, FaultMode.CrashBefore);
        await CostBooks.AddAsync(temporary.World.Open(counter), CostBooks.Final(Rows));
        return counter.Writes;
    }
}
