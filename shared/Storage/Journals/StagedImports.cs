using Bookseal.Books.Ledger;
using Bookseal.Books.Values;

namespace Bookseal.Storage.Journals;

/// <summary>
/// Imports that need several appends: their batches are staged as objects, <c>imports/{tenant}/{period}/{manifest}/{number}.ndjson</c>, then <c>manifest.json</c>
/// (the commit point: from here on it is rolled forward, whatever happens), then posted one by one, then marked <c>done</c>.
/// </summary>
public sealed class StagedImports(IObjectStore objects, JournalStore journals)
{
    private const string ManifestName = "manifest.json";
    private const string DoneName = "done";

    /// <summary>Stages the batches and posts them.</summary>
    public async Task<Fault?> PostAsync(TenantId tenant, PeriodCode period, string manifest, IReadOnlyList<IReadOnlyList<Entry>> batches, CancellationToken cancel)
    {
        for (var i = 0; i < batches.Count; i++)
        {
            var built = BatchBuilder.Build(KeyOf(manifest, i + 1), batches[i], new(manifest, i + 1, batches.Count));
            if (!built.IsOk) return built.Fault;
            await PutAsync(PathOf(tenant, period, manifest, BatchName(i + 1)), built.Value.Bytes, cancel);
        }

        await PutAsync(PathOf(tenant, period, manifest, ManifestName), CanonicalJson.ToBytes(JsonObject.Of(("batches", batches.Count))), cancel);
        return await RollForwardAsync(tenant, period, manifest, batches.Count, cancel);
    }

    /// <summary>Finishes what stopped half-way; the manifests that it finished.</summary>
    public async Task<Result<IReadOnlyList<string>>> RepairAsync(TenantId tenant, PeriodCode period, CancellationToken cancel)
    {
        var files = await objects.ListAsync(ObjectPath.Of("imports", tenant.ToString(), period.ToString()), cancel);
        var finished = new List<string>();
        foreach (var group in files.Select(file => file.Path.ToString().Split('/')).GroupBy(parts => parts[3], parts => parts[4]))
        {
            var names = group.ToHashSet(StringComparer.Ordinal);
            if (!names.Contains(ManifestName) || names.Contains(DoneName)) continue; // never began, or all done
            var batches = names.Count(name => name.EndsWith(".ndjson", StringComparison.Ordinal));
            if (await RollForwardAsync(tenant, period, group.Key, batches, cancel) is { } fault) return fault;
            finished.Add(group.Key);
        }

        return finished.ToArray();
    }

    private async Task<Fault?> RollForwardAsync(TenantId tenant, PeriodCode period, string manifest, int batches, CancellationToken cancel)
    {
        for (var number = 1; number <= batches; number++)
        {
            var entries = await ReadAsync(PathOf(tenant, period, manifest, BatchName(number)), cancel);
            var request = new PostRequest(KeyOf(manifest, number), entries, null, new(manifest, number, batches));
            var posted = await journals.Poster(tenant, period).PostAsync(request, cancel); // a batch that is there already answers as known
            if (!posted.IsOk) return posted.Fault;
        }

        await PutAsync(PathOf(tenant, period, manifest, DoneName), [], cancel);
        return null;
    }

    private async Task<List<Entry>> ReadAsync(ObjectPath path, CancellationToken cancel)
    {
        var opened = await objects.ReadAsync(path, 0, null, cancel);
        if (!opened.IsOk) throw new IOException($"the staged batch {path} cannot be read: {opened.Fault}");
        await using var stream = opened.Value;
        var entries = new List<Entry>();
        await LineSplitter.ForEachAsync(stream, line => entries.Add(EntryCodec.Decode(line).Value with { Batch = null }), cancel);
        return entries;
    }

    private async Task PutAsync(ObjectPath path, byte[] content, CancellationToken cancel)
    {
        var created = await objects.CreateAsync(path, new MemoryStream(content), cancel);
        // The folder is named by the content's digest: what is there is this.
        if (!created.IsOk && created.Fault.Code != StoreCode.AlreadyExists) throw new IOException($"{path} cannot be stored: {created.Fault}");
    }

    private static string KeyOf(string manifest, int number) => $"{manifest}:{number}";

    private static string BatchName(int number) => $"{number:D5}.ndjson";

    private static ObjectPath PathOf(TenantId tenant, PeriodCode period, string manifest, string name) => ObjectPath.Of("imports", tenant.ToString(), period.ToString(), manifest, name);
}
