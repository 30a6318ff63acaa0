namespace Bookseal.Storage.Tests.Objects;

/// <summary>
/// What every <see cref="IObjectStore"/> does. A backend derives a class that opens a fresh place; the retention part
/// stands in <see cref="ObjectRetentionContract"/>, for places that know none.
/// </summary>
public abstract partial class ObjectStoreContract : IAsyncLifetime
{
    private static readonly ObjectPath Journal = ObjectPath.Of("journal", "acme", "2026-01", "00001.ndjson");
    private static readonly Guid RunLease = Guid.Parse("5e1dd6a3-6f6c-4d35-9a54-0e1b3c9f7a01");
    private static readonly Guid FenceLease = Guid.Parse("5e1dd6a3-6f6c-4d35-9a54-0e1b3c9f7a02");
    private static readonly Guid ThirdLease = Guid.Parse("5e1dd6a3-6f6c-4d35-9a54-0e1b3c9f7a03");
    private StorePlace? _place;

    private IObjectStore Objects => _place!.First.Objects;

    /// <summary>Another client of the same place.</summary>
    private IObjectStore Other => _place!.Second.Objects;

    protected abstract Task<StorePlace> OpenAsync();

    public async Task InitializeAsync() => _place = await OpenAsync();

    public async Task DisposeAsync() => await _place!.DisposeAsync();

    private async Task<ObjectInfo> InfoAsync() => (await Other.InfoAsync(Journal, default)).Value;
}
