using Bookseal.Books.Guards;
using Bookseal.Books.Health;
using Bookseal.Closing.Hosting;
using Bookseal.Import.BooksDirectory;
using Bookseal.Storage;
using Bookseal.Storage.Journals;
using Bookseal.Storage.Resilience;
using Bookseal.TestHost.Faults;
using Bookseal.TestHost.Scenario;

namespace Bookseal.Closing.Tests.Posting;

/// <summary>An import of several batches, at 600 bytes a batch instead of 2 MiB.</summary>
public sealed class StagedImportTests
{
    private static readonly WorkspaceLimits Small = WorkspaceLimits.Default with { MaxBatchBytes = 600 };

    [Fact]
    public async Task Import_StoppedBetweenBatches_IsFoundByHealthAndRolledForwardByRepair()
    {
        var writes = await CountWritesAsync();
        var found = 0;
        for (var at = 1; at <= writes; at++)
        {
            using var temporary = new TemporaryWorld();
            await Assert.ThrowsAsync<SimulatedCrashException>(() =>
                ImportAsync(temporary.World.Open(new FaultPlan(at, FaultMode.CrashAfter), Small))
            );
            var services = temporary.World.Open(limits: Small);
            if (await IsIncompleteAsync(services))
            {
                found++;
                Assert.Single(
                    (
                        await services.Workspace.StagedImports.RepairAsync(
                            SmallBooks.Tenant,
                            SmallBooks.January,
                            default
                        )
                    ).Value
                );
                Assert.False(await IsIncompleteAsync(services));
            }

            // Whether repaired or not: importing again ends with every entry once, and nothing staged.
            Assert.True((await ImportAsync(temporary.World.Open(limits: Small))).IsOk);
            Assert.Empty(await StagedAsync(temporary.World));
            var journal = await Snapshot.JournalAsync(temporary.World);
            foreach (var number in Enumerable.Range(0, 12))
                Assert.Equal(1, journal.Split($"\"id\":\"L{number:D2}\"").Length - 1);
        }

        Assert.True(found >= 3, $"{found} of the crashes left an incomplete batch");
    }

    [Fact]
    public async Task Import_StagedByOneAndFinishedByAnother_HasEveryEntryOnce()
    {
        var writes = await CountWritesAsync();
        for (var at = 1; at <= writes; at++)
        {
            using var temporary = new TemporaryWorld();
            await Assert.ThrowsAsync<SimulatedCrashException>(() =>
                ImportAsync(
                    temporary.World.Open(new FaultPlan(at, FaultMode.CrashAfter), Small),
                    "a.bookkeeper.with.a.long.name"
                )
            );
            Assert.True((await ImportAsync(temporary.World.Open(limits: Small))).IsOk);
            foreach (var number in Enumerable.Range(0, 12))
                Assert.Equal(
                    1,
                    (await Snapshot.JournalAsync(temporary.World)).Split($"\"id\":\"L{number:D2}\"").Length - 1
                );
            Assert.Empty(
                (
                    await temporary
                        .World.Open()
                        .Workspace.StagedImports.RepairAsync(SmallBooks.Tenant, SmallBooks.January, default)
                ).Value
            );
        }
    }

    [Fact]
    public async Task Import_StagedAndNotLandedWhenTheMonthCloses_LandsBeforeTheLock()
    {
        using var temporary = new TemporaryWorld();
        var at = await WriteOfFirstBatchAsync();
        await Assert.ThrowsAsync<SimulatedCrashException>(() =>
            ImportAsync(temporary.World.Open(new FaultPlan(at, FaultMode.CrashBefore), Small))
        );
        Assert.Equal(
            Books.Runs.RunStatus.Certified,
            (await WholeMonth.RunAsync(temporary.World.Open(limits: Small), default)).Status
        );
        foreach (var number in Enumerable.Range(0, 12))
            Assert.Equal(
                1,
                (await Snapshot.JournalAsync(temporary.World)).Split($"\"id\":\"L{number:D2}\"").Length - 1
            );
    }

    [Theory]
    [InlineData(FaultMode.CrashBefore)]
    [InlineData(FaultMode.CrashAfter)]
    [InlineData(FaultMode.ReplyLost)]
    [InlineData(FaultMode.AwayBefore)]
    public async Task Import_FaultAtAnyWrite_LeavesNothingStagedOnceItHasLanded(FaultMode mode)
    {
        var writes = await CountWritesAsync();
        for (var at = 1; at <= writes; at++)
        {
            using var temporary = new TemporaryWorld();
            try
            {
                Assert.True((await ImportAsync(temporary.World.Open(new FaultPlan(at, mode), Small))).IsOk);
            }
            catch (Exception e) when (e is SimulatedCrashException or StoreUnavailableException)
            {
                Assert.True((await ImportAsync(temporary.World.Open(limits: Small))).IsOk);
            }

            // A store that is away while an import that has landed is cleaned up fails no import.
            if (mode == FaultMode.AwayBefore)
                await RepairAsync(temporary.World);
            Assert.Empty(await StagedAsync(temporary.World));
            await AssertEachOnceAsync(temporary.World);
        }
    }

    /// <summary>Where nobody imports again, the next repair finishes the deletion, too.</summary>
    [Fact]
    public async Task Repair_AfterACrashAmongTheDeletions_DeletesTheRest()
    {
        var (writes, found) = (await CountWritesAsync(), 0);
        for (var at = 1; at <= writes; at++)
        {
            using var temporary = new TemporaryWorld();
            await Assert.ThrowsAsync<SimulatedCrashException>(() =>
                ImportAsync(temporary.World.Open(new FaultPlan(at, FaultMode.CrashAfter), Small))
            );
            if (!(await StagedAsync(temporary.World)).Any(name => name.EndsWith("/done", StringComparison.Ordinal)))
                continue;
            found++;
            await AssertEachOnceAsync(temporary.World);
            var staged = temporary.World.Open(limits: Small).Workspace.StagedImports;
            Assert.Empty((await staged.RepairAsync(SmallBooks.Tenant, SmallBooks.January, default)).Value);
            Assert.Empty(await StagedAsync(temporary.World));
        }

        Assert.True(found >= 3, $"{found} of the crashes left a mark");
    }

    /// <summary>At each write of one import, another one imports the same from its beginning to its end.</summary>
    [Fact]
    public async Task Import_WhileAnotherImportsTheSame_HasEveryEntryOnceAndNothingStaged()
    {
        var writes = await CountStagedWritesAsync();
        for (var at = 1; at <= writes; at++)
        {
            using var temporary = new TemporaryWorld();
            var (write, others) = (0, 0);
            var plan = new FaultPlan(0, FaultMode.CrashBefore)
            {
                Pause = async () =>
                {
                    if (Interlocked.Increment(ref write) != at)
                        return;
                    others++;
                    Assert.Null(await StageAndPostAsync(temporary.World.Open(limits: Small)));
                },
            };
            Assert.Null(await StageAndPostAsync(temporary.World.Open(plan, Small)));
            Assert.Equal(1, others);
            Assert.Empty(await StagedAsync(temporary.World));
            await AssertEachOnceAsync(temporary.World);
        }
    }

    [Fact]
    public async Task Imports_OfTheSameAtOnce_HaveEveryEntryOnceAndNothingStaged()
    {
        for (var round = 0; round < 5; round++)
        {
            using var temporary = new TemporaryWorld();
            var faults = await Task.WhenAll(
                Enumerable
                    .Range(0, 4)
                    .Select(_ => Task.Run(() => StageAndPostAsync(temporary.World.Open(limits: Small))))
            );
            Assert.All(faults, Assert.Null);
            await AssertEachOnceAsync(temporary.World);
            var staged = temporary.World.Open(limits: Small).Workspace.StagedImports;
            Assert.True((await staged.RepairAsync(SmallBooks.Tenant, SmallBooks.January, default)).IsOk);
            Assert.Empty(await StagedAsync(temporary.World));
        }
    }

    /// <summary>A batch that is neither staged nor posted is lost, and nobody takes the import for whole.</summary>
    [Fact]
    public async Task Repair_OfABatchThatIsNowhere_IsNoSuccess()
    {
        using var temporary = new TemporaryWorld();
        var at = await WriteOfFirstBatchAsync();
        await Assert.ThrowsAsync<SimulatedCrashException>(() =>
            ImportAsync(temporary.World.Open(new FaultPlan(at, FaultMode.CrashBefore), Small))
        );
        var batch = Directory
            .EnumerateFiles(temporary.World.Root, "00002.ndjson", SearchOption.AllDirectories)
            .Single(path => path.Contains("imports", StringComparison.Ordinal));
        File.Delete(batch);
        var staged = temporary.World.Open(limits: Small).Workspace.StagedImports;
        await Assert.ThrowsAsync<IOException>(() => staged.RepairAsync(SmallBooks.Tenant, SmallBooks.January, default));
        Assert.Contains(
            await StagedAsync(temporary.World),
            name => name.EndsWith("manifest.json", StringComparison.Ordinal)
        );
    }

    /// <summary>What was given up is in no journal: it stays as it is.</summary>
    [Fact]
    public async Task Repair_OfAnImportThatWasGivenUp_LeavesItAlone()
    {
        using var temporary = new TemporaryWorld();
        var at = await WriteOfFirstBatchAsync();
        await Assert.ThrowsAsync<SimulatedCrashException>(() =>
            ImportAsync(temporary.World.Open(new FaultPlan(at, FaultMode.CrashBefore), Small))
        );
        var staged = temporary.World.Open(limits: Small).Workspace.StagedImports;
        await staged.AbandonAsync(SmallBooks.Tenant, SmallBooks.January, default);
        var before = await StagedAsync(temporary.World);
        Assert.Empty((await staged.RepairAsync(SmallBooks.Tenant, SmallBooks.January, default)).Value);
        Assert.Equal(before, await StagedAsync(temporary.World));
    }

    /// <summary>It is marked as done, and a part of it lands all the same, which would block the close.</summary>
    [Fact]
    public async Task Repair_OfAnImportThatWasGivenUpAndBegunAgain_FinishesIt()
    {
        var (first, finished) = (await WriteOfFirstBatchAsync(), 0);
        for (var at = 1; at <= 12; at++)
        {
            using var temporary = new TemporaryWorld();
            await Assert.ThrowsAsync<SimulatedCrashException>(() =>
                ImportAsync(temporary.World.Open(new FaultPlan(first, FaultMode.CrashBefore), Small))
            );
            var staged = temporary.World.Open(limits: Small).Workspace.StagedImports;
            await staged.AbandonAsync(SmallBooks.Tenant, SmallBooks.January, default);
            try
            {
                await ImportAsync(temporary.World.Open(new FaultPlan(at, FaultMode.CrashAfter), Small));
            }
            catch (SimulatedCrashException)
            {
                finished += (await RepairAsync(temporary.World)).Count;
                Assert.False(await IsIncompleteAsync(temporary.World.Open(limits: Small)));
            }

            await ImportAsync(temporary.World.Open(limits: Small));
            await AssertEachOnceAsync(temporary.World);
        }

        Assert.True(finished > 0, "no crash left a part");
    }

    [Fact]
    public async Task Repair_OfADamagedManifestOfAnImportThatIsDone_LeavesIt()
    {
        using var temporary = new TemporaryWorld();
        var at = await WriteOfFirstBatchAsync();
        await Assert.ThrowsAsync<SimulatedCrashException>(() =>
            ImportAsync(temporary.World.Open(new FaultPlan(at, FaultMode.CrashBefore), Small))
        );
        var staged = temporary.World.Open(limits: Small).Workspace.StagedImports;
        await staged.AbandonAsync(SmallBooks.Tenant, SmallBooks.January, default);
        var manifest = Directory
            .EnumerateFiles(temporary.World.Root, "manifest.json", SearchOption.AllDirectories)
            .Single(path => path.Contains("objects", StringComparison.Ordinal));
        await File.WriteAllTextAsync(manifest, "{");
        Assert.Empty(await RepairAsync(temporary.World));
    }

    private static async Task<IReadOnlyList<string>> RepairAsync(World world) =>
        (
            await world
                .Open(limits: Small)
                .Workspace.StagedImports.RepairAsync(SmallBooks.Tenant, SmallBooks.January, default)
        ).Value;

    private static async Task<int> CountStagedWritesAsync()
    {
        using var temporary = new TemporaryWorld();
        var plan = new FaultPlan(0, FaultMode.CrashBefore);
        Assert.Null(await StageAndPostAsync(temporary.World.Open(plan, Small)));
        return plan.Writes;
    }

    /// <summary>The twelve entries in four batches, as an import stages and posts them.</summary>
    private static async Task<Evidence.Fault?> StageAndPostAsync(CloseServices services)
    {
        var staged = services.Workspace.StagedImports;
        List<byte[]> batches =
        [
            .. Enumerable
                .Range(0, 12)
                .Select(number => SmallBooks.Entry($"L{number:D2}"))
                .Chunk(3)
                .Select(entries => BatchLines.Of(entries).Bytes.ToArray()),
        ];
        List<Evidence.Digest> digests = [.. batches.Select(batch => Evidence.Digest.Of(batch))];
        var manifest = StagedImports.ManifestOf(digests);
        for (var number = 1; number <= batches.Count; number++)
            await staged.StageAsync(
                SmallBooks.Tenant,
                SmallBooks.January,
                manifest,
                number,
                batches[number - 1],
                default
            );
        return await staged.PostAsync(SmallBooks.Tenant, SmallBooks.January, manifest, digests, null, default);
    }

    private static async Task<List<string>> StagedAsync(World world)
    {
        var objects = world.Open().Workspace.Backend.Objects;
        return
        [
            .. (await objects.ListAsync(ObjectPath.Of(StagedPath.Container), default)).Select(info => $"{info.Path}"),
        ];
    }

    private static async Task AssertEachOnceAsync(World world)
    {
        var journal = await Snapshot.JournalAsync(world);
        foreach (var number in Enumerable.Range(0, 12))
            Assert.Equal(1, journal.Split($"\"id\":\"L{number:D2}\"").Length - 1);
    }

    /// <summary>The write after the one that stored manifest.json.</summary>
    private static async Task<int> WriteOfFirstBatchAsync()
    {
        for (var at = 1; ; at++)
        {
            using var temporary = new TemporaryWorld();
            await Assert.ThrowsAsync<SimulatedCrashException>(() =>
                ImportAsync(temporary.World.Open(new FaultPlan(at, FaultMode.CrashAfter), Small))
            );
            if (Directory.EnumerateFiles(temporary.World.Root, "manifest.json", SearchOption.AllDirectories).Any())
                return at + 1;
        }
    }

    private static async Task<int> CountWritesAsync()
    {
        using var temporary = new TemporaryWorld();
        var plan = new FaultPlan(0, FaultMode.CrashBefore);
        Assert.True((await ImportAsync(temporary.World.Open(plan, Small))).IsOk);
        return plan.Writes;
    }

    private static Task<Evidence.Result<Closing.Imports.ImportOutcome>> ImportAsync(
        CloseServices services,
        string poster = "nora"
    )
    {
        var books = SmallBooks.Read();
        var postedBy = Books.Values.PersonId.Parse(poster).Value;
        var entries = books
            .Entries.Read()
            .Concat(Enumerable.Range(0, 12).Select(number => SmallBooks.Entry($"L{number:D2}")))
            .Select(entry => entry with { PostedBy = postedBy });
        return services.Importer.ImportAsync(
            books with
            {
                Entries = EntrySource.Of([.. entries]),
            },
            AdjustingDesk.Bookkeeper with
            {
                Id = postedBy,
            },
            default
        );
    }

    private static async Task<bool> IsIncompleteAsync(CloseServices services)
    {
        if (!(await services.Workspace.ReadMasterDataAsync(default)).TryGet(out var master, out _))
            // The import's commit point was not reached.
            master = new(SmallBooks.Read().Profile, SmallBooks.Read().Chart, SmallBooks.Read().Openings);
        var reading = (await services.Reader.ReadAsync(SmallBooks.January, master, default)).Value;
        var report = HealthReport.Of(reading.Books, master.Profile.Policy);
        var guard = GuardSet.Evaluate(2, reading.Books).Single(outcome => outcome.Code == GuardCode.BatchesComplete);
        Assert.Equal(guard.Passed, !report.Blocking.Any(exception => exception.Category == "INCOMPLETE_BATCH"));
        return !guard.Passed;
    }
}
