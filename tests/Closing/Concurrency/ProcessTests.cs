using Bookseal.Books.Ledger;
using Bookseal.Books.Runs;
using Bookseal.Storage.Proofs;
using Bookseal.TestHost.Scenario;

namespace Bookseal.Closing.Tests.Concurrency;

/// <summary>Several processes on one company at once.</summary>
public sealed class ProcessTests
{
    [Theory]
    [InlineData(Place.Files)]
    [InlineData(Place.Azurite)]
    public async Task Month_EightPostersAndFourClosers_KeepsEveryAcknowledgedEntryOnceAndClosesOnce(Place place)
    {
        using var temporary = await TemporaryWorld.OpenAsync(place);
        await ImportAsync(temporary.World);
        var each = LongMode.Count(place, 25, 6);

        var posters = Enumerable
            .Range(1, 8)
            .Select(worker => HostProcess.RunAsync("post", temporary.World.Root, $"{worker}", $"{each}"))
            .ToList();
        var closers = Enumerable.Range(1, 4).Select(_ => HostProcess.RunAsync("close", temporary.World.Root)).ToList();
        var posted = (await Task.WhenAll(posters)).Concat(await Task.WhenAll(closers)).ToList();
        Assert.All(posted, process => Assert.True(process.ExitCode == 0, process.Errors));

        var answers = posted
            .Take(8)
            .SelectMany(process => process.Lines)
            .Select(line => line.Split(' '))
            .ToDictionary(words => words[0], words => words[1]);
        Assert.Equal(8 * each, answers.Count);
        Assert.All(
            answers.Values,
            answer => Assert.Contains(answer, (string[])["ok", "PERIOD_CLOSING", "PERIOD_CLOSED"])
        );
        var journal = await JournalIdsAsync(temporary.World);
        Assert.Equal(journal.Count, journal.Distinct().Count());
        Assert.Equal(
            answers.Where(answer => answer.Value == "ok").Select(answer => answer.Key).Order(),
            journal.Where(id => id.StartsWith('P')).Order()
        );
        Assert.Contains("ADJ-1", journal);

        var ends = posted.Skip(8).Select(process => process.Lines[^1]).ToList();
        Assert.True(ends.TrueForAll(end => end.StartsWith("done ", StringComparison.Ordinal)), string.Join("; ", ends));
        Assert.Single(ends.Distinct());
        Assert.All(
            posted
                .Skip(8)
                .SelectMany(process => process.Lines)
                .Where(line => line.StartsWith("begin", StringComparison.Ordinal)),
            line => Assert.Equal("begin CLOSE_ALREADY_IN_PROGRESS", line)
        );
        await AssertOneCloseAsync(temporary.World);
    }

    [Theory]
    [InlineData(Place.Files)]
    [InlineData(Place.Azurite)]
    public async Task Chain_FourWritersOfThousandsOfEvents_HasNoGapAndNoFork(Place place)
    {
        using var temporary = await TemporaryWorld.OpenAsync(place);
        var commits = LongMode.Count(place, 125, 15);
        var writers = await Task.WhenAll(
            Enumerable
                .Range(1, 4)
                .Select(worker => HostProcess.RunAsync("events", temporary.World.Root, $"{worker}", $"{commits}", "20"))
        );
        Assert.All(writers, writer => Assert.True(writer.ExitCode == 0, writer.Errors));

        var services = temporary.World.Open();
        var report = await services.Audit.VerifyAsync(default);
        Assert.Equal((4 * commits * 20, true), (report.Entries, report.IsGood));
        var events = await Snapshot.EventsAsync(services);
        Assert.Equal(4 * commits * 20, events.Distinct().Count());
    }

    private static async Task ImportAsync(World world)
    {
        var imported = await world.Open().Importer.ImportAsync(SmallBooks.Read(), AdjustingDesk.Bookkeeper, default);
        Assert.True(imported.IsOk);
    }

    private static async Task<List<string>> JournalIdsAsync(World world) =>
        [
            .. (await Snapshot.JournalAsync(world))
                .Split('\n', StringSplitOptions.RemoveEmptyEntries)
                .Select(line => EntryCodec.Decode(System.Text.Encoding.UTF8.GetBytes(line)).Value.Id.ToString()),
        ];

    private static async Task AssertOneCloseAsync(World world)
    {
        var services = world.Open();
        var events = await Snapshot.EventsAsync(services);
        foreach (
            var type in (string[])["run_started/3", "lock_acquired/1", "fenced/1", "certified/1", "proof_sealed/1"]
        )
            Assert.Single(events, line => line.Contains(type, StringComparison.Ordinal));
        var run = (await services.Runs.LoadAsync(SmallBooks.January, default)).Run;
        Assert.Equal((1, RunStatus.Certified), (run.Attempt, run.Status));
        Assert.True((await services.Audit.VerifyAsync(default)).IsGood);
        var bag = services.Workspace.Proofs.Bag(
            new ProofLocation(SmallBooks.Tenant, SmallBooks.January, run.Proof!.ProofId)
        );
        var report = await Books.Proof.Verification.ProofVerifier.VerifyAsync(bag, null, default);
        Assert.True(report.IsValid, report.ToJson().ToString());
    }
}
