using Bookseal.Books.Runs.Events;
using Bookseal.Books.Subledgers;
using Bookseal.Books.Values;
using Bookseal.Evidence;
using Bookseal.Storage.Journals;

namespace Bookseal.Storage.Items;

/// <summary>
/// Subledger transactions as append objects, <c>subledgers/{tenant}/{subledger}/00001.ndjson</c>, one line an item. An
/// item is the same one whichever period took it in.
/// </summary>
public sealed class SubledgerStore(IObjectStore objects)
{
    public Task<int> AppendMissingAsync(
        TenantId tenant,
        SubledgerName subledger,
        IReadOnlyList<SubledgerItem> items,
        CancellationToken cancel
    ) => Log(tenant, subledger).AppendMissingAsync([.. items.Select(item => item.Encode())], cancel);

    public Task<int> CountMissingAsync(
        TenantId tenant,
        SubledgerName subledger,
        IReadOnlyList<SubledgerItem> items,
        CancellationToken cancel
    ) => Log(tenant, subledger).CountMissingAsync([.. items.Select(item => item.Encode())], cancel);

    /// <summary>The items as they are now; what cannot be read is a matter of the guards.</summary>
    public async Task<IReadOnlyList<SubledgerItem>> ReadItemsAsync(
        TenantId tenant,
        SubledgerName subledger,
        CancellationToken cancel
    )
    {
        var items = new List<SubledgerItem>();
        var info = await objects.InfoAsync(PathOf(tenant, subledger), cancel);
        if (!info.IsOk)
            return info.Fault.Code == StoreCode.NotFound ? items : throw new IOException($"{info.Fault}");
        await using var stream = Log(tenant, subledger).Read(info.Value.Length);
        await StoredLines.ForEachAsync(
            PathOf(tenant, subledger).ToString(),
            stream,
            line =>
            {
                if (SubledgerItem.Decode(line).TryGet(out var item, out _))
                    items.Add(item);
            },
            cancel
        );
        return items;
    }

    /// <summary>Reads every subledger as it is now: positions, digests, counts.</summary>
    public async Task<IReadOnlyList<SubledgerClosed>> SealAsync(TenantId tenant, CancellationToken cancel)
    {
        var closed = new List<SubledgerClosed>();
        foreach (var info in await objects.ListAsync(ObjectPath.Of("subledgers", tenant.ToString()), cancel))
        {
            var (sha256, items) = await new ItemLog(objects, info.Path).MeasureAsync(info.Length, cancel);
            if (items > 0)
                closed.Add(new(PersonId.System, NameIn(info.Path), info.Length, sha256, items));
        }

        return closed;
    }

    /// <summary>How long each subledger is now, for who only asks whether anything came.</summary>
    public async Task<IReadOnlyList<(SubledgerName Subledger, long Bytes)>> LengthsAsync(
        TenantId tenant,
        CancellationToken cancel
    ) =>
        [
            .. (await objects.ListAsync(ObjectPath.Of("subledgers", tenant.ToString()), cancel)).Select(info =>
                (NameIn(info.Path), info.Length)
            ),
        ];

    /// <summary>
    /// The sealed subledgers, one after the other in order of their names: the bag's subledgers.ndjson.
    /// </summary>
    public Stream Read(TenantId tenant, IEnumerable<SubledgerClosed> closed) =>
        new SegmentStream(
            [
                .. closed
                    .OrderBy(item => item.Subledger)
                    .Select(item => (PathOf(tenant, item.Subledger), item.PositionBytes)),
            ],
            objects
        );

    private ItemLog Log(TenantId tenant, SubledgerName subledger) =>
        new(objects, PathOf(tenant, subledger), SubledgerItem.ContentDigest);

    private static SubledgerName NameIn(ObjectPath path) => SubledgerName.Parse(path.ToString().Split('/')[2]).Value;

    public static ObjectPath PathOf(TenantId tenant, SubledgerName subledger) =>
        ObjectPath.Of("subledgers", tenant.ToString(), subledger.ToString(), "00001.ndjson");
}
