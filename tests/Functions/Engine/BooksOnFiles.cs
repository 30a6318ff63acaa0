using Bookseal.Books.Company;
using Bookseal.Books.Runs;
using Bookseal.Closing.Hosting;
using Bookseal.Closing.Scheduling;
using Bookseal.Import.BooksDirectory;
using Bookseal.Storage.Files;
using Bookseal.Storage.Keys;
using Bookseal.Storage.Resilience;
using Bookseal.TestHost.Scenario;

namespace Bookseal.Functions.Tests.Engine;

/// <summary>The small company's books in a directory of their own, on the first weekday after January.</summary>
internal sealed class BooksOnFiles : IDisposable
{
    private readonly DirectoryInfo _directory = Directory.CreateTempSubdirectory("bookseal-");

    public BooksOnFiles()
    {
        var clock = new FixedClock(new(2026, 2, 2, 5, 0, 0, TimeSpan.Zero));
        var backend = Backend.Resilient(
            new FileObjectStore(_directory.FullName, clock),
            new FileTableStore(_directory.FullName),
            TimeProvider.System
        );
        Tenants = new(backend, tenant => new PemKeyRing(Path.Combine(_directory.FullName, "keys"), tenant), clock);
        Steps = new(Tenants);
    }

    public Tenants Tenants { get; }

    public CloseSteps Steps { get; }

    public CloseServices Services => Tenants.Open(SmallBooks.Tenant);

    public static CloseAddress January => CloseAddress.Of(SmallBooks.Tenant, SmallBooks.January);

    public async Task ImportAsync(ImportedBooks? books = null) =>
        Assert.True(
            (await Services.Importer.ImportAsync(books ?? SmallBooks.Read(), AdjustingDesk.Bookkeeper, default)).IsOk
        );

    /// <summary>Someone does what waits, as an API would: the command first, then the wake-up.</summary>
    public async Task ActAsync(Func<CloseRun, RunCommand> command, ICloseScheduler scheduler)
    {
        var run = await LoadAsync();
        var done = await Services.Runs.ExecuteAsync(SmallBooks.January, command(run), default);
        Assert.True(done.IsOk, done.IsOk ? "" : done.Fault.ToString());
        await scheduler.WakeAsync(January, default);
    }

    /// <summary>A person signs, as an API would have them do, and wakes the driver.</summary>
    public async Task SignAsync(Actor actor, ICloseScheduler scheduler)
    {
        var run = await LoadAsync();
        var staged = (await Services.Signing.ReadAsync(run, default)).Value;
        Assert.Null(await Services.Signing.VerifyAsync(run, staged, default));
        var signed = await Services.Signing.SignAsync(run, staged, actor, default);
        Assert.True(signed.IsOk, signed.IsOk ? "" : signed.Fault.ToString());
        await scheduler.WakeAsync(January, default);
    }

    public async Task<CloseRun> LoadAsync() => (await Services.Runs.LoadAsync(SmallBooks.January, default)).Run;

    public void Dispose()
    {
        Tenants.Dispose();
        _directory.Delete(recursive: true);
    }
}
