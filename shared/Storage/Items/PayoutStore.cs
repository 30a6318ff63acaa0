using Bookseal.Books.Reconciliation;
using Bookseal.Books.Values;

namespace Bookseal.Storage.Items;

/// <summary>
/// What providers reported of their payouts, as one append object, <c>payouts/{tenant}/00001.ndjson</c>, one line a
/// payout. The same line is appended once, whoever brings it again.
/// </summary>
public sealed class PayoutStore(IObjectStore objects)
{
    public Task<int> AppendMissingAsync(
        TenantId tenant,
        IReadOnlyList<ProviderPayout> payouts,
        CancellationToken cancel
    ) =>
        payouts.Count == 0
            ? Task.FromResult(0)
            : Log(tenant).AppendMissingAsync([.. payouts.Select(payout => payout.Encode())], cancel);

    public Task<int> CountMissingAsync(
        TenantId tenant,
        IReadOnlyList<ProviderPayout> payouts,
        CancellationToken cancel
    ) =>
        payouts.Count == 0
            ? Task.FromResult(0)
            : Log(tenant).CountMissingAsync([.. payouts.Select(payout => payout.Encode())], cancel);

    /// <summary>Its length in bytes now; 0 while nothing was imported.</summary>
    public async Task<long> LengthAsync(TenantId tenant, CancellationToken cancel)
    {
        var info = await objects.InfoAsync(PathOf(tenant), cancel);
        if (info.IsOk)
            return info.Value.Length;
        return info.Fault.Code == StoreCode.NotFound
            ? 0
            : throw new IOException($"{PathOf(tenant)} cannot be read: {info.Fault}");
    }

    public Stream Read(TenantId tenant, long length) => length == 0 ? Stream.Null : Log(tenant).Read(length);

    /// <summary>
    /// Keeps what a provider answered to an attempt to settle, <c>payouts/{tenant}/answers/{sha256}</c>.
    /// </summary>
    public async Task<Digest> KeepAnswerAsync(TenantId tenant, byte[] answer, CancellationToken cancel)
    {
        var digest = Digest.Of(answer);
        var path = AnswerOf(tenant, digest);
        var created = await objects.CreateAsync(path, new MemoryStream(answer), cancel);
        // The name is the content's digest: if it exists, it is this.
        return created.IsOk || created.Fault.Code == StoreCode.AlreadyExists
            ? digest
            : throw new IOException($"{path} cannot be stored: {created.Fault}");
    }

    public static ObjectPath AnswerOf(TenantId tenant, Digest answer) =>
        ObjectPath.Of("payouts", tenant.ToString(), "answers", answer.ToString());

    private ItemLog Log(TenantId tenant) => new(objects, PathOf(tenant));

    private static ObjectPath PathOf(TenantId tenant) => ObjectPath.Of("payouts", tenant.ToString(), "00001.ndjson");
}
