using Bookseal.Books.Values;
using Bookseal.Evidence;
using Bookseal.Import.BooksDirectory;
using Bookseal.TestHost.Faults;
using Bookseal.TestHost.Scenario;

namespace Bookseal.Closing.Tests.Imports;

/// <summary>
/// Two imports at once, of which one posts to an account that the other one takes out of the chart: whatever the order,
/// the chart that stands in the end has every account that entries name.
/// </summary>
public sealed class ConcurrentImportTests
{
    private const string Spare = "6000,Rent,expense,\n6900,Spare,expense,\n";
    private static readonly (string, string, string) WithSpare = (BooksFiles.Accounts, "6000,Rent,expense,\n", Spare);

    private static readonly (string, string, string) UsesSpare = (
        BooksFiles.JournalCsv,
        "JE-3,2026-02-02,Rent,6000,50.00",
        "JE-8,2026-01-30,Spare,6900,7.00,,USD,,,,,standard\nJE-8,2026-01-30,Spare,1000,,7.00,USD,,,,,standard\n"
            + "JE-3,2026-02-02,Rent,6000,50.00"
    );

    [Theory]
    [InlineData(Place.Files)]
    [InlineData(Place.Azurite)]
    public async Task Import_WhileAnotherTakesAnAccountOutOfTheChart_LeavesNoEntryWithoutItsAccount(Place place)
    {
        var writes = 1;
        for (var at = 0; at < writes; at++)
        {
            using var temporary = await TemporaryWorld.OpenAsync(place);
            await ImportAsync(temporary.World, EditedBooks.Read(WithSpare));
            var number = 0;
            var plan = new FaultPlan(0, FaultMode.CrashBefore)
            {
                Pause = () =>
                    number++ == at
                        ? ImportAsync(temporary.World, EditedBooks.Read(), mayBeRefused: true)
                        : Task.CompletedTask,
            };
            var services = temporary.World.Open(plan);
            var outcome = await services.Importer.ImportAsync(
                EditedBooks.Read(WithSpare, UsesSpare),
                AdjustingDesk.Bookkeeper,
                default
            );
            writes = Math.Max(writes, plan.Writes);
            Assert.True(
                outcome.IsOk || outcome.Fault.Code is "ACCOUNT_IN_USE" or "IMPORT_SUPERSEDED",
                $"{at}: {outcome}"
            );
            await AssertExplainedAsync(temporary.World, $"other import before write {at}");
        }

        Assert.True(writes > 3);
    }

    /// <summary>The one that was announced first died half-way: who comes after it goes on, with all checks.</summary>
    [Fact]
    public async Task Import_AfterAnotherOneDied_ChecksWhatThatOneLeft()
    {
        for (var at = 1; at < 8; at++)
        {
            using var temporary = new TemporaryWorld();
            await ImportAsync(temporary.World, EditedBooks.Read(WithSpare));
            var plan = new FaultPlan(at, FaultMode.CrashAfter);
            try
            {
                await ImportAsync(temporary.World, EditedBooks.Read(WithSpare, UsesSpare), plan: plan);
            }
            catch (SimulatedCrashException)
            {
                // as planned
            }

            await ImportAsync(temporary.World, EditedBooks.Read(), mayBeRefused: true);
            await AssertExplainedAsync(temporary.World, $"died after write {at}");
        }
    }

    /// <summary>From its announcement on, wherever it died; no month of its own tells that it is missing.</summary>
    [Fact]
    public async Task Import_ThatDied_IsToldUntilItIsFinished()
    {
        var told = 0;
        for (var at = 0; at < 8; at++)
        {
            using var temporary = new TemporaryWorld();
            await ImportAsync(temporary.World, EditedBooks.Read(WithSpare));
            Task<Fault?> UnfinishedAsync() => temporary.World.Open().Importer.FindUnfinishedAsync(default);
            Assert.Null(await UnfinishedAsync());
            try
            {
                var plan = new FaultPlan(at, FaultMode.CrashAfter);
                await ImportAsync(temporary.World, EditedBooks.Read(WithSpare, UsesSpare), plan: plan);
            }
            catch (SimulatedCrashException)
            {
                told += await UnfinishedAsync() is { Code: "IMPORT_UNFINISHED" } ? 1 : 0;
            }

            await ImportAsync(temporary.World, EditedBooks.Read(WithSpare, UsesSpare));
            Assert.Null(await UnfinishedAsync());
        }

        Assert.InRange(told, 3, 7); // not after the last write, which finishes it
    }

    private static async Task ImportAsync(
        World world,
        ImportedBooks books,
        bool mayBeRefused = false,
        FaultPlan? plan = null
    )
    {
        var outcome = await world.Open(plan).Importer.ImportAsync(books, AdjustingDesk.Bookkeeper, default);
        Assert.True(outcome.IsOk || mayBeRefused, outcome.ToString());
    }

    private static async Task AssertExplainedAsync(World world, string when)
    {
        var workspace = world.Open().Workspace;
        var chart = (await workspace.ReadMasterDataAsync(default)).Value.Chart;
        foreach (var period in (PeriodCode[])[SmallBooks.January, SmallBooks.January.Next])
        await foreach (var entry in workspace.ReadEntriesAsync(period, default))
            Assert.All(
                entry.Lines,
                line => Assert.True(chart.Find(line.Account) is not null, $"{when}: {entry.Id} names {line.Account}")
            );
        Assert.True((await world.Open().Audit.VerifyAsync(default)).IsGood, when);
    }
}
