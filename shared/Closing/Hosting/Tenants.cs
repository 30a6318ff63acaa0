using Bookseal.Books.Values;
using Bookseal.Closing.Access;
using Bookseal.Closing.Backups;
using Bookseal.Closing.Payouts;
using Bookseal.Closing.Sources;
using Bookseal.Closing.Telemetry;
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
/// <param name="reachSources">What of a company's sources is reached from here; null: nothing.</param>
/// <param name="payouts">What the operator says of all companies' payouts; null: nothing.</param>
/// <param name="log">Where the host writes down what the chain has got; null: nowhere.</param>
public sealed class Tenants(
    Backend backend,
    Func<TenantId, IKeyRing> openKeys,
    TimeProvider clock,
    Func<TenantId, SourceAccess>? reachSources = null,
    PayoutSettings? payouts = null,
    IWorkLog? log = null
) : IDisposable
{
    private readonly Dictionary<TenantId, CloseServices> _open = [];
    private readonly Dictionary<TenantId, CallerReader> _callers = [];
    private readonly KeptJournals _journals = new();

    /// <summary>The companies after one, in ordinal order: no caller needs to hold ten thousand.</summary>
    /// <param name="after">Null to begin with the first.</param>
    public async Task<IReadOnlyList<TenantId>> PageAsync(TenantId? after, int count, CancellationToken cancel) =>
        [
            .. (await new MasterDataStore(backend.Objects).TenantsAsync(cancel))
                .Where(tenant => after is null || string.CompareOrdinal($"{tenant}", $"{after}") > 0)
                .Take(count),
        ];

    /// <summary>Null when objects and tables answer; what they are asked for need not be there.</summary>
    public async Task<Fault?> CheckStoreAsync(CancellationToken cancel)
    {
        try
        {
            await backend.Objects.InfoAsync(ObjectPath.Of("books/health"), cancel);
            await backend.Tables.GetAsync("audit", "health", "head", cancel);
            return null;
        }
        catch (Exception e) when (e is not OperationCanceledException)
        {
            return CompanyFaults.Of(e);
        }
    }

    /// <summary>
    /// Who a credential of this company speaks for. Nothing is opened for a name that somebody guesses.
    /// </summary>
    public CallerReader CallersOf(TenantId tenant)
    {
        lock (_open)
            if (_callers.TryGetValue(tenant, out var callers))
                return callers;
        return new(new Workspace(backend, new NoKeyRing(), tenant, clock));
    }

    /// <summary>Whether there are books of it, so that none are opened for whoever guesses names.</summary>
    public async Task<bool> HasAsync(TenantId tenant, CancellationToken cancel) =>
        await new Workspace(backend, new NoKeyRing(), tenant, clock).ReadMasterDigestsAsync(cancel) is not null;

    public CloseServices Open(TenantId tenant)
    {
        lock (_open)
        {
            if (!_open.TryGetValue(tenant, out var services))
            {
                services = OpenNew(tenant);
                _open.Add(tenant, services);
                _callers.Add(tenant, new(services.Workspace));
            }

            return services;
        }
    }

    private CloseServices OpenNew(TenantId tenant) =>
        new(
            new Workspace(backend, openKeys(tenant), tenant, clock)
            {
                KeptJournals = _journals,
                Log = log ?? NoWorkLog.Instance,
            },
            reachSources?.Invoke(tenant),
            SyncPace.OfHost,
            _ => Task.FromResult<Result<PayoutSettings>>(payouts ?? PayoutSettings.None)
        );

    public void Dispose()
    {
        lock (_open)
            foreach (var services in _open.Values)
                services.Workspace.Keys.Dispose();
    }
}
