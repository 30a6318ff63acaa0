using Bookseal.Books.Reconciliation;
using Bookseal.Books.Values;
using Bookseal.Evidence;

namespace Bookseal.Storage.Items;

/// <summary>
/// What providers reported of their payouts, as one append object, <c>payouts/{tenant}/00001.ndjson</c>, one line a
/// payout. Of several lines of an id the last one counts.
/// </summary>
public sealed class PayoutStore(IObjectStore objects)
{
    /// <summary>
    /// A payout is missing unless the last line of its id says the same: one that was corrected and then put back is
    /// appended once more.
    /// </summary>
    public async Task<int> AppendMissingAsync(
        TenantId tenant,
        IReadOnlyList<ProviderPayout> payouts,
        CancellationToken cancel
    )
    {
        var missing = await FindMissingAsync(tenant, payouts, cancel);
        // Of equal lines the log appends the surplus: those that stand, and one.
        List<byte[]> lines = [.. missing.SelectMany(line => Enumerable.Repeat(line.Bytes, line.Standing + 1))];
        return lines.Count == 0 ? 0 : await Log(tenant).AppendMissingAsync(lines, cancel);
    }

    public async Task<int> CountMissingAsync(
        TenantId tenant,
        IReadOnlyList<ProviderPayout> payouts,
        CancellationToken cancel
    ) => (await FindMissingAsync(tenant, payouts, cancel)).Count;

    private async Task<List<(byte[] Bytes, int Standing)>> FindMissingAsync(
        TenantId tenant,
        IReadOnlyList<ProviderPayout> payouts,
        CancellationToken cancel
    )
    {
        var last = new Dictionary<PayoutKey, Digest>();
        var standing = new Dictionary<Digest, int>();
        await using (var stream = Read(tenant, await LengthAsync(tenant, cancel)))
            await StoredLines.ForEachAsync(
                PathOf(tenant).ToString(),
                stream,
                line =>
                {
                    var digest = Digest.Of(line);
                    standing[digest] = standing.GetValueOrDefault(digest) + 1;
                    if (ProviderPayout.Decode(line).TryGet(out var known, out _))
                        last[KeyOf(known)] = digest;
                },
                cancel
            );
        var missing = new List<(byte[], int)>();
        foreach (var payout in payouts)
        {
            var bytes = payout.Encode();
            var digest = Digest.Of(bytes);
            if (last.TryGetValue(KeyOf(payout), out var known) && known == digest)
                continue;
            missing.Add((bytes, standing.GetValueOrDefault(digest)));
            last[KeyOf(payout)] = digest;
            standing[digest] = standing.GetValueOrDefault(digest) + 1;
        }

        return missing;
    }

    private static PayoutKey KeyOf(ProviderPayout payout) => new(payout.Provider, payout.Id, payout.Currency);

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
        await objects.PutAsync(AnswerOf(tenant, digest), answer, cancel);
        return digest;
    }

    public static ObjectPath AnswerOf(TenantId tenant, Digest answer) =>
        ObjectPath.Of("payouts", tenant.ToString(), "answers", answer.ToString());

    private ItemLog Log(TenantId tenant) => new(objects, PathOf(tenant));

    private static ObjectPath PathOf(TenantId tenant) => ObjectPath.Of("payouts", tenant.ToString(), "00001.ndjson");

    private readonly record struct PayoutKey(string Provider, string Id, Currency Currency);
}
