using Bookseal.Books.Runs;
using Bookseal.Books.Values;
using Bookseal.Closing.Hosting;
using Bookseal.Storage;
using Bookseal.Storage.Proofs;
using Bookseal.TestHost.Scenario;

namespace Bookseal.Closing.Tests.Posting;

/// <summary>Journals that are rolled, at four blocks a segment instead of forty thousand.</summary>
public sealed class SegmentTests : IDisposable
{
    private static readonly WorkspaceLimits Small = WorkspaceLimits.Default with { MaxSegmentBlocks = 4 };
    private readonly TemporaryWorld _temporary = new();

    [Fact]
    public async Task Journal_SegmentFull_IsRolledAndTheCloseCoversEverySegment()
    {
        var services = _temporary.World.Open(limits: Small);
        await ImportAsync(services);
        for (var number = 0; number < 9; number++)
            await PostAsync(services, $"E{number}");
        var lengths = await services.Workspace.Journals.LengthsAsync(SmallBooks.Tenant, SmallBooks.January, default);
        Assert.Equal(3, lengths.Count);

        var run = await WholeMonth.RunAsync(services, default);
        Assert.Equal(3, run.Fence!.SegmentLengths.Count);
        var report = await Books.Proof.Verification.ProofVerifier.VerifyAsync(
            services.Workspace.Proofs.Bag(new ProofLocation(SmallBooks.Tenant, SmallBooks.January, run.Proof!.ProofId)),
            null,
            default
        );
        Assert.True(report.IsValid, report.ToJson().ToString());
        Assert.Equal("PERIOD_CLOSED", (await TryPostAsync(services, "late")).Fault.Code);
    }

    [Fact]
    public async Task Journal_RollThatStoppedHalfWay_IsFinishedByTheNextPosterOrCloser()
    {
        var services = _temporary.World.Open(limits: Small);
        await ImportAsync(services);
        for (var number = 0; number < 3; number++)
            await PostAsync(services, $"E{number}");
        // The roller took its lease on the full segment and died before it made the next one.
        var roll = Books.Values.DerivedId.From("roll", "acme", "2026-01", "1");
        Assert.True(
            (
                await _temporary.World.Files.AcquireLeaseAsync(
                    ObjectPath.Of("journal", "acme", "2026-01", "00001.ndjson"),
                    roll,
                    default
                )
            ).IsOk
        );

        var locked = await _temporary
            .World.Open(limits: Small)
            .Workspace.Journals.LockAsync(
                SmallBooks.Tenant,
                SmallBooks.January,
                Books.Values.RunId.Of(SmallBooks.Tenant, SmallBooks.January, 1),
                default
            );
        Assert.EndsWith("00002.ndjson", locked.Value.Path.ToString(), StringComparison.Ordinal);
    }

    /// <summary>Who posts to February has no poster of January: its segments are searched for the id.</summary>
    [Theory]
    [InlineData(Place.Files)]
    [InlineData(Place.Azurite)]
    public async Task Post_IdThatAnotherMonthHasInAnySegment_IsRefusedByAProcessThatNeverPostedThere(Place place)
    {
        using var temporary = await TemporaryWorld.OpenAsync(place);
        var services = temporary.World.Open(limits: Small);
        await ImportAsync(services);
        for (var number = 0; number < 9; number++)
            await PostAsync(services, $"E{number}");

        var other = temporary.World.Open(limits: Small);
        foreach (var id in (string[])["JE-1", "E0", "E8"])
            Assert.Equal("ENTRY_CHANGED", (await TryPostAsync(other, id, SmallBooks.January.Next)).Fault.Code);
        foreach (var id in (string[])["E", "E88", "je-1"])
            Assert.True((await TryPostAsync(other, id, SmallBooks.January.Next)).IsOk);
    }

    [Theory]
    [InlineData(Place.Files)]
    [InlineData(Place.Azurite)]
    public async Task Journal_PostersRollingWhileACloserLocks_LoseNothingAndNoPostLandsAfterTheFence(Place place)
    {
        for (var round = 0; round < LongMode.Count(place, 5, 1); round++)
        {
            using var temporary = await TemporaryWorld.OpenAsync(place);
            var services = temporary.World.Open(limits: Small);
            await ImportAsync(services);
            var (one, two) = (temporary.World.Open(limits: Small), temporary.World.Open(limits: Small));
            var posters = Enumerable
                .Range(0, 30)
                .Select(number => Task.Run(() => TryPostAsync(number % 2 == 0 ? one : two, $"E{number}")))
                .ToList();
            var run = await WholeMonth.RunAsync(temporary.World.Open(limits: Small), default);
            var outcomes = await Task.WhenAll(posters);

            var journal = await Snapshot.JournalAsync(temporary.World);
            for (var number = 0; number < outcomes.Length; number++)
            {
                Assert.Equal(outcomes[number].IsOk ? 1 : 0, journal.Split($"\"id\":\"E{number}\"").Length - 1);
                if (!outcomes[number].IsOk)
                    Assert.Contains(outcomes[number].Fault.Code, (string[])["PERIOD_CLOSING", "PERIOD_CLOSED"]);
            }

            Assert.Equal(RunStatus.Certified, run.Status);
            Assert.Equal(
                run.Fence!.SegmentLengths,
                await services.Workspace.Journals.LengthsAsync(SmallBooks.Tenant, SmallBooks.January, default)
            );
        }
    }

    public void Dispose() => _temporary.Dispose();

    private static async Task ImportAsync(CloseServices services) =>
        Assert.True((await services.Importer.ImportAsync(SmallBooks.Read(), AdjustingDesk.Bookkeeper, default)).IsOk);

    private static async Task PostAsync(CloseServices services, string id) =>
        Assert.True((await TryPostAsync(services, id)).IsOk);

    private static async Task<Evidence.Result<Storage.Journals.PostOutcome>> TryPostAsync(
        CloseServices services,
        string id,
        PeriodCode? into = null
    )
    {
        var master = (await services.Workspace.ReadMasterDataAsync(default)).Value;
        var period = into ?? SmallBooks.January;
        return await services.Posting.PostAsync(
            period,
            id,
            [SmallBooks.Entry(id) with { Date = period.LastDay }],
            AdjustingDesk.Bookkeeper,
            master,
            default
        );
    }
}
