using Bookseal.Books.Calendars;
using Bookseal.Books.Company;
using Bookseal.Books.Runs;
using Bookseal.Closing.Scheduling;
using Bookseal.Closing.Telemetry;
using Bookseal.Closing.Tests.Auditing;
using Bookseal.Closing.Tests.Lifecycle;
using Bookseal.TestHost.Scenario;

namespace Bookseal.Closing.Tests.Scheduling;

public sealed class SchedulingTests : IDisposable
{
    /// <summary>2026-02-01 is a Sunday: the month starts on Monday the second.</summary>
    private static readonly DateTimeOffset Monday = new(2026, 2, 2, 5, 0, 0, TimeSpan.Zero);

    private readonly ScheduledWorld _world = new(Monday);

    [Fact]
    public async Task MonthStart_OnTheFirstWeekday_BeginsTheCloseAndDrivesItToTheFirstPerson()
    {
        await _world.ImportAsync();
        var (tenant, close, refusal) = Assert.Single(await _world.MonthStartAsync());
        Assert.Equal((SmallBooks.Tenant, ScheduledWorld.January, null), (tenant, close, refusal));
        var run = await _world.LoadAsync();
        Assert.Equal((RunStatus.InProgress, true, true), (run.Status, run.HoldsLock, run.IsDone(2)));
        Assert.Equal(
            new CloseLook(CloseState.Waiting, 3, "task 3: Preparer"),
            await _world.Steps.LookAsync(close!, default)
        );
        Assert.Empty(await _world.MonthStartAsync());
    }

    [Fact]
    public async Task MonthStart_BeginsForNobodyWithTheSeventhBusinessDayAsDeadline()
    {
        await _world.ImportAsync();
        await _world.MonthStartAsync();
        var initiation = (await _world.LoadAsync()).Initiation!;
        Assert.Equal((InitiatedBy.Auto, new DateOnly(2026, 2, 10)), (initiation.InitiatedBy, initiation.Deadline));
    }

    [Fact]
    public async Task Begin_WithADeadline_PinsItAndRefusesOneThatIsOverBeforeAnythingIsDone()
    {
        await _world.ImportAsync();
        var (host, actor) = (_world.Services.Host, AdjustingDesk.Bookkeeper);
        var over = await host.BeginAsync(SmallBooks.January, actor, new(2026, 2, 1), ClosePriority.Normal, default);
        Assert.Equal(CloseInitiation.DeadlineInvalid, over.Fault.Code);
        Assert.Equal(0, (await _world.LoadAsync()).Attempt);
        await host.BeginAsync(SmallBooks.January, actor, new(2026, 2, 4), ClosePriority.Urgent, default);
        Assert.Equal(
            new CloseInitiation(SmallBooks.January, InitiatedBy.Manual, new(2026, 2, 4), ClosePriority.Urgent),
            (await _world.LoadAsync()).Initiation
        );
    }

    [Fact]
    public async Task Sweep_OverATaskThatIsThreeBusinessDaysLate_FlagsItOnce()
    {
        await _world.ImportAsync();
        await _world.MonthStartAsync();
        using var later = new ScheduledWorld(Monday.AddDays(14), _world);
        Assert.Empty(await later.SweepAsync());
        Assert.Equal("blocked", (await later.LoadAsync()).StatusOf(3));
        var head = (await later.Services.Workspace.ReadHeadAsync(default)).Head.Size;
        Assert.Empty(await later.SweepAsync());
        Assert.Equal(head, (await later.Services.Workspace.ReadHeadAsync(default)).Head.Size);
    }

    [Theory]
    [InlineData("2026-02-01T12:00:00Z")]
    [InlineData("2026-02-08T05:00:00Z")]
    [InlineData("2026-01-01T05:00:00Z")]
    public async Task MonthStart_BeforeTheFirstWeekdayOrAfterTheFirstWeek_BeginsNothing(string now)
    {
        using var world = new ScheduledWorld(
            DateTimeOffset.Parse(now, System.Globalization.CultureInfo.InvariantCulture)
        );
        await world.ImportAsync();
        Assert.Empty(await world.MonthStartAsync());
    }

    [Theory]
    [InlineData(0, false)]
    [InlineData(1, true)]
    [InlineData(6, false)] // a Sunday; missed all week, it would begin on Monday
    [InlineData(7, true)] // the fifth business day
    [InlineData(8, false)]
    public async Task MonthStart_WhereTheFirstMondayIsAHoliday_BeginsOnTheBusinessDaysAfter(int days, bool begins)
    {
        using var world = new ScheduledWorld(Monday.AddDays(days));
        var books = YearBooks.Read();
        var calendar = CalendarSettings.Default with { Holidays = [new(2026, 2, 2)] };
        books = books with { Profile = books.Profile with { WorkingDays = calendar } };
        Assert.True((await world.Services.Importer.ImportAsync(books, AdjustingDesk.Bookkeeper, default)).IsOk);
        Assert.Equal(begins ? 1 : 0, (await world.MonthStartAsync()).Count);
    }

    [Fact]
    public async Task MonthStart_MissedOnTheFirstWeekday_BeginsOnADayAfter()
    {
        using var world = new ScheduledWorld(Monday.AddDays(3));
        await world.ImportAsync();
        Assert.Null(Assert.Single(await world.MonthStartAsync()).Refusal);
    }

    [Fact]
    public async Task Sweep_ACompanyWhoseKeyCannotBeHad_IsAFindingAndTheOthersHaveTheirs()
    {
        await _world.ImportAsync();
        var other = Books.Values.TenantId.Parse("aaa").Value; // it comes first
        await _world.ImportAsync(other);
        _world.BreakKeys(other);
        var finding = Assert.Single(await _world.SweepAsync());
        Assert.Equal((other, "KEY_NOT_FOUND"), (finding.Tenant, finding.Finding.Code));
        Assert.Single(await _world.Services.Workspace.Checkpoints.ListAsync(SmallBooks.Tenant, default));
    }

    /// <summary>Nobody waits for a driver's task: what it died of is in the log.</summary>
    [Fact]
    public async Task Driver_OfACloseWhoseChainWasCut_SaysWhatItDiedOf()
    {
        await _world.ImportAsync();
        Assert.True((await _world.Services.Host.BeginAsync(SmallBooks.January, Actor.Agent, default)).IsOk);
        var chain = new StoredChain(_world.Root, SmallBooks.Tenant.ToString());
        var rows = chain.Projections();
        chain.TruncateTo(1);
        chain.Change(stored =>
        {
            foreach (var (key, row) in rows)
                stored[key] = row;
        });
        using var reopened = new ScheduledWorld(Monday, _world);
        await reopened.Scheduler.WakeAsync(ScheduledWorld.January, default);
        var line = await reopened.Log.FindAsync(told => told.Event == "close_driver_failed");
        Assert.Equal(
            (LogSeverity.Error, SmallBooks.Tenant, SmallBooks.January, "AUDIT_HEAD_MISMATCH"),
            (line.Severity, line.Tenant, line.Period, line.Code)
        );
    }

    [Fact]
    public async Task Sweep_ACompanyWhoseChainWasCut_IsAFindingAndTheOthersGoOn()
    {
        await _world.ImportAsync();
        var other = Books.Values.TenantId.Parse("aaa").Value; // it comes first
        await _world.ImportAsync(other);
        foreach (var tenant in (Books.Values.TenantId[])[other, SmallBooks.Tenant])
            Assert.True(
                (await _world.Tenants.Open(tenant).Host.BeginAsync(SmallBooks.January, Actor.Agent, default)).IsOk
            );
        var chain = new StoredChain(_world.Root, "aaa");
        var rows = chain.Projections();
        chain.TruncateTo(1);
        chain.Change(stored =>
        {
            foreach (var (key, row) in rows)
                stored[key] = row;
        });
        using var reopened = new ScheduledWorld(Monday, _world);
        var findings = await reopened.SweepAsync();
        Assert.All(findings, finding => Assert.Equal(other, finding.Tenant));
        Assert.Contains(findings, finding => finding.Finding.Code == "AUDIT_TRUNCATED");
        Assert.True((await reopened.LoadAsync()).IsDone(2));
        Assert.Single(await reopened.Services.Workspace.Checkpoints.ListAsync(SmallBooks.Tenant, default));
        Assert.Empty(await reopened.Services.Workspace.Checkpoints.ListAsync(other, default));
    }

    [Fact]
    public async Task Sweep_ARunWhoseRowIsLost_IsAFindingAndWakesTheOtherPeriods()
    {
        await _world.ImportAsync();
        Assert.True((await _world.Services.Host.BeginAsync(SmallBooks.January, Actor.Agent, default)).IsOk);
        new StoredChain(_world.Root).Change(rows => rows.Remove("run-2026-01"));
        using var reopened = new ScheduledWorld(Monday, _world);
        Assert.Contains(await reopened.SweepAsync(), finding => finding.Finding.Code == "PROJECTION_DAMAGED");
        Assert.Equal("PROJECTION_DAMAGED", Assert.Single(await reopened.MonthStartAsync()).Refusal?.Code);
    }

    [Fact]
    public async Task Sweep_ARunWhoseRowIsDamaged_SignsTheDaysCheckpointAllTheSame()
    {
        await _world.ImportAsync();
        Assert.True((await _world.Services.Host.BeginAsync(SmallBooks.January, Actor.Agent, default)).IsOk);
        new StoredChain(_world.Root).Change(rows =>
            rows["run-2026-01"] = rows["run-2026-01"]
                .Replace("\"attempt\":1", "\"attempt\":2", StringComparison.Ordinal)
        );
        using var reopened = new ScheduledWorld(Monday, _world);
        Assert.Contains(await reopened.SweepAsync(), finding => finding.Finding.Code == "PROJECTION_DAMAGED");
        Assert.Single(await reopened.Services.Workspace.Checkpoints.ListAsync(SmallBooks.Tenant, default));
    }

    [Fact]
    public async Task MonthStart_OfACloseThatPeopleCancelled_LeavesItToThem()
    {
        await _world.ImportAsync();
        await _world.MonthStartAsync();
        await _world.CompleteAsync(new CancelRun(AdjustingDesk.Controller, "not yet"));
        Assert.Equal(PeriodStatus.Open, (await _world.LoadAsync()).PeriodStatus);
        Assert.Empty(await _world.MonthStartAsync());
    }

    [Fact]
    public async Task MonthStart_OfARunThatNeverGotADriver_WakesOne()
    {
        await _world.ImportAsync();
        Assert.True((await _world.Services.Host.BeginAsync(SmallBooks.January, Actor.Agent, default)).IsOk);
        Assert.Empty(await _world.MonthStartAsync());
        Assert.True((await _world.LoadAsync()).IsDone(2));
    }

    [Fact]
    public async Task Page_OfCompanies_GoesOnAfterTheLastOne()
    {
        foreach (var name in (string[])["c", "a", "b"])
            await _world.ImportAsync(Books.Values.TenantId.Parse(name).Value);
        var first = await _world.Tenants.PageAsync(null, 2, default);
        Assert.Equal("a b", string.Join(' ', first));
        Assert.Equal("c", string.Join(' ', await _world.Tenants.PageAsync(first[^1], 2, default)));
    }

    [Fact]
    public async Task MonthStart_InAStoreWithoutCompanies_DoesNothing() => Assert.Empty(await _world.MonthStartAsync());

    [Fact]
    public async Task Wake_AfterEachPersonsTask_GoesOnToTheSealedProof()
    {
        await _world.ImportAsync();
        await _world.MonthStartAsync();
        await _world.CompleteAsync(new CompleteTask(AdjustingDesk.Bookkeeper, 3));
        var run = await _world.LoadAsync();
        Assert.Equal(RunStatus.Completed, run.Status);
        await _world.CertifyAndSignAsync();
        Assert.NotNull((await _world.LoadAsync()).Proof);
        Assert.Equal(CloseState.Over, (await _world.Steps.LookAsync(ScheduledWorld.January, default)).State);
    }

    [Fact]
    public async Task Wake_ManyTimesAtOnce_IsOneClose()
    {
        await _world.ImportAsync();
        Assert.True((await _world.Services.Host.BeginAsync(SmallBooks.January, Actor.Agent, default)).IsOk);
        await Task.WhenAll(
            Enumerable
                .Range(0, 50)
                .Select(_ => Task.Run(() => _world.Scheduler.WakeAsync(ScheduledWorld.January, default)))
        );
        await _world.Scheduler.WhenIdleAsync();
        Assert.True((await _world.LoadAsync()).IsDone(2));
        Assert.True((await _world.Services.Audit.VerifyAsync(default)).IsGood);
    }

    [Fact]
    public async Task Sweep_FindsACloseWhoseDriverDied_AndDrivesItOn()
    {
        await _world.ImportAsync();
        // Begun, and then the process was gone.
        Assert.True((await _world.Services.Host.BeginAsync(SmallBooks.January, Actor.Agent, default)).IsOk);
        Assert.Empty(await _world.SweepAsync());
        await _world.Scheduler.WhenIdleAsync();
        Assert.True((await _world.LoadAsync()).IsDone(2));
        Assert.NotEmpty(await _world.Services.Workspace.Checkpoints.ListAsync(SmallBooks.Tenant, default));
    }

    [Fact]
    public async Task Sweep_OfAClosedJournalThatWasEdited_SaysSo()
    {
        await _world.ImportAsync();
        await _world.MonthStartAsync();
        await _world.CompleteAsync(new CompleteTask(AdjustingDesk.Bookkeeper, 3));
        await _world.CertifyAndSignAsync();
        var journal = Directory
            .EnumerateFiles(Path.Combine(_world.Root, "objects", "journal"), "*.ndjson", SearchOption.AllDirectories)
            .Order(StringComparer.Ordinal)
            .First();
        File.WriteAllText(journal, File.ReadAllText(journal).Replace("\"Rent\"", "\"Food\"", StringComparison.Ordinal));
        var (tenant, finding) = Assert.Single(await _world.SweepAsync());
        Assert.Equal((SmallBooks.Tenant, "JOURNAL_CHANGED_AFTER_CLOSE"), (tenant, finding.Code));
    }

    [Fact]
    public async Task Step_OfAnAddressThatIsNone_IsRefusedByCode()
    {
        Assert.Equal("PERIOD_INVALID", (await _world.Steps.StepAsync(new("acme", "2026-14"), default)).Refusal);
        Assert.Equal(CloseState.Over, (await _world.Steps.LookAsync(new("../acme", "2026-01"), default)).State);
        Assert.False((await _world.Steps.StepAsync(new("nobody", "2026-01"), default)).HasMore);
    }

    public void Dispose() => _world.Dispose();
}
