using Bookseal.Books.Audit;
using Bookseal.Books.Company;
using Bookseal.Books.Runs;
using Bookseal.Books.Values;
using Bookseal.Closing.Auditing;
using Bookseal.Closing.Driving;
using Bookseal.Closing.Hosting;
using Bookseal.Closing.Tests.Lifecycle;
using Bookseal.Evidence;
using Bookseal.Evidence.Json;
using Bookseal.Storage;
using Bookseal.Storage.Keys;
using Bookseal.TestHost.Faults;
using Bookseal.TestHost.Scenario;

namespace Bookseal.Closing.Tests.Auditing;

/// <summary>A company of two closed months, whose chain has as much else in it as a test wants.</summary>
internal sealed class LongChain : IDisposable
{
    private const int CommitEvents = 90;
    private static readonly FixedClock Clock = new(new DateTimeOffset(2026, 7, 1, 9, 0, 0, TimeSpan.Zero));
    private readonly TemporaryWorld _temporary = new();
    private CountingTableStore? _counted;

    public string Indexes => Path.Combine(_temporary.World.Root, "objects", "books");

    public StoredChain Stored => new(_temporary.World.Root);

    public CloseServices Open(IKeyRing? keys = null) =>
        _temporary.World.Open(clock: Clock, keys: keys, watch: tables => _counted = new CountingTableStore(tables));

    /// <summary>The files of indexes, the largest first.</summary>
    public IReadOnlyList<string> IndexFiles() =>
        [
            .. Directory
                .EnumerateFiles(Indexes, "*", SearchOption.AllDirectories)
                .Where(path => Path.GetFileName(Path.GetDirectoryName(path)) == "chain")
                .OrderDescending(StringComparer.Ordinal),
        ];

    public async Task ImportAsync() =>
        Assert.True((await Open().Importer.ImportAsync(YearBooks.Read(), AdjustingDesk.Bookkeeper, default)).IsOk);

    /// <summary>Events that belong to no period.</summary>
    public async Task AddOthersAsync(int count)
    {
        var workspace = Open().Workspace;
        var data = JsonObject.Of(("findings", 0), ("report_sha256", Digest.Of("nothing"u8)));
        var draft = new AuditDraft(
            PersonId.System,
            Actor.Agent.Kind,
            RetentionInspector.EventType,
            null,
            null,
            "test",
            data
        );
        for (var left = count; left > 0; left -= CommitEvents)
            await workspace.RecordAsync(
                [.. Enumerable.Repeat(draft, Math.Min(left, CommitEvents))],
                () => Task.FromResult<IReadOnlyList<TableWrite>>([]),
                default
            );
    }

    public async Task<CloseRun> CloseAsync(PeriodCode period)
    {
        var services = Open();
        Assert.True((await services.Host.BeginAsync(period, AdjustingDesk.Bookkeeper, default)).IsOk);
        var driven = await services.Host.DriveAsync(period, new TeamDesk(), new Progress<CloseProgress>(), default);
        Assert.Equal(RunStatus.Certified, driven.Value.Status);
        return driven.Value;
    }

    /// <summary>How many entries a new process reads for this.</summary>
    public async Task<long> CountAsync(Func<CloseServices, Task> work)
    {
        await work(Open());
        return _counted!.Entries;
    }

    /// <summary>The same of the process that was opened last.</summary>
    public long Counted => _counted!.Entries;

    public void Dispose() => _temporary.Dispose();
}
