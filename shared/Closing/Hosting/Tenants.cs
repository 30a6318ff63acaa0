using Bookseal.Books.Values;
using Bookseal.Storage;
using Bookseal.Storage.Company;
using Bookseal.Storage.Keys;
using Bookseal.Storage.Resilience;

namespace Bookseal.Closing.Hosting;

/// <summary>
/// The companies of a store, each with its services. What is opened stays open: posters and key rings are shared by all
/// who work on a company in this process.
/// </summary>
/// <param name="openKeys">Where a company's keys are.</param>
public sealed class Tenants(Backend backend, Func<TenantId, IKeyRing> openKeys, TimeProvider clock) : IDisposable
{
    private readonly Dictionary<TenantId, CloseServices> _open = [];

    public Task<IReadOnlyList<TenantId>> ListAsync(CancellationToken cancel) =>
        new MasterDataStore(backend.Objects).TenantsAsync(cancel);

    public CloseServices Open(TenantId tenant)
    {
        lock (_open)
        {
            if (!_open.TryGetValue(tenant, out var services))
                _open.Add(
                    tenant,
                    services = new CloseServices(new Workspace(backend, openKeys(tenant), tenant, clock))
                );
            return services;
        }
    }

    public void Dispose()
    {
        lock (_open)
            foreach (var services in _open.Values)
                services.Workspace.Keys.Dispose();
    }
}
