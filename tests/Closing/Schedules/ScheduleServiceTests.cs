using Bookseal.Books.Company;
using Bookseal.Books.Ledger;
using Bookseal.Books.Runs;
using Bookseal.Books.Schedules;
using Bookseal.Books.Values;
using Bookseal.Closing.Driving;
using Bookseal.Closing.Hosting;
using Bookseal.Closing.Tests.Lifecycle;
using Bookseal.Closing.Tests.Runs;
using Bookseal.Storage;
using Bookseal.TestHost.Scenario;
using static Bookseal.Closing.Tests.Schedules.ScheduleScenario;

namespace Bookseal.Closing.Tests.Schedules;

public sealed class ScheduleServiceTests : IDisposable
{
    private readonly TemporaryWorld _temporary = new();
    private readonly YearWorld _world;

    public ScheduleServiceTests() => _world = new YearWorld(_temporary);

    [Fact]
    public async Task Post_InAnOpenMonth_PostsWhatIsDueOnce()
    {
        await _world.ImportAsync(ScheduledBooks.Read());
        var posted = await PostAsync(ScheduleKind.Depreciation, YearBooks.January);
        Assert.Equal("DEP-VAN-2026-01", Assert.Single(posted.Entries).Id.ToString());
        Assert.Empty((await PostAsync(ScheduleKind.Depreciation, YearBooks.January)).Entries);
        Assert.Single((await PostAsync(ScheduleKind.Amortisation, YearBooks.January)).Entries);

        var entries = await OwnAsync(YearBooks.January);
        Assert.Equal(["DEP-VAN-2026-01", "AMO-INS-2026-01"], entries.Select(entry => entry.Id.ToString()));
        Assert.All(entries, entry => Assert.Equal((EntryKind.Adjusting, "nora"), (entry.Kind, $"{entry.PostedBy}")));
        Assert.Equal((10_000, -5_000), (entries[0].Lines[0].NetMinor, entries[1].Lines[1].NetMinor));
    }

    [Fact]
    public async Task Post_InARunAfterACancelledOne_PostsNothingTwice()
    {
        await _world.ImportAsync(ScheduledBooks.Read());
        await BeginAsync();
        Assert.Single((await PostAsync(ScheduleKind.Depreciation, YearBooks.January, Actor.Agent)).Entries);
        await CancelAsync();

        await BeginAsync();
        Assert.Empty((await PostAsync(ScheduleKind.Depreciation, YearBooks.January, Actor.Agent)).Entries);
        var run = await _world.CloseAsync(YearBooks.January);
        Assert.Equal((2, 1), (run.Attempt, (await OwnAsync(YearBooks.January)).Count));
    }

    [Fact]
    public async Task Post_InAReopenedMonth_PostsTheDifferenceOnly()
    {
        await _world.ImportAsync(ScheduledBooks.Read());
        await CloseAsync(YearBooks.January);
        Assert.True((await _world.ReopenAsync(YearBooks.January)).IsOk);
        Assert.Empty((await PostAsync(ScheduleKind.Depreciation, YearBooks.January)).Entries);

        // A life of 48 months: 125.00 a month, and 300.00 for the year before, which the openings do not have.
        await _world.ImportAsync(
            ScheduledBooks.Read(ScheduledBooks.Van.Replace(",60,", ",48,", StringComparison.Ordinal))
        );
        await CloseAsync(YearBooks.January);
        var entries = await OwnAsync(YearBooks.January);
        Assert.Equal(["DEP-VAN-2026-01", "DEP-VAN-2026-01~2"], entries.Select(entry => entry.Id.ToString()));
        Assert.Equal(32_500, entries[1].Lines[0].NetMinor);
        Assert.Equal("Depreciation 2026-01: Van (with 300.00 of earlier months)", entries[1].Description);
    }

    [Fact]
    public async Task Post_AfterAChangeBehindAClosedMonth_CatchesUpInTheOpenOne()
    {
        await _world.ImportAsync(ScheduledBooks.Read());
        await CloseAsync(YearBooks.January);
        await _world.ImportAsync(
            ScheduledBooks.Read(ScheduledBooks.Van.Replace(",6000,", ",7200,", StringComparison.Ordinal))
        );
        // 14 months of 120.00; the openings have 1,200.00 and January 100.00.
        var posted = await PostAsync(ScheduleKind.Depreciation, YearBooks.February);
        Assert.Equal(38_000, Assert.Single(posted.Entries).Lines[0].NetMinor);
        Assert.Equal(26_000, posted.Statement.Lines[0].CatchUpMinor);
        Assert.Equal(
            12_000,
            Assert.Single((await PostAsync(ScheduleKind.Depreciation, YearBooks.March)).Entries).Lines[0].NetMinor
        );
    }

    [Fact]
    public async Task Post_WhatTheSourcePostsByHand_IsNotPostedAgain()
    {
        await _world.ImportAsync(
            ScheduledBooks.Read(moreRows: ScheduledBooks.ByHand("JE-7", "2026-01-31", "70.00", "VAN"))
        );
        var posted = await PostAsync(ScheduleKind.Depreciation, YearBooks.January);
        Assert.Equal(3_000, Assert.Single(posted.Entries).Lines[0].NetMinor);
    }

    [Fact]
    public async Task Post_WhatWasPostedByHandBeforeTheAccountsChanged_IsNotPostedAgain()
    {
        var byHand = ScheduledBooks.ByHand("JE-7", "2026-01-31", "70.00", "VAN");
        await _world.ImportAsync(ScheduledBooks.Read(moreRows: byHand));
        var direct = ScheduledBooks.Van.Replace("1590,6700", "1500,6120", StringComparison.Ordinal);
        await _world.ImportAsync(ScheduledBooks.Read(direct, moreRows: byHand));
        var posted = await PostAsync(ScheduleKind.Depreciation, YearBooks.January);
        var entry = Assert.Single(posted.Entries);
        Assert.Equal(
            ("6120", 3_000, "1500"),
            ($"{entry.Lines[0].Account}", entry.Lines[0].NetMinor, $"{entry.Lines[1].Account}")
        );
    }

    [Fact]
    public async Task Post_OfAnAssetOnAnAccountThatCameDuringTheRun_IsDueInTheNextMonth()
    {
        await _world.ImportAsync(ScheduledBooks.Read(asset: null, lost: "1590"));
        await BeginAsync();
        await _world.ImportAsync(ScheduledBooks.Read());
        var posted = await PostAsync(ScheduleKind.Depreciation, YearBooks.January, Actor.Agent);
        Assert.Empty(posted.Entries);
        Assert.Equal("VAN", $"{Assert.Single(posted.Statement.LeftOut).Id}");
        Assert.Single((await PostAsync(ScheduleKind.Amortisation, YearBooks.January, Actor.Agent)).Entries);
        await _world.CloseAsync(YearBooks.January);
        var due = await PostAsync(ScheduleKind.Depreciation, YearBooks.February);
        Assert.Equal(20_000, Assert.Single(due.Entries).Lines[0].NetMinor);
    }

    [Fact]
    public async Task Post_ByTwoAtOnce_PostsOnce()
    {
        await _world.ImportAsync(ScheduledBooks.Read());
        var hosts = Enumerable.Range(0, 4).Select(_ => _world.Services).ToList();
        var posted = await Task.WhenAll(
            hosts.Select(services =>
                Task.Run(() =>
                    ScheduleScenario.PostAsync(services, ScheduleKind.Depreciation, AdjustingDesk.Bookkeeper)
                )
            )
        );
        Assert.Single(await OwnAsync(YearBooks.January));
        Assert.Contains(posted, each => each.Entries.Count == 1);
    }

    [Fact]
    public async Task Post_ByTwoPersonsAtOnce_PostsOnceAndRefusesNobody()
    {
        await _world.ImportAsync(ScheduledBooks.Read());
        var actors = (Actor[])[AdjustingDesk.Bookkeeper, AdjustingDesk.Controller];
        await Task.WhenAll(
            Enumerable
                .Range(0, 8)
                .Select(number => (Services: _world.Services, Actor: actors[number % 2]))
                .ToList()
                .Select(host =>
                    Task.Run(() => ScheduleScenario.PostAsync(host.Services, ScheduleKind.Depreciation, host.Actor))
                )
        );
        Assert.Single(await OwnAsync(YearBooks.January));
    }

    [Fact]
    public async Task Post_IntoAClosedMonth_IsRefused()
    {
        await _world.ImportAsync(ScheduledBooks.Read());
        await _world.CloseAsync(YearBooks.January);
        var services = _world.Services;
        var master = Good(await services.Workspace.ReadMasterDataAsync(default));
        var posted = await services.Schedules.PostAsync(
            YearBooks.January,
            ScheduleKind.Depreciation,
            AdjustingDesk.Bookkeeper,
            master,
            default
        );
        Assert.Equal("PERIOD_CLOSED", posted.Fault.Code);
        // What the closed month lacks is due in the next.
        var due = await PostAsync(ScheduleKind.Depreciation, YearBooks.February);
        Assert.Equal(20_000, Assert.Single(due.Entries).Lines[0].NetMinor);
    }

    [Fact]
    public async Task Read_AJournalThatCannotBeRead_IsRefused()
    {
        await _world.ImportAsync(ScheduledBooks.Read());
        var path = ObjectPath.Of("journal", SmallBooks.Tenant.ToString(), "2026-01", "00001.ndjson");
        var length = Good(await _temporary.World.Objects.InfoAsync(path, default)).Length;
        byte[] line = [.. "{\"lines\":[{\"account\":\"1590\"\n"u8];
        Good(await _temporary.World.Objects.AppendAsync(path, length, line, null, default));
        Assert.Equal("JOURNAL_UNREADABLE", await FaultAsync(YearBooks.January));
    }

    [Fact]
    public async Task Read_OfNoMonth_IsRefused()
    {
        await _world.ImportAsync(ScheduledBooks.Read());
        Assert.Equal("SCHEDULE_PERIOD_INVALID", await FaultAsync(PeriodCode.AdjustmentOf(2026)));
        Assert.Equal("PERIOD_BEFORE_BOOKS", await FaultAsync(new PeriodCode(2025, 12)));
    }

    public void Dispose() => _world.Dispose();

    private async Task<string> FaultAsync(PeriodCode period)
    {
        var services = _world.Services;
        var master = Good(await services.Workspace.ReadMasterDataAsync(default));
        return (await services.Schedules.ReadAsync(period, master, default)).Fault.Code;
    }

    private Task<Closing.Schedules.SchedulePosting> PostAsync(
        ScheduleKind kind,
        PeriodCode period,
        Actor? actor = null
    ) => ScheduleScenario.PostAsync(_world.Services, kind, actor ?? AdjustingDesk.Bookkeeper, period);

    private async Task<List<Entry>> OwnAsync(PeriodCode period) =>
        [.. (await _world.EntriesAsync(period)).Where(entry => ScheduleEntryId.Read(entry.Id) is not null)];

    private async Task BeginAsync()
    {
        var services = _world.Services;
        Good(await services.Host.BeginAsync(YearBooks.January, AdjustingDesk.Bookkeeper, default));
        await services.Host.DriveAsync(YearBooks.January, new NobodyDesk(), new Progress<CloseProgress>(), default);
    }

    private async Task CancelAsync()
    {
        var services = _world.Services;
        Good(
            await services.Runs.ExecuteAsync(
                YearBooks.January,
                new CancelRun(AdjustingDesk.Controller, "books are wrong"),
                default
            )
        );
        await services.Host.DriveAsync(YearBooks.January, new NobodyDesk(), new Progress<CloseProgress>(), default);
    }

    private async Task CloseAsync(PeriodCode period)
    {
        var services = _world.Services;
        Good(await services.Host.BeginAsync(period, AdjustingDesk.Bookkeeper, default));
        var run = Good(
            await services.Host.DriveAsync(period, new Desk(services), new Progress<CloseProgress>(), default)
        );
        Assert.Equal(RunStatus.Certified, run.Status);
        await _world.AssertVerifiesAsync(run);
    }
}
