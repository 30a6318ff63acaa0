using Bookseal.Books.Audit;
using Bookseal.Books.Schedules;
using Bookseal.Closing.Tests.Auditing;
using Bookseal.Closing.Tests.Lifecycle;
using Bookseal.Storage;
using Bookseal.Storage.Audit;
using Bookseal.TestHost.Scenario;

namespace Bookseal.Closing.Tests.Schedules;

public sealed class ScheduleImportTests : IDisposable
{
    private readonly TemporaryWorld _temporary = new();
    private readonly YearWorld _world;

    public ScheduleImportTests() => _world = new YearWorld(_temporary);

    [Fact]
    public async Task Import_OfAChangedScheduleOnly_ReplacesItAndSaysWhoDid()
    {
        await _world.ImportAsync(ScheduledBooks.Read());
        await _world.ImportAsync(ScheduledBooks.Read());
        var first = Assert.Single(await ChangesAsync());
        Assert.Equal(["asset VAN: added", "prepaid INS: added"], Changes(first));

        await _world.ImportAsync(
            ScheduledBooks.Read(ScheduledBooks.Van.Replace(",60,", ",48,", StringComparison.Ordinal))
        );
        var second = (await ChangesAsync())[1];
        Assert.Equal(("nora", "person"), (second.Actor.ToString(), second.ActorKind));
        Assert.Equal(["asset VAN: life_months 60 -> 48"], Changes(second));
        Assert.Equal(48, Assert.Single((await RegisterAsync()).Assets).LifeMonths);
    }

    [Fact]
    public async Task Import_WithoutAFile_LeavesItsSchedules()
    {
        await _world.ImportAsync(ScheduledBooks.Read());
        await _world.ImportAsync(ScheduledBooks.Read(asset: null, prepaid: null));
        Assert.Equal(2, (await RegisterAsync()).Count);
        await _world.ImportAsync(ScheduledBooks.Read(asset: ""));
        Assert.Equal((0, 1), ((await RegisterAsync()).Assets.Count, (await RegisterAsync()).Prepaids.Count));
    }

    [Fact]
    public async Task Import_OfAChartWithoutAScheduledAccount_IsRefused()
    {
        await _world.ImportAsync(ScheduledBooks.Read());
        var refused = await _world.Services.Importer.ImportAsync(
            ScheduledBooks.Read(asset: null, prepaid: null, lost: "6700"),
            AdjustingDesk.Bookkeeper,
            default
        );
        Assert.Equal("ACCOUNT_UNKNOWN", refused.Fault.Code);
    }

    [Fact]
    public async Task Import_OfAnAssetAndAPrepaidThatNobodyCouldTellApart_IsRefused()
    {
        var refused = await _world.Services.Importer.ImportAsync(
            ScheduledBooks.Read("INS,1400,1400,6700,6000,0,USD,2025-01-01,,60,straight-line,,full-month,Van"),
            AdjustingDesk.Bookkeeper,
            default
        );
        Assert.Equal("SCHEDULE_DUPLICATE", refused.Fault.Code);
    }

    [Fact]
    public async Task Read_ARowThatIsDamaged_IsRefusedByCode()
    {
        await _world.ImportAsync(ScheduledBooks.Read());
        new StoredChain(_temporary.World.Root).Change(rows => rows["schedules"] = "{}");
        var refused = await Assert.ThrowsAsync<ChainRefusedException>(RegisterAsync);
        Assert.Equal("PROJECTION_DAMAGED", refused.Fault.Code);
    }

    [Fact]
    public async Task Audit_OfSchedules_FindsWhatWasChangedBehindTheChain()
    {
        await _world.ImportAsync(ScheduledBooks.Read());
        Assert.True((await _world.Services.Audit.VerifyAsync(default)).IsGood);
        var digest = (await RegisterAsync()).Sha256;
        var path = ObjectPath.Of("books", SmallBooks.Tenant.ToString(), "schedules", $"{digest}.json");
        var file = _temporary.World.Files.PathOf(path);
        await File.WriteAllTextAsync(
            file,
            (await File.ReadAllTextAsync(file)).Replace("600000", "500000", StringComparison.Ordinal)
        );
        Assert.False((await _world.Services.Audit.VerifyAsync(default)).IsGood);
        await Assert.ThrowsAsync<InvalidDataException>(RegisterAsync);
    }

    public void Dispose() => _world.Dispose(); // and the folder with it

    private Task<ScheduleRegister> RegisterAsync() => _world.Services.Workspace.ReadSchedulesAsync(default);

    private async Task<List<AuditEntry>> ChangesAsync()
    {
        var workspace = _world.Services.Workspace;
        var head = (await workspace.ReadHeadAsync(default)).Head;
        return await workspace
            .Audit.ReadAsync(workspace.Tenant, 0, head.Size, default)
            .Select(bytes => AuditEntry.Decode(bytes.Span).Value)
            .Where(entry => entry.Type == SchedulesChanged.TypeName)
            .ToListAsync();
    }

    private static IEnumerable<string> Changes(AuditEntry entry) => SchedulesChanged.FromData(entry.Data).Value.Changes;
}
