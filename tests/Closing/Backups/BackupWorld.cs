using Bookseal.Closing.Backups;
using Bookseal.Closing.Hosting;
using Bookseal.Storage;
using Bookseal.Storage.Files;
using Bookseal.Storage.Keys;
using Bookseal.Storage.Resilience;
using Bookseal.TestHost.Faults;
using Bookseal.TestHost.Scenario;

namespace Bookseal.Closing.Tests.Backups;

/// <summary>A closed January, a backup of it, and folders and stores to restore it into.</summary>
internal sealed class BackupWorld : IDisposable
{
    private readonly TemporaryWorld _source;
    private readonly List<IDisposable> _opened = [];
    private readonly DirectoryInfo _folder;

    private BackupWorld(TemporaryWorld source)
    {
        _source = source;
        var parent = Directory.Exists("/dev/shm") ? "/dev/shm" : Path.GetTempPath();
        _folder = Directory.CreateDirectory(Path.Combine(parent, $"bookseal-{Guid.NewGuid():N}"));
    }

    public World Source => _source.World;

    public string Folder => Path.Combine(_folder.FullName, "backup");

    /// <summary>What the backup was when it was made.</summary>
    public BackupReport Made { get; private set; } = null!;

    public static async Task<BackupWorld> OpenAsync(Place place)
    {
        var world = new BackupWorld(await TemporaryWorld.OpenAsync(place));
        await WholeMonth.RunAsync(world.Source.Open(), default);
        world.Made = await world.CreateAsync(world.Folder);
        Assert.True(world.Made.IsGood, string.Join('\n', world.Made.Findings));
        return world;
    }

    public async Task<BackupReport> CreateAsync(string folder, CloseServices? services = null)
    {
        var workspace = (services ?? Source.Open()).Workspace;
        var made = await new BackupService(workspace).CreateAsync(folder, "a test", default);
        return made.IsOk ? made.Value : throw new InvalidOperationException(made.Fault.ToString());
    }

    public string NewFolder(string name) => Path.Combine(_folder.FullName, name);

    /// <summary>A folder of its own, with a fault at one of its writes.</summary>
    public Workspace Target(string name, FaultPlan? plan = null)
    {
        var (path, clock) = (NewFolder(name), new FixedClock(World.Now));
        return Target(new Backend(new FileObjectStore(path, clock), new FileTableStore(path)), plan);
    }

    public Workspace Target(Backend raw, FaultPlan? plan = null)
    {
        var (objects, tables) = plan is null
            ? (raw.Objects, raw.Tables)
            : (new FaultyObjectStore(raw.Objects, plan), new FaultyTableStore(raw.Tables, plan));
        var keys = new NoKeyRing();
        _opened.Add(keys);
        var backend = Backend.Resilient(objects, tables, TimeProvider.System) with
        {
            RetainsObjects = raw.RetainsObjects,
        };
        return new Workspace(backend, keys, SmallBooks.Tenant, new FixedClock(World.Now));
    }

    public async Task<RestoreReport> RestoreAsync(Workspace target, string? folder = null)
    {
        var verified = await BackupService.VerifyAsync(
            folder ?? Folder,
            BackupTrust.Own,
            new FixedClock(World.Now),
            default
        );
        var restored = await new RestoreService(target).RunAsync(
            verified.Value,
            new RestoreOptions { Parallelism = 1 },
            default
        );
        return restored.IsOk ? restored.Value : throw new InvalidOperationException(restored.Fault.ToString());
    }

    public void Dispose()
    {
        foreach (var opened in _opened)
            opened.Dispose();
        _source.Dispose();
        _folder.Delete(recursive: true);
    }
}
