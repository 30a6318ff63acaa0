using Bookseal.Books.Ledger;
using Bookseal.Books.Values;
using Bookseal.Evidence;

namespace Bookseal.Storage.Journals;

/// <summary>
/// Imports that need several appends: their batches are staged as objects,
/// <c>imports/{tenant}/{period}/{manifest}/{number}.ndjson</c>, then <c>manifest.json</c> (the commit point: from here
/// on it is rolled forward, whatever happens), then posted one by one, then marked <c>done</c>.
/// </summary>
public sealed class StagedImports(IObjectStore objects, JournalStore journals)
{
    private const string ManifestName = "manifest.json";
    private const string DoneName = "done";

    /// <summary>
    /// The id of the import of these batches. It follows from all that is staged: who posts, and where the import is
    /// cut.
    /// </summary>
    /// <param name="batches">The digest of each batch's lines.</param>
    public static string ManifestOf(IEnumerable<Digest> batches) =>
        Digest.Of([.. batches.SelectMany(batch => batch.ToArray())]).ToString();

    /// <summary>
    /// Stores one batch, numbered from 1. As long as its manifest is not committed, it is nothing but bytes.
    /// </summary>
    /// <param name="lines">
    /// Canonical journal lines without a batch header, each with its line feed: the bytes whose digest went into the
    /// manifest's id.
    /// </param>
    public Task StageAsync(
        TenantId tenant,
        PeriodCode period,
        string manifest,
        int number,
        ReadOnlyMemory<byte> lines,
        CancellationToken cancel
    ) => PutAsync(PathOf(tenant, period, manifest, BatchName(number)), lines, cancel);

    /// <summary>Commits the manifest of batches that are all staged, and posts them one by one.</summary>
    /// <param name="lease">Of the run that has locked the journal; null where nobody has.</param>
    public async Task<Fault?> PostAsync(
        TenantId tenant,
        PeriodCode period,
        string manifest,
        IReadOnlyList<Digest> batches,
        IProgress<int>? posted,
        CancellationToken cancel,
        Guid? lease = null
    )
    {
        var path = PathOf(tenant, period, manifest, ManifestName);
        var created = await objects.CreateAsync(path, StreamOf(StagedManifest.ToBytes(batches)), cancel);
        // What is there may be of an older release, which did not write the digests down.
        if (!created.IsOk && StagedManifest.Read(manifest, await ReadAsync(path, cancel)).Count != batches.Count)
            throw new InvalidDataException($"{path} exists with other content");
        return await RollForwardAsync(tenant, period, manifest, [.. batches], lease, posted, cancel);
    }

    /// <summary>Finishes what stopped half-way; the manifests that it finished.</summary>
    public async Task<Result<IReadOnlyList<string>>> RepairAsync(
        TenantId tenant,
        PeriodCode period,
        CancellationToken cancel,
        Guid? lease = null
    )
    {
        var finished = new List<string>();
        foreach (var manifest in await PendingAsync(tenant, period, cancel))
        {
            var file = await ReadAsync(PathOf(tenant, period, manifest, ManifestName), cancel);
            var batches = StagedManifest.Read(manifest, file);
            if (await RollForwardAsync(tenant, period, manifest, batches, lease, null, cancel) is { } fault)
                return fault;
            finished.Add(manifest);
        }

        return finished.ToArray();
    }

    /// <summary>
    /// Gives up what can no longer land because the period was closed without it. (A part of it would have blocked the
    /// close.)
    /// </summary>
    public async Task AbandonAsync(TenantId tenant, PeriodCode period, CancellationToken cancel)
    {
        foreach (var manifest in await PendingAsync(tenant, period, cancel))
            await PutAsync(PathOf(tenant, period, manifest, DoneName), ReadOnlyMemory<byte>.Empty, cancel);
    }

    /// <summary>The imports that began, by their manifest, and are not done.</summary>
    private async Task<IReadOnlyList<string>> PendingAsync(TenantId tenant, PeriodCode period, CancellationToken cancel)
    {
        var files = await objects.ListAsync(ObjectPath.Of("imports", tenant.ToString(), period.ToString()), cancel);
        return
        [
            .. files
                .Select(file => file.Path.ToString().Split('/'))
                .GroupBy(parts => parts[3], parts => parts[4])
                .Where(names => names.Contains(ManifestName) && !names.Contains(DoneName))
                .Select(names => names.Key),
        ];
    }

    private async Task<Fault?> RollForwardAsync(
        TenantId tenant,
        PeriodCode period,
        string manifest,
        IReadOnlyList<Digest?> batches,
        Guid? lease,
        IProgress<int>? posted,
        CancellationToken cancel
    )
    {
        // The next batch is read and digested while the one before it is appended.
        var next = ReadBatchAsync(1);
        for (var number = 1; number <= batches.Count; number++)
        {
            var lines = await next;
            if (number < batches.Count)
                next = ReadBatchAsync(number + 1);
            var request = new PostRequest(KeyOf(manifest, number), lines, lease, new(manifest, number, batches.Count));
            // A batch that is there already answers as known.
            var outcome = await journals.Poster(tenant, period).PostAsync(request, cancel);
            if (!outcome.IsOk)
                return outcome.Fault;
            posted?.Report(lines.Count);
        }

        await PutAsync(PathOf(tenant, period, manifest, DoneName), ReadOnlyMemory<byte>.Empty, cancel);
        return null;

        Task<BatchLines> ReadBatchAsync(int number) =>
            Task.Run(
                async () =>
                {
                    var bytes = await ReadAsync(PathOf(tenant, period, manifest, BatchName(number)), cancel);
                    return BatchLines.Read(bytes, batches[number - 1]);
                },
                cancel
            );
    }

    private async Task<byte[]> ReadAsync(ObjectPath path, CancellationToken cancel)
    {
        var content = await objects.ReadBytesAsync(path, cancel);
        return content.IsOk
            ? content.Value
            : throw new IOException($"the staged {path} cannot be read: {content.Fault}");
    }

    private async Task PutAsync(ObjectPath path, ReadOnlyMemory<byte> content, CancellationToken cancel)
    {
        var created = await objects.CreateAsync(path, StreamOf(content), cancel);
        if (created.IsOk)
            return;
        if (created.Fault.Code != StoreCode.AlreadyExists)
            throw new IOException($"{path} cannot be stored: {created.Fault}");
        // The folder is named by the digest of all that is staged, so what is there must be this.
        if (!(await ReadAsync(path, cancel)).AsSpan().SequenceEqual(content.Span))
            throw new InvalidDataException($"{path} exists with other content");
    }

    /// <summary>Of a copy: whoever sends it may still hold it when the caller goes on.</summary>
    private static MemoryStream StreamOf(ReadOnlyMemory<byte> content) => new(content.ToArray(), writable: false);

    private static string KeyOf(string manifest, int number) => $"{manifest}:{number}";

    private static string BatchName(int number) => $"{number:D5}.ndjson";

    private static ObjectPath PathOf(TenantId tenant, PeriodCode period, string manifest, string name) =>
        ObjectPath.Of("imports", tenant.ToString(), period.ToString(), manifest, name);
}
