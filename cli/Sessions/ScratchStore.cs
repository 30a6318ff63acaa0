using System.CommandLine;
using Bookseal.Books.Values;
using Bookseal.Cli.Options;
using Bookseal.Closing;
using Bookseal.Closing.Backups;
using Bookseal.Storage.Azure;
using Bookseal.Storage.Files;
using Bookseal.Storage.Resilience;

namespace Bookseal.Cli.Sessions;

/// <summary>
/// Where a drill restores to: a folder of its own that goes with it, or what somebody named and keeps.
/// </summary>
internal sealed class ScratchStore : IDisposable
{
    private readonly NoKeyRing _keys = new();
    private readonly string? _toDelete;

    private ScratchStore(Backend backend, TenantId tenant, TimeProvider clock, string place, string? toDelete)
    {
        (Place, _toDelete) = (place, toDelete);
        Workspace = new Workspace(backend, _keys, tenant, clock) { Place = $"in {place}" };
    }

    public Workspace Workspace { get; }

    public string Place { get; }

    /// <param name="folder">Of <c>--scratch</c>.</param>
    /// <param name="store">Of <c>--scratch-store</c>: an account.</param>
    public static Result<ScratchStore> Open(string? folder, string? store, TenantId tenant, TimeProvider clock)
    {
        if (store is { Length: > 0 })
            return AzureAccount
                .Parse(store, () => new Azure.Identity.DefaultAzureCredential())
                .Map(account => new ScratchStore(AzureBackend.Open(account), tenant, clock, $"{account}", null));
        var path = folder is { Length: > 0 } named
            ? Path.GetFullPath(named)
            : Directory.CreateTempSubdirectory("bookseal-drill-").FullName;
        if (File.Exists(path))
            return new Fault("DATA_INVALID", $"--scratch names a folder; {path} is a file");
        var files = Backend.Resilient(new FileObjectStore(path, clock), new FileTableStore(path), TimeProvider.System);
        return new ScratchStore(files, tenant, clock, path, folder is { Length: > 0 } ? null : path);
    }

    public void Dispose()
    {
        _keys.Dispose();
        if (_toDelete is not null && Directory.Exists(_toDelete))
            Directory.Delete(_toDelete, recursive: true);
    }
}
