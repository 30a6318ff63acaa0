using Bookseal.Closing;
using Bookseal.Storage;
using Bookseal.Storage.Files;
using Bookseal.Storage.Keys;
using Bookseal.TestHost.Faults;

namespace Bookseal.TestHost.Scenario;

/// <summary>A data directory with the small company in it. Every call of <see cref="Open"/> is a new process as far as the product can tell: it shares nothing but files.</summary>
public sealed class World(string root) : IDisposable
{
    private readonly List<IDisposable> _opened = [];

    public static DateTimeOffset Now { get; } = new(2026, 2, 3, 9, 0, 0, TimeSpan.Zero);

    public string Root { get; } = root;

    public FileObjectStore Files => new(Root, new FixedClock(Now));

    public CloseServices Open(FaultPlan? plan = null, WorkspaceLimits? limits = null, TimeProvider? clock = null, IKeyRing? keys = null)
    {
        clock ??= new FixedClock(Now);
        IObjectStore objects = new FileObjectStore(Root, clock);
        ITableStore tables = new FileTableStore(Root);
        if (plan is not null) (objects, tables) = (new FaultyObjectStore(objects, plan), new FaultyTableStore(tables, plan));
        keys ??= new PemKeyRing(Path.Combine(Root, "keys"), SmallBooks.Tenant);
        _opened.Add(keys);
        return new CloseServices(new Workspace(Backend.Resilient(objects, tables, TimeProvider.System), keys, SmallBooks.Tenant, clock, limits));
    }

    public void Dispose()
    {
        foreach (var opened in _opened) opened.Dispose();
    }
}
