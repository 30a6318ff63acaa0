using Bookseal.Books.Company;
using Bookseal.Storage;
using Bookseal.Storage.Company;

namespace Bookseal.Closing.Imports;

/// <summary>
/// What an import rests its checks on: the current master data and the intention that stands, as it read them before
/// it checked anything. It announces itself, and becomes current, only over these very rows. Whoever comes after a
/// crash takes the place of the intention that was left; whoever was only slow finds its own gone, and starts again.
/// </summary>
internal sealed class ImportClaim
{
    /// <summary>The projection that holds the last intention until its outcome; empty after that.</summary>
    public const string PendingKey = "import";

    private const int WaitsForOtherMs = 2000;
    private readonly Workspace _workspace;
    private readonly TableRow? _books;
    private TableRow? _pending;

    private ImportClaim(Workspace workspace, TableRow? books, TableRow? pending) =>
        (_workspace, _books, _pending) = (workspace, books, pending);

    public static async Task<ImportClaim> ReadAsync(Workspace workspace, CancellationToken cancel) =>
        new(
            workspace,
            await workspace.Audit.ProjectionAsync(workspace.Tenant, MasterDataStore.RowKey, cancel),
            await workspace.Audit.ProjectionAsync(workspace.Tenant, PendingKey, cancel)
        );

    /// <summary>The master data that checks compare with; null before the first import.</summary>
    public MasterDigests? Current => _books is null ? null : Workspace.DigestsIn(_books);

    /// <summary>An import that was announced and has no outcome yet; null where there is none.</summary>
    public JsonObject? Pending =>
        _pending is { } row && JsonText.ParseObject(row.Payload.Span).Value is { Members.Count: > 0 } intention
            ? intention
            : null;

    /// <summary>The row of the intention as it has to be written over the one that was read.</summary>
    public TableWrite Announce(JsonObject intention) =>
        new(PendingKey, CanonicalJson.ToBytes(intention), _pending?.ETag);

    public IReadOnlyList<TableWrite> Complete(MasterDigests books) =>
        [
            new(PendingKey, "{}"u8.ToArray(), _pending?.ETag),
            new(MasterDataStore.RowKey, CanonicalJson.ToBytes(books.ToJson()), _books?.ETag),
        ];

    /// <summary>Whether both rows still are what was read, or announced since.</summary>
    public async Task<bool> HoldsAsync(CancellationToken cancel) =>
        (await StoredAsync(MasterDataStore.RowKey, cancel))?.ETag == _books?.ETag
        && (await StoredAsync(PendingKey, cancel))?.ETag == _pending?.ETag;

    /// <summary>After the announcement: what stands now. False where somebody took its place at once.</summary>
    public async Task<bool> TakeAsync(JsonObject intention, CancellationToken cancel)
    {
        _pending = await StoredAsync(PendingKey, cancel);
        return Pending?.ToString() == intention.ToString();
    }

    /// <summary>Gives another import a moment to come to its end; one that died never does.</summary>
    /// <param name="isOwn">Whether an intention is that of who waits.</param>
    public static async Task WaitForOtherAsync(
        Workspace workspace,
        Func<JsonObject, bool> isOwn,
        CancellationToken cancel
    )
    {
        for (var until = Environment.TickCount64 + WaitsForOtherMs; Environment.TickCount64 < until; )
        {
            if ((await ReadAsync(workspace, cancel)).Pending is not { } pending || isOwn(pending))
                return;
            await Task.Delay(Random.Shared.Next(5, 50), cancel);
        }
    }

    private Task<TableRow?> StoredAsync(string key, CancellationToken cancel) =>
        _workspace.Audit.StoredProjectionAsync(_workspace.Tenant, key, cancel);
}
