using Bookseal.Books.Audit;
using Bookseal.Books.Subledgers;
using Bookseal.Books.Values;
using Bookseal.Closing.Tests.Imports;
using Bookseal.Closing.Tests.Lifecycle;
using Bookseal.Import.BooksDirectory;
using Bookseal.TestHost.Faults;
using Bookseal.TestHost.Scenario;

namespace Bookseal.Closing.Tests.Posting;

/// <summary>A receipt of 30 and a bill of 120: settled once, whatever crashes and whoever else is at it.</summary>
public sealed class ApplicationServiceTests
{
    [Theory]
    [InlineData(FaultMode.CrashBefore)]
    [InlineData(FaultMode.CrashAfter)]
    public async Task Apply_CrashedAtAnyWriteAndAskedForAgain_IsDoneOnce(FaultMode mode)
    {
        for (var write = 1; ; write++)
        {
            using var world = await OpenAsync();
            var crashed = await CrashAsync(world, new FaultPlan(write, mode));
            var again = await ApplyAsync(world);
            Assert.True(again.IsOk || again.Fault.Code == "ITEM_NOT_OPEN", again.IsOk ? "" : again.Fault.ToString());
            await AssertAppliedOnceAsync(world);
            if (!crashed)
                break;
            Assert.True(write < 20, "it never ends");
        }
    }

    [Fact]
    public async Task Apply_ByTwoAtOnce_IsDoneOnce()
    {
        using var world = await OpenAsync();
        var both = await Task.WhenAll(Task.Run(() => ApplyAsync(world)), Task.Run(() => ApplyAsync(world)));
        Assert.Contains(both, one => one.IsOk);
        await AssertAppliedOnceAsync(world);
    }

    /// <summary>Equal applications have equal lines, and each of them counts.</summary>
    [Fact]
    public async Task Apply_TheSamePartAgainAndAgain_CountsEachTime()
    {
        using var world = await OpenAsync();
        foreach (var minor in new[] { 500, 700, 500, 500 })
            Assert.True((await ApplyAsync(world, amountMinor: minor)).IsOk);
        var open = (await world.BooksAsync(YearBooks.January)).OpenItems.Open;
        Assert.Equal(
            [("INV-1", 12_000 - 2_200), ("RC-1", -(3_000 - 2_200))],
            open.Select(item => (item.Reference, (int)item.AmountMinor)).Order()
        );
    }

    private static async Task<YearWorld> OpenAsync()
    {
        var world = new YearWorld();
        const string row = "AR,CUST-1,INV-1,2026-01-05,2026-02-04,debit,120.00,USD,,Sale\n";
        await world.ImportAsync(
            EditedBooks.Read(
                (BooksFiles.Subledgers, row, row + "AR,CUST-1,RC-1,2026-01-20,,credit,30.00,USD,,Receipt\n")
            )
        );
        return world;
    }

    private static async Task<bool> CrashAsync(YearWorld world, FaultPlan plan)
    {
        try
        {
            await ApplyAsync(world, plan);
            return false;
        }
        catch (SimulatedCrashException)
        {
            return true;
        }
    }

    private static async Task<Bookseal.Evidence.Result<SubledgerItem>> ApplyAsync(
        YearWorld world,
        FaultPlan? plan = null,
        long? amountMinor = null
    )
    {
        var services = world.Open(plan);
        var master = (await services.Workspace.ReadMasterDataAsync(default)).Value;
        var application = new Application(
            SubledgerName.Parse("AR").Value,
            "CUST-1",
            "RC-1",
            "INV-1",
            master.Profile.BaseCurrency,
            amountMinor,
            new(2026, 1, 31)
        );
        return await services.Applications.ApplyAsync(application, AdjustingDesk.Bookkeeper, master, default);
    }

    private static async Task AssertAppliedOnceAsync(YearWorld world)
    {
        var open = Assert.Single((await world.BooksAsync(YearBooks.January)).OpenItems.Open);
        Assert.Equal(("INV-1", 9_000), (open.Reference, (int)open.AmountMinor));
        var workspace = world.Services.Workspace;
        var items = await workspace.Subledgers.ReadItemsAsync(
            workspace.Tenant,
            SubledgerName.Parse("AR").Value,
            default
        );
        Assert.Single(items, item => item.IsAllocation);
        var head = (await workspace.ReadHeadAsync(default)).Head;
        var events = await workspace
            .Audit.ReadAsync(workspace.Tenant, 0, head.Size, default)
            .Select(bytes => AuditEntry.Decode(bytes.Span).Value)
            .CountAsync(entry => entry.Type == Application.TypeName);
        Assert.Equal(1, events);
    }
}
