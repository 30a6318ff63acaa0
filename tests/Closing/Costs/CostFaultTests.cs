using Bookseal.Books.Costs;
using Bookseal.Books.Runs;
using Bookseal.Books.Values;
using Bookseal.Closing.Driving;
using Bookseal.Closing.Hosting;
using Bookseal.Closing.Tests.Categories;
using Bookseal.Closing.Tests.Runs;
using Bookseal.Storage.Resilience;
using Bookseal.TestHost.Faults;
using Bookseal.TestHost.Scenario;

namespace Bookseal.Closing.Tests.Costs;

/// <summary>
/// Every write of a close with costs, in every way that it can go wrong; then a new process goes on. What it sealed of
/// the costs is what an undisturbed close seals.
/// </summary>
public sealed class CostFaultTests
{
    [Theory]
    [InlineData(FaultMode.CrashBefore)]
    [InlineData(FaultMode.CrashAfter)]
    [InlineData(FaultMode.ReplyLost)]
    [InlineData(FaultMode.AwayBefore)]
    public async Task Sealed_FaultAtAnyWrite_EndsAsUndisturbed(FaultMode mode)
    {
        using var undisturbed = await PreparedAsync(null);
        var counter = new FaultPlan(0, FaultMode.CrashBefore);
        var waiting = await CloseAsync(undisturbed.World.Open(counter), isLeft: true);
        Assert.NotNull(waiting.Costs); // what comes after is any month's
        var expected = await CloseAsync(undisturbed.World.Open());
        for (var at = 1; at <= counter.Writes; at++)
        {
            using var temporary = await PreparedAsync(undisturbed);
            var plan = new FaultPlan(at, mode);
            try
            {
                await CloseAsync(temporary.World.Open(plan));
            }
            catch (Exception e) when (e is SimulatedCrashException or StoreUnavailableException)
            {
                // The process is gone, or gave up on what cannot be read twice. Somebody starts another one.
            }

            Assert.True(plan.HasStruck, $"the fault at write {at} never struck");
            var run = await CloseAsync(temporary.World.Open());
            Assert.Equal((RunStatus.Certified, expected.Costs), (run.Status, run.Costs));
        }
    }

    /// <summary>
    /// What is sealed is sealed: a record that comes later is no part of the close, nor of its package.
    /// </summary>
    [Fact]
    public async Task Sealed_RecordsThatComeLater_ChangeNothing()
    {
        using var temporary = await PreparedAsync(null);
        var services = temporary.World.Open();
        await CloseAsync(services);
        var before = await PackageAsync(services);
        await PlantedCosts.PutAsync(services.Workspace, Record("r-1", "99", 2) with { TakenInto = new(2026, 2) });
        Assert.Equal(before, await PackageAsync(services));
    }

    private static async Task<string> PackageAsync(CloseServices services)
    {
        var master = (await services.Workspace.ReadMasterDataAsync(default)).Value;
        var range = CostRange.Of(SmallBooks.January);
        var package = await services.Costs.PackageAsync(range, CostFilter.All, master, default);
        return CostPackageFormat.ToJson(package.Value).ToString();
    }

    private static async Task<TemporaryWorld> PreparedAsync(TemporaryWorld? sameKeysAs)
    {
        var temporary = new TemporaryWorld(sameKeysAs);
        var services = temporary.World.Open();
        CategoryScenario.Good(
            await services.Importer.ImportAsync(SmallBooks.Read(), AdjustingDesk.Bookkeeper, default)
        );
        await PlantedCosts.PutAsync(services.Workspace, Record("r-1", "1.00000000000001"), Record("r-2", "2"));
        await PlantedCosts.PutAsync(services.Workspace, Record("r-1", "1.5", 2));
        return temporary;
    }

    private static async Task<CloseRun> CloseAsync(CloseServices services, bool isLeft = false)
    {
        CategoryScenario.Good(await services.Host.BeginAsync(SmallBooks.January, AdjustingDesk.Bookkeeper, default));
        return CategoryScenario.Good(
            await services.Host.DriveAsync(
                SmallBooks.January,
                isLeft ? new NobodyDesk() : new AdjustingDesk(services),
                new Progress<CloseProgress>(),
                default
            )
        );
    }

    private static CostRecord Record(string id, string amount, long batch = 1) =>
        new(
            id,
            "AWS",
            new DateOnly(2026, 1, 5),
            ExactDecimal.Parse(amount).Value,
            ExactDecimal.Parse(amount).Value,
            Currency.Parse("USD").Value,
            CostLifecycle.Final,
            $"batch {batch}",
            World.Now
        )
        {
            Order = new(batch, null),
        };
}
