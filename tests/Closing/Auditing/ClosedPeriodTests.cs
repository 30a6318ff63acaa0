using Bookseal.Books.Values;
using Bookseal.Closing.Auditing;
using Bookseal.Storage;
using Bookseal.TestHost.Scenario;

namespace Bookseal.Closing.Tests.Auditing;

/// <summary>Closed journals that someone got at, around the lease.</summary>
public sealed class ClosedPeriodTests : IAsyncLifetime, IDisposable
{
    private static readonly ObjectPath Journal = ObjectPath.Of("journal", "acme", "2026-01", "00001.ndjson");
    private readonly TemporaryWorld _temporary = new();

    public Task InitializeAsync() => WholeMonth.RunAsync(_temporary.World.Open(), default);

    [Fact]
    public async Task Check_AmountChangedInTheFile_IsFound()
    {
        var file = _temporary.World.Files.PathOf(Journal);
        await File.WriteAllTextAsync(
            file,
            (await File.ReadAllTextAsync(file)).Replace("\"debit\":12000", "\"debit\":13000", StringComparison.Ordinal)
        );
        await AssertFoundAsync();
    }

    [Fact]
    public async Task Check_FileCutShort_IsFound()
    {
        var file = _temporary.World.Files.PathOf(Journal);
        await File.WriteAllBytesAsync(file, (await File.ReadAllBytesAsync(file))[..^40]);
        await AssertFoundAsync();
    }

    [Fact]
    public async Task Check_LineAppendedPastTheStore_IsFound()
    {
        var file = _temporary.World.Files.PathOf(Journal);
        await File.AppendAllTextAsync(file, (await File.ReadAllLinesAsync(file))[^1] + "\n");
        await AssertFoundAsync();
    }

    [Fact]
    public async Task Check_LeaseOfSomebodyElse_IsFound()
    {
        var objects = _temporary.World.Files;
        var lease = RunId.Of(SmallBooks.Tenant, SmallBooks.January, 1).FenceLease;
        Assert.True((await objects.ChangeLeaseAsync(Journal, lease, Guid.NewGuid(), default)).IsOk);
        await AssertFoundAsync();
    }

    [Fact]
    public async Task Check_LeaseReleasedAndEntryAppended_IsFound()
    {
        var objects = _temporary.World.Files;
        // Whoever knows the run knows the lease: its id follows from the run's.
        var lease = RunId.Of(SmallBooks.Tenant, SmallBooks.January, 1).FenceLease;
        Assert.True((await objects.ReleaseLeaseAsync(Journal, lease, default)).IsOk);
        await AssertFoundAsync();
        var length = (await objects.InfoAsync(Journal, default)).Value.Length;
        await objects.AppendAsync(Journal, length, "{}\n"u8.ToArray(), null, default);
        await AssertFoundAsync();
    }

    [Fact]
    public async Task Check_UntouchedJournal_IsGood() =>
        Assert.True((await _temporary.World.Open().Audit.VerifyAsync(default)).IsGood);

    public Task DisposeAsync() => Task.CompletedTask;

    public void Dispose() => _temporary.Dispose();

    private async Task AssertFoundAsync()
    {
        var services = _temporary.World.Open();
        Assert.Equal(ClosedPeriodCheck.Code, Assert.Single((await services.Audit.VerifyAsync(default)).Journals).Code);
        var master = (await services.Workspace.ReadMasterDataAsync(default)).Value;
        Assert.Equal(
            ClosedPeriodCheck.Code,
            (await services.Health.CheckAsync(SmallBooks.January, master, default)).Fault.Code
        );
        var health = (await services.Health.CheckAsync(SmallBooks.January.Next, master, default)).Value;
        Assert.Contains(health.Blocking, exception => exception.Category == "journal_changed_after_close");
    }
}
