using Bookseal.Books.Runs;
using Bookseal.Closing.Auditing;
using Bookseal.Closing.Driving;
using Bookseal.Closing.Tests.Runs;
using Bookseal.Storage;
using Bookseal.TestHost.Scenario;

namespace Bookseal.Closing.Tests.Lifecycle;

/// <summary>What the lock of a year does to its journal in the store.</summary>
public sealed class JournalSealTests
{
    private static readonly ObjectPath Segment = ObjectPath.Of("journal", "acme", "2026-02", "00001.ndjson");

    [Theory]
    [InlineData(Place.Files)]
    [InlineData(Place.Azurite)]
    public async Task Lock_OfAYear_TheStoreTakesNoMoreAppendsUnderAnyLease(Place place)
    {
        using var temporary = await TemporaryWorld.OpenAsync(place);
        var world = new YearWorld(temporary);
        var locked = await LockedAsync(world);
        Assert.True(locked.IsJournalSealed);
        var objects = temporary.World.Objects;
        var length = (await objects.InfoAsync(Segment, default)).Value.Length;
        Assert.Equal(
            StoreCode.Sealed,
            (await objects.AppendAsync(Segment, length, "{}\n"u8.ToArray(), locked.Id.FenceLease, default)).Fault.Code
        );
        Assert.True((await objects.ReleaseLeaseAsync(Segment, locked.Id.FenceLease, default)).IsOk);
        Assert.Equal(
            StoreCode.Sealed,
            (await objects.AppendAsync(Segment, length, "{}\n"u8.ToArray(), null, default)).Fault.Code
        );
        Assert.Equal(
            "PERIOD_LOCKED",
            (await world.PostAsync(YearBooks.February, YearBooks.Entry("JE-9", new(2026, 2, 10)))).Fault.Code
        );
    }

    [Fact]
    public async Task Lock_DriverDiesBeforeTheSeal_TheNextOneSeals()
    {
        using var temporary = new TemporaryWorld();
        var world = new YearWorld(temporary);
        await ClosedAsync(world);
        Assert.True(
            (
                await world.Services.Runs.ExecuteAsync(
                    YearBooks.February,
                    new LockPeriod(AdjustingDesk.Controller),
                    default
                )
            ).IsOk
        );
        Assert.False((await temporary.World.Objects.InfoAsync(Segment, default)).Value.IsSealed);

        await world.Services.Host.DriveAsync(
            YearBooks.February,
            new NobodyDesk(),
            new Progress<Closing.Driving.CloseProgress>(),
            default
        );

        Assert.True((await temporary.World.Objects.InfoAsync(Segment, default)).Value.IsSealed);
        Assert.True((await world.LoadAsync(YearBooks.February)).IsJournalSealed);
    }

    [Fact]
    public async Task Lock_LeaseReleasedBefore_IsSaidAndNothingIsSealed()
    {
        using var temporary = new TemporaryWorld();
        var world = new YearWorld(temporary);
        await ClosedAsync(world);
        var lease = (await world.LoadAsync(YearBooks.February)).Id.FenceLease;
        Assert.True((await temporary.World.Objects.ReleaseLeaseAsync(Segment, lease, default)).IsOk);
        Assert.True(
            (
                await world.Services.Runs.ExecuteAsync(
                    YearBooks.February,
                    new LockPeriod(AdjustingDesk.Controller),
                    default
                )
            ).IsOk
        );

        var driven = await world.Services.Host.DriveAsync(
            YearBooks.February,
            new NobodyDesk(),
            new Progress<Closing.Driving.CloseProgress>(),
            default
        );

        Assert.Equal("JOURNAL_NOT_SEALED", driven.Fault.Code);
        Assert.False((await temporary.World.Objects.InfoAsync(Segment, default)).Value.IsSealed);
    }

    [Fact]
    public async Task Lock_OfAJournalOfSeveralSegments_SealsThemAll()
    {
        using var temporary = new TemporaryWorld();
        var world = new YearWorld(temporary, WorkspaceLimits.Default with { MaxSegmentBlocks = 2 });
        await world.ImportAsync(YearBooks.Read("\"lock_year_end\":true"));
        for (var number = 0; number < 4; number++)
            Assert.True(
                (await world.PostAsync(YearBooks.February, YearBooks.Entry($"E{number}", new(2026, 2, 10)))).IsOk
            );
        await world.CloseAsync(YearBooks.January);
        await world.CloseAsync(YearBooks.February);

        var segments = await temporary.World.Objects.ListAsync(ObjectPath.Of("journal", "acme", "2026-02"), default);
        Assert.True(segments.Count > 1);
        Assert.All(segments, segment => Assert.True(segment.IsSealed));
    }

    [Fact]
    public async Task Verify_ASealThatIsGone_IsAFinding()
    {
        using var temporary = new TemporaryWorld();
        var world = new YearWorld(temporary);
        await LockedAsync(world);
        Assert.True((await world.Services.Audit.VerifyAsync(default)).IsGood);
        var log = Path.Combine(temporary.World.Root, "state", $"{Segment}.log");
        // The seal was the last thing that happened to it.
        await File.WriteAllLinesAsync(log, (await File.ReadAllLinesAsync(log))[..^1]);

        var finding = Assert.Single((await world.Services.Audit.VerifyAsync(default)).Journals);
        Assert.Equal(ClosedPeriodCheck.Code, finding.Code);
        Assert.Contains("sealed", finding.Message, StringComparison.Ordinal);
    }

    private static async Task ClosedAsync(YearWorld world)
    {
        await world.ImportAsync(YearBooks.Read());
        await world.CloseAsync(YearBooks.January);
        await world.CloseAsync(YearBooks.February);
    }

    private static async Task<CloseRun> LockedAsync(YearWorld world)
    {
        await world.ImportAsync(YearBooks.Read("\"lock_year_end\":true"));
        await world.CloseAsync(YearBooks.January);
        return await world.CloseAsync(YearBooks.February);
    }
}
