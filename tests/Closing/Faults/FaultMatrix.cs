using Bookseal.Books.Runs;
using Bookseal.Storage.Resilience;
using Bookseal.TestHost.Faults;
using Bookseal.TestHost.Scenario;

namespace Bookseal.Closing.Tests.Faults;

/// <summary>
/// Every write of import, post, close and seal, in every way that it can go wrong; then a new process repeats the month
/// from the start. The result must be the undisturbed month's: same proof, same journal, same chain.
/// </summary>
public abstract class FaultMatrix(Place place) : IAsyncLifetime
{
    private readonly FaultPlan _counter = new(0, FaultMode.CrashBefore);
    private TemporaryWorld? _undisturbed;
    private SortedDictionary<string, string> _proof = [];
    private List<string> _events = [];
    private string _journal = "";

    public async Task InitializeAsync()
    {
        _undisturbed = await TemporaryWorld.OpenAsync(place);
        await WholeMonth.RunAsync(_undisturbed.World.Open(_counter), default);
        _proof = await Snapshot.ProofAsync(_undisturbed.World);
        _events = await Snapshot.EventsAsync(_undisturbed.World.Open());
        _journal = await Snapshot.JournalAsync(_undisturbed.World);
    }

    [Fact]
    public void Month_Undisturbed_WritesWhatTheMatrixIsAbout()
    {
        Assert.True(_counter.Writes > 50, $"{_counter.Writes} writes");
        Assert.Contains(_events, line => line.Contains("proof_sealed/1", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData(FaultMode.CrashBefore)]
    [InlineData(FaultMode.CrashAfter)]
    [InlineData(FaultMode.ReplyLost)]
    [InlineData(FaultMode.AwayBefore)]
    public async Task Month_FaultAtAnyWrite_EndsAsUndisturbed(FaultMode mode)
    {
        foreach (var at in LongMode.Writes(_counter.Writes, place, (int)mode))
        {
            using var temporary = await TemporaryWorld.OpenAsync(place, _undisturbed);
            var plan = new FaultPlan(at, mode);
            await TryMonthAsync(temporary.World, plan);
            Assert.True(plan.HasStruck, $"the fault at write {at} never struck");

            var run = await WholeMonth.RunAsync(temporary.World.Open(), default);
            Assert.Equal(RunStatus.Certified, run.Status);
            await AssertSameAsync(temporary.World, $"{mode} at write {at}");
        }
    }

    public Task DisposeAsync()
    {
        _undisturbed?.Dispose();
        return Task.CompletedTask;
    }

    private static async Task TryMonthAsync(World world, FaultPlan plan)
    {
        try
        {
            await WholeMonth.RunAsync(world.Open(plan), default);
        }
        catch (Exception e) when (e is SimulatedCrashException or StoreUnavailableException)
        {
            // The process is gone, or gave up on what cannot be read twice. Somebody starts another one.
        }
    }

    private async Task AssertSameAsync(World world, string what)
    {
        var proof = await Snapshot.ProofAsync(world);
        var differing = _proof.Except(proof).Concat(proof.Except(_proof)).Select(file => file.Key).Distinct();
        Assert.True(_proof.SequenceEqual(proof), $"{what}: the proof differs in {string.Join(", ", differing)}");
        Assert.True(_journal == await Snapshot.JournalAsync(world), $"{what}: the journal differs");
        Assert.Equal(_events, await Snapshot.EventsAsync(world.Open()));
        Assert.True((await world.Open().Audit.VerifyAsync(default)).IsGood, $"{what}: the chain is broken");
    }
}
