using Bookseal.Books.Company;
using Bookseal.Books.Health;
using Bookseal.Books.Runs;
using Bookseal.Books.Schedules;
using Bookseal.Books.Values;
using Bookseal.Closing;
using Bookseal.Closing.Driving;
using Bookseal.Closing.Hosting;
using Bookseal.EndToEnd.Tests.Programs;
using Bookseal.Import;
using Bookseal.Import.BooksDirectory;
using Bookseal.Storage.Company;
using Bookseal.Storage.Files;
using Bookseal.Storage.Keys;
using Bookseal.Storage.Resilience;

namespace Bookseal.EndToEnd.Tests.Samples;

/// <summary>
/// Harbor Supply Co. in a data folder of its own, driven in this process: a year of closes with one start of a program.
/// </summary>
internal sealed class SampleCompany : IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly SampleClock _clock = new();
    private readonly FileObjectStore _objects;
    private readonly PemKeyRing _keys;
    private readonly CloseServices _services;

    public SampleCompany()
    {
        var tenant = TenantId.Parse("harbor-supply").Value;
        _objects = new FileObjectStore(Data, _clock);
        _keys = new PemKeyRing(Path.Combine(Data, "keys"), tenant);
        _services = new CloseServices(
            new Workspace(
                Backend.Resilient(_objects, new FileTableStore(Data), TimeProvider.System),
                _keys,
                tenant,
                _clock
            )
        );
    }

    public static string Folder { get; } = Repository.HarborSupply;

    /// <summary>The rows that mend February.</summary>
    public static string MendedFolder { get; } = $"{Repository.HarborSupply}-mended";

    public string Data => _folder.In("data");

    public Workspace Workspace => _services.Workspace;

    /// <summary>Moves the clock to the days on which the month is closed.</summary>
    public void GoTo(PeriodCode after) => _clock.Now = new(after.LastDay.AddDays(4), new TimeOnly(9, 0), TimeSpan.Zero);

    public async Task ImportAsync(string folder)
    {
        var files = BooksFiles
            .All.Select(name => Path.Combine(folder, name))
            .Where(File.Exists)
            .ToDictionary(path => Path.GetFileName(path), File.ReadAllBytes);
        var faults = new ImportFaults();
        var books = BooksReader.Read(files, PersonId.Parse("nora.quist").Value, faults);
        Assert.Empty(faults.Faults);
        var imported = await _services.Importer.ImportAsync(books!, Preparer(books!.Profile), CancellationToken.None);
        Assert.True(imported.IsOk, imported.IsOk ? null : imported.Fault.ToString());
    }

    public async Task<HealthReport> CheckAsync(PeriodCode period) =>
        (await _services.Health.CheckAsync(period, await MasterAsync(), CancellationToken.None)).Value;

    public async Task<ScheduleStatement> SchedulesAsync(PeriodCode period) =>
        (await _services.Schedules.ReadAsync(period, await MasterAsync(), CancellationToken.None)).Value;

    /// <summary>Closes the month and returns the folder of its proof.</summary>
    public async Task<string> CloseAsync(PeriodCode period)
    {
        var run = await DriveAsync(period, until: null);
        var waiting = Planner.Plan(run).Waiting.Select(task => task.Name);
        Assert.True(run.Status == RunStatus.Certified, $"{period} is {run.Status}: {string.Join(", ", waiting)} wait");
        return _objects.PathOf(new Storage.Proofs.ProofLocation(run.Tenant, period, run.Proof!.ProofId).Folder);
    }

    /// <param name="until"><inheritdoc cref="SampleDesk" path="/param[@name='until']"/></param>
    public async Task<CloseRun> DriveAsync(PeriodCode period, int? until)
    {
        var profile = (await MasterAsync()).Profile;
        GoTo(period);
        var begun = await _services.Host.BeginAsync(period, Preparer(profile), CancellationToken.None);
        Assert.True(begun.IsOk, begun.IsOk ? null : begun.Fault.ToString());
        var driven = await _services.Host.DriveAsync(
            period,
            new SampleDesk(profile, until),
            new Progress<CloseProgress>(),
            CancellationToken.None
        );
        Assert.True(driven.IsOk, driven.IsOk ? null : driven.Fault.ToString());
        return driven.Value;
    }

    public void Dispose()
    {
        _keys.Dispose();
        _folder.Dispose();
    }

    private async Task<MasterData> MasterAsync() =>
        (await _services.Workspace.ReadMasterDataAsync(CancellationToken.None)).Value;

    private static Actor Preparer(CompanyProfile profile) =>
        Actor.Of(profile.Team.First(person => person.Role == Role.Preparer), isUnattended: true);
}
