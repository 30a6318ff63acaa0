using Bookseal.Storage.Files;

namespace Bookseal.Storage.Tests.Files;

/// <summary>A lookup leaves the folder as it was, and no folder where there was none.</summary>
public sealed class ReadsWriteNothingTests : IDisposable
{
    private static readonly ObjectPath Journal = ObjectPath.Of("journal", "acme", "2026-01", "00001.ndjson");
    private readonly TemporaryFolder _folder = new();

    [Fact]
    public async Task Read_OfAFolderThatDoesNotExist_MakesNone()
    {
        var root = Path.Combine(_folder.Path, "nowhere");
        await ReadEverythingAsync(root);
        Assert.False(Directory.Exists(root));
    }

    [Fact]
    public async Task Read_OfAFolderWithObjectsAndRows_LeavesItAsItIs()
    {
        await WriteAsync();
        Directory.Delete(Path.Combine(_folder.Path, "state", "tables"), recursive: true); // nothing but lock files
        var before = Describe();
        await ReadEverythingAsync(_folder.Path);
        Assert.Equal(before, Describe());
    }

    [Fact]
    public async Task Read_WhileAWriterHoldsTheLock_DoesNotWait()
    {
        await WriteAsync();
        using var held = await FileLock.AcquireAsync(Path.Combine(_folder.Path, "state", Journal + ".lock"), default);
        using var rows = await FileLock.AcquireAsync(
            Path.Combine(_folder.Path, "state", "tables", "audit", "acme.lock"),
            default
        );
        await ReadEverythingAsync(_folder.Path).WaitAsync(TimeSpan.FromSeconds(5));
    }

    [Fact]
    public async Task Info_OfAFileThatSomebodyAppendedTo_TellsWhatTheStoreNeverTook()
    {
        await WriteAsync();
        var store = new FileObjectStore(_folder.Path, TimeProvider.System);
        await File.AppendAllTextAsync(store.PathOf(Journal), "more");
        Assert.Equal((3, 4), await LengthsAsync());

        Assert.True((await store.AcquireLeaseAsync(Journal, Guid.NewGuid(), default)).IsOk);
        Assert.Equal((3, 0), await LengthsAsync()); // what a poster that died left is cut before the close has it

        async Task<(long, long)> LengthsAsync()
        {
            var info = (await store.InfoAsync(Journal, default)).Value;
            return (info.Length, info.UncommittedBytes);
        }
    }

    /// <summary>A disk that is full is told at once, and is no lock that somebody else holds.</summary>
    [Fact]
    public async Task Write_OnAFullDisk_IsToldAtOnce()
    {
        if (!File.Exists("/dev/full"))
            return;
        Directory.CreateDirectory(Path.Combine(_folder.Path, "tables", "audit"));
        File.CreateSymbolicLink(Path.Combine(_folder.Path, "tables", "audit", "acme.log"), "/dev/full");
        var tables = new FileTableStore(_folder.Path);
        var failed = await Assert.ThrowsAnyAsync<IOException>(() =>
            tables
                .CommitAsync("audit", "acme", [new("a", "x"u8.ToArray(), null)], default)
                .WaitAsync(TimeSpan.FromSeconds(5))
        );
        Assert.Equal(DiskFaults.Full, DiskFaults.Of(failed)?.Code);
    }

    [Fact]
    public async Task Lock_InAFolderThatTakesNoFiles_IsToldAtOnce()
    {
        if (!Directory.Exists("/proc/self"))
            return;
        // Nobody, not even root, makes a file there.
        var failed = await Assert.ThrowsAnyAsync<Exception>(() =>
            FileLock.AcquireAsync("/proc/self/state.lock", default).WaitAsync(TimeSpan.FromSeconds(5))
        );
        Assert.IsNotType<TimeoutException>(failed);
    }

    public void Dispose() => _folder.Dispose();

    private async Task WriteAsync()
    {
        var objects = new FileObjectStore(_folder.Path, TimeProvider.System);
        Assert.True((await objects.CreateAsync(ObjectPath.Of("books", "a"), new MemoryStream([1]), default)).IsOk);
        Assert.True((await objects.CreateAppendableAsync(Journal, default)).IsOk);
        Assert.True((await objects.AppendAsync(Journal, 0, "abc"u8.ToArray(), null, default)).IsOk);
        var committed = await new FileTableStore(_folder.Path).CommitAsync(
            "audit",
            "acme",
            [new("a", "x"u8.ToArray(), null)],
            default
        );
        Assert.True(committed.IsOk);
    }

    private static async Task ReadEverythingAsync(string root)
    {
        var (objects, tables) = (new FileObjectStore(root, TimeProvider.System), new FileTableStore(root));
        await objects.InfoAsync(Journal, default);
        await objects.ListAsync(ObjectPath.Of("journal"), default);
        var opened = await objects.ReadAsync(Journal, 0, null, default);
        if (opened.IsOk)
            await opened.Value.DisposeAsync();
        await tables.GetAsync("audit", "acme", "a", default);
        await foreach (var _ in tables.QueryAsync("audit", "acme", "a", "z", default)) { }
    }

    private List<(string, long, DateTime)> Describe() =>
        [
            .. new DirectoryInfo(_folder.Path)
                .EnumerateFileSystemInfos("*", SearchOption.AllDirectories)
                .Select(info => (info.FullName, info is FileInfo file ? file.Length : 0, info.LastWriteTimeUtc))
                .Order(),
        ];
}
