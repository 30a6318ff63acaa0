using Bookseal.Books.Accounts;
using Bookseal.Books.Company;
using Bookseal.Books.Ledger;
using Bookseal.Books.Values;

namespace Bookseal.Storage.Company;

/// <summary>
/// Master data as objects named by their digest, <c>books/{tenant}/{sha256}.json</c>: a change is a new object, and the
/// audit chain says which is current.
/// </summary>
public sealed class MasterDataStore(IObjectStore objects)
{
    /// <summary>The projection row that says which digests are current.</summary>
    public const string RowKey = "books";

    /// <summary>Stores what is new of it; returns the digests for the import event.</summary>
    public async Task<MasterDigests> WriteAsync(MasterData data, CancellationToken cancel)
    {
        var tenant = data.Profile.Tenant;
        return new(
            await WriteAsync(tenant, CanonicalJson.ToBytes(data.Profile.ToJson()), cancel),
            await WriteAsync(tenant, data.Chart.ToBytes(), cancel),
            await WriteAsync(tenant, data.Openings.ToBytes(), cancel)
        );
    }

    public async Task<MasterData> ReadAsync(TenantId tenant, MasterDigests digests, CancellationToken cancel)
    {
        var profile = await ParseProfileAsync(tenant, digests.Profile, cancel);
        var chart = ChartOfAccounts.FromBytes(await ReadAsync(tenant, digests.Accounts, cancel));
        var openings = BalanceList.FromBytes(await ReadAsync(tenant, digests.Openings, cancel));
        return profile.IsOk && chart.IsOk && openings.IsOk
            ? new(profile.Value, chart.Value, openings.Value)
            : throw new InvalidDataException($"the master data of {tenant} are unreadable");
    }

    /// <summary>The profile alone, for who asks no more than which periods a company has.</summary>
    public async Task<CompanyProfile> ReadProfileAsync(TenantId tenant, Digest digest, CancellationToken cancel) =>
        (await ParseProfileAsync(tenant, digest, cancel)).TryGet(out var profile, out _)
            ? profile
            : throw new InvalidDataException($"the profile of {tenant} is unreadable");

    private async Task<Result<CompanyProfile>> ParseProfileAsync(
        TenantId tenant,
        Digest digest,
        CancellationToken cancel
    ) => JsonText.ParseObject(await ReadAsync(tenant, digest, cancel)).Then(CompanyProfile.FromJson);

    /// <summary>Every company that books were imported for, in order.</summary>
    public async Task<IReadOnlyList<TenantId>> TenantsAsync(CancellationToken cancel)
    {
        var stored = await objects.ListAsync(ObjectPath.Of("books"), cancel);
        return
        [
            .. stored
                .Select(info => TenantId.Parse(info.Path.ToString().Split('/')[1]))
                .Where(tenant => tenant.IsOk)
                .Select(tenant => tenant.Value)
                .DistinctBy(tenant => tenant.ToString())
                .OrderBy(tenant => tenant.ToString(), StringComparer.Ordinal),
        ];
    }

    private async Task<Digest> WriteAsync(TenantId tenant, byte[] content, CancellationToken cancel)
    {
        var digest = Digest.Of(content);
        await objects.PutAsync(PathOf(tenant, digest), content, cancel);
        return digest;
    }

    private Task<byte[]> ReadAsync(TenantId tenant, Digest digest, CancellationToken cancel) =>
        objects.GetAsync<byte[]>(PathOf(tenant, digest), digest, bytes => bytes, cancel);

    public static ObjectPath PathOf(TenantId tenant, Digest digest) =>
        ObjectPath.Of("books", tenant.ToString(), $"{digest}.json");
}

/// <summary>A tenant's profile, chart of accounts and first opening balances.</summary>
public sealed record MasterData(CompanyProfile Profile, ChartOfAccounts Chart, BalanceList Openings);
