using Bookseal.Closing;
using Bookseal.Closing.Hosting;
using Bookseal.Closing.Sources;
using Bookseal.Closing.Telemetry;
using Bookseal.Storage;
using Bookseal.Storage.Files;
using Bookseal.Storage.Keys;
using Bookseal.Storage.Resilience;
using Bookseal.TestHost.Faults;

namespace Bookseal.TestHost.Scenario;

/// <summary>
/// A data directory with the small company in it, its books in the directory or in the store that the directory names.
/// Every call of <see cref="Open"/> is a new process as far as the product can tell: it shares nothing but files and
/// store.
/// </summary>
public sealed class World(string root) : IDisposable
{
    private readonly List<IDisposable> _opened = [];

    public static DateTimeOffset Now { get; } = new(2026, 2, 3, 9, 0, 0, TimeSpan.Zero);

    public string Root { get; } = root;

    public FileObjectStore Files => new(Root, new FixedClock(Now));

    /// <summary>The objects, past the product and its retries.</summary>
    public IObjectStore Objects => Stores.Open(Root, new FixedClock(Now)).Objects;

    /// <summary>For whoever compares worlds: an emulator that is busy drops a connection now and then.</summary>
    public IObjectStore RetriedObjects
    {
        get
        {
            var raw = Stores.Open(Root, new FixedClock(Now));
            return Backend.Resilient(raw.Objects, raw.Tables, TimeProvider.System).Objects;
        }
    }

    /// <param name="store">Instead of the place's own objects.</param>
    /// <param name="watch">Gets the place's tables, and gives those that are used.</param>
    public CloseServices Open(
        FaultPlan? plan = null,
        WorkspaceLimits? limits = null,
        TimeProvider? clock = null,
        IKeyRing? keys = null,
        IObjectStore? store = null,
        SourceAccess? access = null,
        SyncPace? pace = null,
        IWorkLog? log = null,
        Func<ITableStore, ITableStore>? watch = null
    )
    {
        clock ??= new FixedClock(Now);
        var raw = Stores.Open(Root, clock);
        if (store is not null)
            raw = raw with { Objects = store };
        if (watch is not null)
            raw = raw with { Tables = watch(raw.Tables) };
        var (objects, tables) = plan is null
            ? (raw.Objects, raw.Tables)
            : (new FaultyObjectStore(raw.Objects, plan), new FaultyTableStore(raw.Tables, plan));
        var folder = Path.Combine(Root, "keys");
        keys ??= new RememberedKeys(new PemKeyRing(folder, SmallBooks.Tenant), Path.Combine(folder, "signed"));
        _opened.Add(keys);
        var backend = Backend.Resilient(objects, tables, TimeProvider.System) with
        {
            RetainsObjects = raw.RetainsObjects,
        };
        var workspace = new Workspace(backend, keys, SmallBooks.Tenant, clock, limits)
        {
            Log = log ?? NoWorkLog.Instance,
        };
        return new CloseServices(workspace, access, pace);
    }

    public void Dispose()
    {
        foreach (var opened in _opened)
            opened.Dispose();
    }
}
