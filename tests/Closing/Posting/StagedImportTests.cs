using Bookseal.Books.Guards;
using Bookseal.Books.Health;
using Bookseal.Closing.Hosting;
using Bookseal.Import.BooksDirectory;
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

            // Whether repaired or not: importing again ends with every entry once.
            Assert.True((await ImportAsync(temporary.World.Open(limits: Small))).IsOk);
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
