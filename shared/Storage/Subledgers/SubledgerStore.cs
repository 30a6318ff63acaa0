using System.Security.Cryptography;
using Bookseal.Books.Ledger;
using Bookseal.Books.Runs.Events;
using Bookseal.Books.Subledgers;
using Bookseal.Books.Values;
using Bookseal.Storage.Journals;

namespace Bookseal.Storage.Subledgers;

/// <summary>Subledger transactions as append objects, <c>subledgers/{tenant}/{subledger}/00001.ndjson</c>, one line an item.</summary>
public sealed class SubledgerStore(IObjectStore objects)
{
    /// <summary>Appends items that are not there yet. An item has no id of its own: equal lines count, and only the surplus is appended.</summary>
    public async Task<int> AppendMissingAsync(TenantId tenant, SubledgerName subledger, IReadOnlyList<SubledgerItem> items, CancellationToken cancel)
    {
        var path = PathOf(tenant, subledger);
        while (true)
        {
            var created = await objects.CreateAppendableAsync(path, cancel);
            if (!created.IsOk && created.Fault.Code != StoreCode.AlreadyExists) throw new IOException($"{path} cannot be created: {created.Fault}");
            var (known, length) = await CountLinesAsync(path, cancel);
            var missing = items.Select(item => item.Encode()).Where(line => !Take(known, Digest.Of(line))).ToList();
            if (missing.Count == 0) return 0;
            byte[] block = [.. missing.SelectMany(line => (byte[])[.. line, (byte)'\n'])];
            var appended = await objects.AppendAsync(path, length, block, null, cancel);
            if (appended.IsOk) return missing.Count;
            if (appended.Fault.Code != StoreCode.PositionNotMet) throw new IOException($"{path} cannot be appended to: {appended.Fault}");
        }
    }

    /// <summary>How many of the items are not there yet.</summary>
    public async Task<int> CountMissingAsync(TenantId tenant, SubledgerName subledger, IReadOnlyList<SubledgerItem> items, CancellationToken cancel)
    {
        var path = PathOf(tenant, subledger);
        if (!(await objects.InfoAsync(path, cancel)).IsOk) return items.Count;
        var (known, _) = await CountLinesAsync(path, cancel);
        return items.Count(item => !Take(known, Digest.Of(item.Encode())));
    }

    /// <summary>Reads every subledger as it is now: positions, digests, counts.</summary>
    public async Task<IReadOnlyList<SubledgerClosed>> SealAsync(TenantId tenant, CancellationToken cancel)
    {
        var closed = new List<SubledgerClosed>();
        foreach (var info in await objects.ListAsync(ObjectPath.Of("subledgers", tenant.ToString()), cancel))
        {
            using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
            var items = 0L;
            await using var stream = Read(info.Path, info.Length);
            await LineSplitter.ForEachAsync(stream, line => { items++; hash.AppendData(line); hash.AppendData("\n"u8); }, cancel);
            if (items > 0) closed.Add(new(PersonId.System, NameIn(info.Path), info.Length, Digest.FromBytes(hash.GetCurrentHash()), items));
        }

        return closed;
    }

    /// <summary>The sealed subledgers, one after the other in order of their names: the bag's subledgers.ndjson.</summary>
    public Stream Read(TenantId tenant, IEnumerable<SubledgerClosed> closed) =>
        new SegmentStream([.. closed.OrderBy(item => item.Subledger).Select(item => (PathOf(tenant, item.Subledger), item.PositionBytes))], objects);

    private SegmentStream Read(ObjectPath path, long length) => new([(path, length)], objects);

    private async Task<(Dictionary<Digest, int> Lines, long Length)> CountLinesAsync(ObjectPath path, CancellationToken cancel)
    {
        var info = await objects.InfoAsync(path, cancel);
        if (!info.IsOk) throw new IOException($"{path} cannot be read: {info.Fault}");
        var lines = new Dictionary<Digest, int>();
        await using var stream = Read(path, info.Value.Length);
        await LineSplitter.ForEachAsync(stream, line => lines[Digest.Of(line)] = lines.GetValueOrDefault(Digest.Of(line)) + 1, cancel);
        return (lines, info.Value.Length);
    }

    private static bool Take(Dictionary<Digest, int> known, Digest line)
    {
        var count = known.GetValueOrDefault(line);
        known[line] = count - 1;
        return count > 0;
    }

    private static SubledgerName NameIn(ObjectPath path) => SubledgerName.Parse(path.ToString().Split('/')[2]).Value;

    private static ObjectPath PathOf(TenantId tenant, SubledgerName subledger) => ObjectPath.Of("subledgers", tenant.ToString(), subledger.ToString(), "00001.ndjson");
}
