using Bookseal.Books.Ledger;
using Bookseal.Closing.Tests.Lifecycle;
using Bookseal.Storage.Resilience;
using Bookseal.TestHost.Faults;
using Bookseal.TestHost.Scenario;
using FsCheck.Fluent;

namespace Bookseal.Closing.Tests.Imports;

/// <summary>
/// Files that are edited between imports: what stands is what the last of them says, whatever went wrong.
/// </summary>
public sealed class EditPropertyTests
{
    [Fact]
    public void Import_RandomEditsOfAFile_LeaveTheBalancesOfTheLast() =>
        Property.Holds(
            (
                from amounts in Gen.Choose(0, 3).ArrayOf(4)
                from month in Gen.Choose(3, 4)
                select (amounts, month)
            ).ArrayOf(4),
            files => LastStandsAsync(files).GetAwaiter().GetResult(),
            times: 12
        );

    [Theory]
    [InlineData(FaultMode.CrashBefore)]
    [InlineData(FaultMode.CrashAfter)]
    [InlineData(FaultMode.ReplyLost)]
    public async Task Import_EditWithAFaultAtAnyWrite_EndsAsUndisturbed(FaultMode mode)
    {
        var counter = new FaultPlan(0, FaultMode.CrashBefore);
        using (var undisturbed = new TemporaryWorld())
        {
            await EditAsync(undisturbed.World, counter);
            Assert.True(counter.Writes > 3, $"{counter.Writes} writes");
        }

        for (var at = 1; at <= counter.Writes; at++)
        {
            using var temporary = new TemporaryWorld();
            try
            {
                await EditAsync(temporary.World, new FaultPlan(at, mode));
            }
            catch (Exception e) when (e is SimulatedCrashException or StoreUnavailableException)
            {
                // Somebody imports again.
            }

            await EditAsync(temporary.World, null);
            var entries = await temporary
                .World.Open()
                .Workspace.ReadEntriesAsync(YearBooks.March, default)
                .ToListAsync();
            Assert.Equal(["R-0", "R-1", "R-0~1-R", "R-0~1"], entries.Select(entry => $"{entry.Id}"));
        }
    }

    /// <summary>The first import is never struck: it is there.</summary>
    private static async Task EditAsync(World world, FaultPlan? plan)
    {
        if (!await world.Open().Workspace.ReadEntriesAsync(YearBooks.March, default).AnyAsync())
            await ImportAsync(world, null, Rows([5, 7], 3));
        await ImportAsync(world, plan, Rows([6, 7], 3));
    }

    private static async Task ImportAsync(World world, FaultPlan? plan, string rows)
    {
        var clock = new FixedClock(new DateTimeOffset(2026, 7, 1, 9, 0, 0, TimeSpan.Zero));
        var imported = await world
            .Open(plan, clock: clock)
            .Importer.ImportAsync(YearBooks.Read(moreRows: rows), AdjustingDesk.Bookkeeper, default);
        Assert.True(imported.IsOk, imported.IsOk ? "" : imported.Fault.ToString());
    }

    /// <summary>A file keeps its entries: of none of them can an import know that it went.</summary>
    private static async Task<bool> LastStandsAsync((int[] Amounts, int Month)[] files)
    {
        using var temporary = new TemporaryWorld();
        foreach (var (amounts, _) in files)
            await ImportAsync(temporary.World, null, Rows(amounts, files[0].Month));
        if (files.Length == 0)
            return true;
        var period = new Books.Values.PeriodCode(2026, files[0].Month);
        var fold = new PeriodFold();
        await foreach (var entry in temporary.World.Open().Workspace.ReadEntriesAsync(period, default))
            fold.Add(EntryCodec.Encode(entry));
        var balance = Books.Ledger.TrialBalance.Of(BalanceList.Empty, fold.Activity, isEffective: true);
        var wanted = files[^1].Amounts.Sum() * 100L;
        var rent = balance.Rows.SingleOrDefault(row => $"{row.Account}" == "6000");
        return (rent?.DebitMinor ?? 0) == wanted && (rent?.CreditMinor ?? 0) == 0;
    }

    private static string Rows(int[] amounts, int month) =>
        string.Concat(amounts.Select((amount, at) => YearBooks.Rent($"R-{at}", $"2026-0{month}-05", $"{amount}.00")));
}
