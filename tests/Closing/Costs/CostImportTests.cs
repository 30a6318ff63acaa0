using Bookseal.Books.Costs;
using Bookseal.Books.Values;
using Bookseal.Storage;
using Bookseal.TestHost.Scenario;

namespace Bookseal.Closing.Tests.Costs;

public sealed class CostImportTests
{
    private static readonly string[] Rows = [CostBooks.Row("2026-01-05", "1.5"), CostBooks.Row("2026-02-05", "2.5")];

    [Theory]
    [InlineData(Place.Files)]
    [InlineData(Place.Azurite)]
    public async Task Import_OfTheSameFileTwice_AddsItOnce(Place place)
    {
        using var temporary = await TemporaryWorld.OpenAsync(place);
        var services = await CostBooks.WithBooksAsync(temporary.World);
        var first = await CostBooks.AddAsync(services, CostBooks.Final(Rows));
        var second = await CostBooks.AddAsync(temporary.World.Open(), CostBooks.Final(Rows));
        Assert.Equal((false, true), (first.IsKnown, second.IsKnown));
        Assert.Equal(2, (await CostBooks.RecordsAsync(services)).Count);
        var added = Assert.Single(await CostBooks.EventsAsync(services));
        Assert.Equal((2L, null), (added.Batch.Records, added.Old));
        Assert.Equal((await services.Workspace.ReadCostsAsync(default)).Sha256, added.New);
        Assert.True((await services.Audit.VerifyAsync(default)).IsGood);
    }

    [Fact]
    public async Task DryRun_SaysWhatAnImportWouldDo_AndWritesNothing()
    {
        using var temporary = new TemporaryWorld();
        var services = await CostBooks.WithBooksAsync(temporary.World);
        var outcome = (await CostBooks.ImportAsync(services, CostBooks.Final(Rows), isDryRun: true)).Value;
        Assert.Equal((true, 2L, "4"), (outcome.IsDryRun, outcome.Records, $"{outcome.Totals[0].Billed}"));
        Assert.Empty((await services.Workspace.ReadCostsAsync(default)).Batches);
        Assert.Empty(await temporary.World.Objects.ListAsync(ObjectPath.Of("costs"), default));
    }

    [Fact]
    public async Task Import_OfAClosedMonth_GoesIntoTheFirstOpenOneWithItsDayKept()
    {
        using var temporary = new TemporaryWorld();
        var services = temporary.World.Open();
        await WholeMonth.RunAsync(services, default);
        var outcome = await CostBooks.AddAsync(services, CostBooks.Final([.. Rows, CostBooks.Row("2024-09-30", "9")]));
        Assert.Equal(1, outcome.Late);
        var batch = $"sha256:{(await CostBooks.EventsAsync(services))[0].Sources[0]}";
        Assert.Equal(
            [$"2024-09-30 9 2024-09 {batch}", $"2026-01-05 1.5 2026-02 {batch}", $"2026-02-05 2.5 2026-02 {batch}"],
            await CostBooks.RecordsAsync(services)
        );
        Assert.Equal([new CostPeriodCount(new(2024, 9), 1), new(new(2026, 2), 2)], outcome.Periods);
    }

    [Fact]
    public async Task Import_WhileAMonthIsClosed_SeesItClosed()
    {
        using var temporary = new TemporaryWorld();
        var services = await CostBooks.WithBooksAsync(temporary.World);
        await CostBooks.AddAsync(services, CostBooks.Final(Rows[0]));
        await WholeMonth.RunAsync(services, default);
        await CostBooks.AddAsync(services, CostBooks.Final(Rows[0]) with { Batch = "b-2", BatchSequence = null });
        var periods = (await services.Workspace.ReadCostsAsync(default)).Batches.Select(batch =>
            batch.Periods[0].Period
        );
        Assert.Equal([new PeriodCode(2026, 1), new PeriodCode(2026, 2)], periods);
    }

    [Fact]
    public async Task Import_OfARecordWithOtherContentsAndNoOrder_IsRefused()
    {
        using var temporary = new TemporaryWorld();
        var services = await CostBooks.WithBooksAsync(temporary.World);
        await CostBooks.AddAsync(services, CostBooks.Final(Rows) with { Batch = "b-1", BatchSequence = 1 });
        var restated = CostBooks.Final(CostBooks.Row("2026-01-05", "7")) with { Batch = "b-2" };
        Assert.Equal("COST_ORDER_UNKNOWN", (await CostBooks.ImportAsync(services, restated)).Fault.Code);
        var same = await CostBooks.ImportAsync(services, restated with { BatchSequence = 1 });
        Assert.Equal("COST_ORDER_UNKNOWN", same.Fault.Code);
        await CostBooks.AddAsync(services, restated with { BatchSequence = 2 });
        Assert.Equal(3, (await CostBooks.RecordsAsync(services)).Count);
    }

    /// <summary>Neither has a number: final counts over preliminary, whichever came first.</summary>
    [Theory]
    [InlineData(CostLifecycle.Preliminary, CostLifecycle.Final)]
    [InlineData(CostLifecycle.Final, CostLifecycle.Preliminary)]
    public async Task Import_OfFinalAndPreliminaryContentsWithoutNumbers_IsTakenIn(
        CostLifecycle first,
        CostLifecycle second
    )
    {
        using var temporary = new TemporaryWorld();
        var services = await CostBooks.WithBooksAsync(temporary.World);
        await CostBooks.AddAsync(services, CostBooks.Final(Rows) with { Batch = "b-1", Lifecycle = first });
        var other = CostBooks.Final(CostBooks.Row("2026-01-05", "7")) with { Batch = "b-2", Lifecycle = second };
        await CostBooks.AddAsync(services, other);
        var third = CostBooks.Final(CostBooks.Row("2026-01-05", "8")) with { Batch = "b-3", Lifecycle = second };
        Assert.Equal("COST_ORDER_UNKNOWN", (await CostBooks.ImportAsync(services, third)).Fault.Code);
    }

    [Fact]
    public async Task Import_OfARecordThatSaysTheSame_NeedsNoOrder()
    {
        using var temporary = new TemporaryWorld();
        var services = await CostBooks.WithBooksAsync(temporary.World);
        await CostBooks.AddAsync(services, CostBooks.Final(Rows[0]) with { Batch = "b-1" });
        var longer = await CostBooks.AddAsync(services, CostBooks.Final(Rows) with { Batch = "b-2" });
        Assert.Equal(2, longer.Records);
        Assert.Equal("COST_BATCH_UNORDERED", Assert.Single(longer.Notices).Code);
        // Numbered, it is before or after one that is not: nobody could tell which counts.
        var numbered = CostBooks.Final(Rows) with
        {
            Batch = "b-3",
            BatchSequence = 3,
        };
        Assert.Equal("COST_ORDER_UNKNOWN", (await CostBooks.ImportAsync(services, numbered)).Fault.Code);
    }

    [Fact]
    public async Task Import_UnderABatchIdThatAnotherFileHas_IsRefused()
    {
        using var temporary = new TemporaryWorld();
        var services = await CostBooks.WithBooksAsync(temporary.World);
        await CostBooks.AddAsync(services, CostBooks.Final(Rows[0]) with { Batch = "b-1" });
        var other = await CostBooks.ImportAsync(services, CostBooks.Final(Rows[1]) with { Batch = "b-1" });
        Assert.Equal("COST_BATCH_EXISTS", other.Fault.Code);
    }

    [Fact]
    public async Task Costs_OfAnObjectThatSomebodyChanged_AreNotRead()
    {
        using var temporary = new TemporaryWorld();
        var services = await CostBooks.WithBooksAsync(temporary.World);
        await CostBooks.AddAsync(services, CostBooks.Final(Rows));
        var path = Directory.GetFiles(
            Path.Combine(temporary.World.Root, "objects", "costs"),
            "*.ndjson",
            SearchOption.AllDirectories
        )[0];
        var text = await File.ReadAllTextAsync(path);
        await File.WriteAllTextAsync(path, text.Replace("\"1.5\"", "\"1.6\"", StringComparison.Ordinal));
        await Assert.ThrowsAsync<InvalidDataException>(() => CostBooks.RecordsAsync(services));
    }
}
