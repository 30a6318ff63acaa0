using Bookseal.Books.Values;
using Bookseal.Storage.Audit;
using Bookseal.Storage.Resilience;

namespace Bookseal.Storage.Backups;

/// <summary>
/// Refuses every write to a store that a drill restored into: its chain would be a second one that goes on from the
/// same place. What it is, it says itself, before anything else is in it; so once is enough to look.
/// </summary>
public sealed class ScratchGuard(IObjectStore objects, TenantId tenant)
{
    public const string Code = "STORE_IS_SCRATCH";

    private bool _isNone;

    /// <summary>The ports of a tenant, behind the guard.</summary>
    public static Backend Over(Backend backend, TenantId tenant)
    {
        var guard = new ScratchGuard(backend.Objects, tenant);
        return backend with
        {
            Objects = new GuardedObjects(backend.Objects, guard),
            Tables = new GuardedTables(backend.Tables, guard),
        };
    }

    /// <exception cref="ChainRefusedException">It is one.</exception>
    public async Task CheckAsync(CancellationToken cancel)
    {
        if (_isNone)
            return;
        var marker = await objects.InfoAsync(TenantPlaces.ScratchOf(tenant), cancel);
        if (marker.IsOk || marker.Fault.Code != StoreCode.NotFound)
            throw new ChainRefusedException(
                new(Code, $"a drill restored {tenant} here: it is read and thrown away, and never written to")
            );
        _isNone = true;
    }
}
