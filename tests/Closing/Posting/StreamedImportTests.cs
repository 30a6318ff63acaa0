using Bookseal.Books.Ledger;
using Bookseal.Books.Values;
using Bookseal.Closing.Imports;
using Bookseal.Import.BooksDirectory;
using Bookseal.TestHost.Faults;
using Bookseal.TestHost.Scenario;

namespace Bookseal.Closing.Tests.Posting;

/// <summary>The entries of an import are read once to plan it and once to post it.</summary>
public sealed class StreamedImportTests : IDisposable
{
    private readonly TemporaryWorld _temporary = new();

    [Theory]
    [InlineData(600, false)] // several batches, staged
    [InlineData(600, true)]
    [InlineData(100_000, false)] // one append
    public async Task Import_OfASourceThatChangedSinceItWasPlanned_PostsNothingOfItAndTheRightOneLater(
        int maxBatchBytes,
        bool isLastOnly
    )
    {
        var planned = Entries(12);
        var changed = planned.ToList();
        var at = isLastOnly ? changed.Count - 1 : 0;
        changed[at] = changed[at] with { Description = "edited meanwhile" };

        var refused = await ImportAsync(maxBatchBytes, new ChangingEntries(planned, changed));

        Assert.Equal("SOURCE_CHANGED", refused.Fault.Code);
        Assert.DoesNotContain("\"id\":", await Snapshot.JournalAsync(_temporary.World), StringComparison.Ordinal);
        Assert.Empty(
            (
                await _temporary
                    .World.Open()
                    .Workspace.StagedImports.RepairAsync(SmallBooks.Tenant, SmallBooks.January, default)
            ).Value
        );
        Assert.Equal(12, (await ImportAsync(maxBatchBytes, EntrySource.Of(planned))).Value.EntriesAdded);
        await AssertEachOnceAsync(planned);
    }

    [Fact]
    public async Task Import_OfMonthsThatAreMixed_PostsEachOnceInItsMonth()
    {
        var january = Entries(20);
        List<Entry> mixed =
        [
            .. january.SelectMany(
                (entry, at) =>
                    (Entry[])[entry, entry with { Id = EntryId.Parse($"F{at:D2}").Value, Date = new(2026, 2, 1 + at) }]
            ),
        ];

        var outcome = (await ImportAsync(600, EntrySource.Of(mixed))).Value;

        Assert.Equal([20, 20], outcome.Entries.OrderBy(pair => pair.Key).Select(pair => pair.Value));
        await AssertEachOnceAsync(mixed);
        Assert.Equal(
            (0, 40),
            (
                (await ImportAsync(600, EntrySource.Of(mixed))).Value is var again ? again.EntriesAdded : -1,
                again.EntriesKnown
            )
        );
        Assert.All(
            await _temporary
                .World.Open()
                .Workspace.ReadEntriesAsync(SmallBooks.January.Next, default)
                .Select(entry => entry.Date.Month)
                .ToListAsync(),
            month => Assert.Equal(2, month)
        );
    }

    public void Dispose() => _temporary.Dispose();

    private async Task AssertEachOnceAsync(IEnumerable<Entry> entries)
    {
        var journal = await Snapshot.JournalAsync(_temporary.World);
        Assert.All(entries, entry => Assert.Equal(1, journal.Split($"\"id\":\"{entry.Id}\"").Length - 1));
    }

    /// <summary>Wherever the first import stops, with what it may land later.</summary>
    [Fact]
    public async Task Import_OfAnEntryThatMovedSinceOneStoppedHalfWay_HasItOnceInItsNewMonth()
    {
        var halves = 0;
        for (var write = 1; ; write++)
        {
            using var temporary = new TemporaryWorld();
            var february = Entries(12).ConvertAll(entry => entry with { Date = new(2026, 2, 5) });
            var plan = new FaultPlan(write, FaultMode.CrashAfter);
            await Record.ExceptionAsync(() => ImportAsync(temporary.World, 600, february, plan));
            if (!plan.HasStruck)
                break;
            var staged = temporary.World.Open().Workspace.StagedImports;
            halves += (await staged.PeriodsAsync(SmallBooks.Tenant, default)).Count;

            List<Entry> moved = [.. february];
            moved[7] = moved[7] with { Date = new(2026, 1, 20) };
            Assert.True((await ImportAsync(temporary.World, 600, moved, null)).IsOk);

            Assert.Equal(1, await StandingAsync(temporary.World, SmallBooks.January, "L07"));
            Assert.Equal(0, await StandingAsync(temporary.World, SmallBooks.January.Next, "L07"));
        }

        Assert.True(halves > 0, "none stopped between the first batch and the last");
    }

    /// <summary>What cannot be finished now will land later: nobody may take its entries to another month.</summary>
    [Theory]
    [InlineData("a batch of it is gone")]
    [InlineData("its month is locked")]
    public async Task Import_WhileAnotherCannotBeFinished_TakesAllButTheEntriesThatItHolds(string why)
    {
        using var temporary = new TemporaryWorld();
        var january = Entries(12);
        await StopBeforeTheFirstAppendAsync(temporary.World, january);
        if (why == "its month is locked")
            Assert.True(
                (
                    await temporary
                        .World.Open()
                        .Workspace.Journals.LockAsync(
                            SmallBooks.Tenant,
                            SmallBooks.January,
                            new(Guid.NewGuid()),
                            default
                        )
                ).IsOk
            );
        else
            File.Delete(
                Directory
                    .EnumerateFiles(temporary.World.Root, "00001.ndjson", SearchOption.AllDirectories)
                    .Single(file => file.Contains("imports", StringComparison.Ordinal))
            );

        var february = january.ConvertAll(entry => entry with { Date = new(2026, 2, 5) });
        var refused = await ImportAsync(temporary.World, 600, february, null);
        Assert.Equal("IMPORT_UNFINISHED", refused.Fault.Code);
        List<Entry> others = [.. february.Select(entry => entry with { Id = EntryId.Parse($"F{entry.Id}").Value })];
        Assert.True((await ImportAsync(temporary.World, 600, others, null)).IsOk);
    }

    private static async Task StopBeforeTheFirstAppendAsync(World world, List<Entry> entries)
    {
        for (var write = 1; ; write++)
        {
            await Record.ExceptionAsync(() =>
                ImportAsync(world, 600, entries, new FaultPlan(write, FaultMode.CrashAfter))
            );
            var files = Directory.EnumerateFiles(world.Root, "manifest.json", SearchOption.AllDirectories);
            if (files.Any(file => file.Contains("imports", StringComparison.Ordinal)))
                return;
        }
    }

    private static async Task<int> StandingAsync(World world, PeriodCode period, string id)
    {
        var standing = 0;
        await foreach (var entry in world.Open().Workspace.ReadEntriesAsync(period, default))
            if ($"{SourceEdit.OriginalOf(entry)}" == id)
                standing += entry.Reverses is null ? 1 : -1;
        return standing;
    }

    private static Task<Evidence.Result<ImportOutcome>> ImportAsync(
        World world,
        int maxBatchBytes,
        IReadOnlyList<Entry> entries,
        FaultPlan? plan
    ) =>
        world
            .Open(plan, WorkspaceLimits.Default with { MaxBatchBytes = maxBatchBytes })
            .Importer.ImportAsync(
                SmallBooks.Read() with
                {
                    Entries = EntrySource.Of(entries),
                },
                AdjustingDesk.Bookkeeper,
                default
            );

    private Task<Evidence.Result<ImportOutcome>> ImportAsync(int maxBatchBytes, EntrySource entries) =>
        _temporary
            .World.Open(limits: WorkspaceLimits.Default with { MaxBatchBytes = maxBatchBytes })
            .Importer.ImportAsync(SmallBooks.Read() with { Entries = entries }, AdjustingDesk.Bookkeeper, default);

    private static List<Entry> Entries(int count) =>
        [.. Enumerable.Range(0, count).Select(number => SmallBooks.Entry($"L{number:D2}"))];
}
