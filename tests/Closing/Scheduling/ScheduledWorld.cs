using Bookseal.Books.Runs;
using Bookseal.Books.Values;
using Bookseal.Closing.Hosting;
using Bookseal.Closing.Scheduling;
using Bookseal.Closing.Tests.Lifecycle;
using Bookseal.Evidence;
using Bookseal.Storage.Files;
using Bookseal.Storage.Keys;
using Bookseal.Storage.Resilience;
using Bookseal.TestHost.Scenario;

namespace Bookseal.Closing.Tests.Scheduling;

/// <summary>A store with the small company in it, as a host with timers sees it.</summary>
internal sealed class ScheduledWorld : IDisposable
{
    private readonly TemporaryWorld _temporary;
    private readonly bool _isShared;

    /// <param name="same">The same store in another process.</param>
    public ScheduledWorld(DateTimeOffset now, ScheduledWorld? same = null)
    {
        (_temporary, _isShared) = (same?._temporary ?? new TemporaryWorld(), same is not null);
        var clock = new FixedClock(now);
        var backend = Backend.Resilient(
            new FileObjectStore(_temporary.World.Root, clock),
            new FileTableStore(_temporary.World.Root),
            TimeProvider.System
        );
        Tenants = new Tenants(backend, tenant => new PemKeyRing(Path.Combine(Root, "keys"), tenant), clock);
        Steps = new CloseSteps(Tenants);
        Scheduler = new LocalCloseScheduler(Steps, Log);
    }

    public RecordedLog Log { get; } = new();

    public Tenants Tenants { get; }

    public CloseSteps Steps { get; }

    public LocalCloseScheduler Scheduler { get; }

    public CloseServices Services => Tenants.Open(SmallBooks.Tenant);

    public string Root => _temporary.World.Root;

    public static CloseAddress January => CloseAddress.Of(SmallBooks.Tenant, SmallBooks.January);

    public async Task ImportAsync(TenantId? tenant = null)
    {
        var books = YearBooks.Read();
        if (tenant is { } other)
            books = books with { Profile = books.Profile with { Tenant = other } };
        Assert.True(
            (
                await Tenants.Open(books.Profile.Tenant).Importer.ImportAsync(books, AdjustingDesk.Bookkeeper, default)
            ).IsOk
        );
    }

    public async Task<IReadOnlyList<MonthStartOutcome>> MonthStartAsync()
    {
        var outcomes = new List<MonthStartOutcome>();
        foreach (var tenant in await Tenants.PageAsync(null, int.MaxValue, default))
            if (await new MonthStart(Tenants, Steps, Scheduler).RunAsync(tenant, default) is { } outcome)
                outcomes.Add(outcome);
        await Scheduler.WhenIdleAsync();
        return outcomes;
    }

    public async Task<IReadOnlyList<(TenantId Tenant, Fault Finding)>> SweepAsync()
    {
        var findings = new List<(TenantId, Fault)>();
        foreach (var tenant in await Tenants.PageAsync(null, int.MaxValue, default))
            findings.AddRange(
                (await new CloseSweep(Tenants, Steps, Scheduler).RunAsync(tenant, default)).Select(fault =>
                    (tenant, fault)
                )
            );
        await Scheduler.WhenIdleAsync();
        return findings;
    }

    public async Task<CloseRun> LoadAsync(PeriodCode? period = null) =>
        (await Services.Runs.LoadAsync(period ?? SmallBooks.January, default)).Run;

    /// <summary>Someone does what waits, as an API would: the command first, then the wake-up.</summary>
    public async Task CompleteAsync(RunCommand command)
    {
        Assert.True((await Services.Runs.ExecuteAsync(SmallBooks.January, command, default)).IsOk);
        await Scheduler.WakeAsync(January, default);
        await Scheduler.WhenIdleAsync();
    }

    /// <summary>The controller certifies with their key and signs, as an API would have them do.</summary>
    public async Task CertifyAndSignAsync()
    {
        var key = (await Services.SigningKeys.OfAsync(AdjustingDesk.Controller.Id, default)).KeyId;
        await CompleteAsync(new CertifyRun(AdjustingDesk.Controller, (await LoadAsync()).Package!.Payload, key, []));
        var run = await LoadAsync();
        Assert.Equal(RunStatus.AwaitingSignature, run.Status);
        var staged = (await Services.Signing.ReadAsync(run, default)).Value;
        Assert.True((await Services.Signing.SignAsync(run, staged, AdjustingDesk.Controller, default)).IsOk);
        await Scheduler.WakeAsync(January, default);
        await Scheduler.WhenIdleAsync();
    }

    /// <summary>The company's keys are lost.</summary>
    public void BreakKeys(TenantId tenant) =>
        Directory.Delete(Path.Combine(Root, "keys", tenant.ToString()), recursive: true);

    public void Dispose()
    {
        Tenants.Dispose();
        if (!_isShared)
            _temporary.Dispose();
    }
}
