using System.Runtime.CompilerServices;
using Bookseal.Books.Ledger;
using Bookseal.Books.Values;
using Bookseal.Evidence;

namespace Bookseal.Storage.Journals;

/// <summary>
/// Imports that need several appends: their batches are staged as objects,
/// <c>imports/{tenant}/{period}/{manifest}/{number}.ndjson</c>, then <c>manifest.json</c> (the commit point: from here
/// on it is rolled forward, whatever happens), then posted one by one, then marked <c>done</c>, then deleted: batches,
/// manifest, mark. Whoever imports the same meanwhile may find a batch gone; then the journal has it.
/// </summary>
public sealed class StagedImports(IObjectStore objects, JournalStore journals)
{
    private const int MaxAttempts = 5;

    /// <summary>Of batches of 2 MiB each.</summary>
    private const int BatchesAhead = 2;

    /// <summary>Of container, tenant, period, manifest and name.</summary>
    private const int PathParts = 5;
    private readonly StagedCleaning _cleaning = new(objects, journals);

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
    ) => PutAsync(PathOf(tenant, period, manifest, StagedNames.Batch(number)), lines, cancel);

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
        var path = PathOf(tenant, period, manifest, StagedNames.Manifest);
        // What is there may be of an older release, which did not write the digests down.
        await PutAsync(
            path,
            StagedManifest.ToBytes(batches),
            cancel,
            there => StagedManifest.Read(manifest, there).Count == batches.Count
        );
        return await RollForwardAsync(tenant, period, manifest, [.. batches], lease, posted, cancel);
    }

    /// <summary>
    /// Finishes what stopped half-way, and deletes what had landed before that; the manifests that it finished.
    /// </summary>
    public async Task<Result<IReadOnlyList<string>>> RepairAsync(
        TenantId tenant,
        PeriodCode period,
        CancellationToken cancel,
        Guid? lease = null
    )
    {
        var finished = new List<string>();
        foreach (var (manifest, names) in await ListAsync(tenant, period, cancel))
        {
            if (await FindPendingAsync(tenant, period, manifest, names, cancel) is not { } batches)
                continue;
            if (await RollForwardAsync(tenant, period, manifest, batches, lease, null, cancel) is { } fault)
                return fault;
            finished.Add(manifest);
        }

        return finished.ToArray();
    }

    /// <summary>
    /// The batches of an import that has to be finished. One that is marked as done has landed whole, and what is left
    /// of it goes; or it was given up, and stays. Who begins that again, and stops, has landed a part under the mark.
    /// </summary>
    private async Task<IReadOnlyList<Digest?>?> FindPendingAsync(
        TenantId tenant,
        PeriodCode period,
        string manifest,
        IReadOnlyList<string> names,
        CancellationToken cancel
    )
    {
        var isDone = names.Contains(StagedNames.Done);
        var file = names.Contains(StagedNames.Manifest)
            ? await FindAsync(PathOf(tenant, period, manifest, StagedNames.Manifest), cancel)
            : null;
        if (!isDone)
            return file is null ? null : StagedManifest.Read(manifest, file);
        if (file is null)
        {
            await _cleaning.SweepAsync(tenant, period, manifest, names, cancel);
            return null;
        }

        if (!StagedManifest.TryRead(manifest, file, out var batches))
            return null; // nobody needs it any more
        var landing = await _cleaning.FindAsync(tenant, period, manifest, batches.Count, cancel);
        if (landing == Landing.Whole)
            await _cleaning.DeleteAsync(tenant, period, manifest, names, cancel);
        return landing == Landing.Partly ? batches : null;
    }

    /// <summary>
    /// Gives up what can no longer land because the period was closed without it. (A part of it would have blocked the
    /// close.)
    /// </summary>
    public async Task AbandonAsync(TenantId tenant, PeriodCode period, CancellationToken cancel)
    {
        foreach (var (manifest, names) in await ListAsync(tenant, period, cancel))
            if (names.Contains(StagedNames.Manifest) && !names.Contains(StagedNames.Done))
                await PutAsync(PathOf(tenant, period, manifest, StagedNames.Done), ReadOnlyMemory<byte>.Empty, cancel);
    }

    /// <summary>The months of which something is staged.</summary>
    public async Task<IReadOnlyList<PeriodCode>> PeriodsAsync(TenantId tenant, CancellationToken cancel)
    {
        var files = await objects.ListAsync(ObjectPath.Of(StagedPath.Container, tenant.ToString()), cancel);
        return
        [
            .. files
                .Select(file => file.Path.ToString().Split('/'))
                .Where(parts => parts.Length == PathParts)
                .Select(parts => PeriodCode.Parse(parts[2]))
                .Where(period => period.IsOk)
                .Select(period => period.Value)
                .Distinct(),
        ];
    }

    /// <summary>The ids of the entries of imports that have to be finished, as far as they can be read.</summary>
    public async IAsyncEnumerable<ShortDigest> ReadPendingAsync(
        TenantId tenant,
        PeriodCode period,
        [EnumeratorCancellation] CancellationToken cancel
    )
    {
        foreach (var (manifest, names) in await ListAsync(tenant, period, cancel))
        {
            if (!names.Contains(StagedNames.Manifest) || names.Contains(StagedNames.Done))
                continue;
            foreach (var name in names.Where(name => name != StagedNames.Manifest))
                if (await FindAsync(PathOf(tenant, period, manifest, name), cancel) is { } bytes)
                    foreach (var key in BatchLines.Keys(bytes))
                        yield return key;
        }
    }

    /// <summary>The names of what is staged, by the manifest's id; what else lies there is no import.</summary>
    private async Task<IReadOnlyList<(string Manifest, IReadOnlyList<string> Names)>> ListAsync(
        TenantId tenant,
        PeriodCode period,
        CancellationToken cancel
    )
    {
        var prefix = ObjectPath.Of(StagedPath.Container, tenant.ToString(), period.ToString());
        var files = await objects.ListAsync(prefix, cancel);
        return
        [
            .. files
                .Select(file => file.Path.ToString().Split('/'))
                .Where(parts => parts.Length == PathParts && Digest.Parse(parts[3]).IsOk)
                .GroupBy(parts => parts[3], parts => parts[4])
                .Select(group => (group.Key, (IReadOnlyList<string>)[.. group])),
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
        var number = 0;
        await foreach (var batch in ReadBatchesAsync(tenant, period, manifest, batches, cancel))
        {
            number++;
            if (batch is not { } lines)
            {
                // Somebody else has posted all of it since, and deleted what was staged.
                if (!await _cleaning.IsPostedAsync(tenant, period, manifest, number, cancel))
                    throw new IOException($"batch {number} of the staged import {manifest} is gone");
                continue;
            }

            var request = new PostRequest(
                StagedNames.Key(manifest, number),
                lines,
                lease,
                new(manifest, number, batches.Count)
            );
            // A batch that is there already answers as known.
            var outcome = await journals.Poster(tenant, period).PostAsync(request, cancel);
            if (!outcome.IsOk)
                return outcome.Fault;
            posted?.Report(lines.Count);
        }

        await PutAsync(PathOf(tenant, period, manifest, StagedNames.Done), ReadOnlyMemory<byte>.Empty, cancel);
        var names = Enumerable.Range(1, batches.Count).Select(StagedNames.Batch);
        await _cleaning.DeleteAsync(tenant, period, manifest, names, cancel);
        return null;
    }

    /// <summary>
    /// In their order, null for one that is gone; the next ones are read and digested while one is appended.
    /// </summary>
    private async IAsyncEnumerable<BatchLines?> ReadBatchesAsync(
        TenantId tenant,
        PeriodCode period,
        string manifest,
        IReadOnlyList<Digest?> batches,
        [EnumeratorCancellation] CancellationToken cancel
    )
    {
        var ahead = new Queue<Task<BatchLines?>>();
        try
        {
            for (var read = 0; read < batches.Count || ahead.Count > 0; )
            {
                for (; read < batches.Count && ahead.Count <= BatchesAhead; read++)
                    ahead.Enqueue(ReadBatchAsync(read));
                yield return await ahead.Dequeue();
            }
        }
        finally
        {
            // Where this ends early, nothing of it is read any more.
            await ((Task)Task.WhenAll(ahead)).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }

        Task<BatchLines?> ReadBatchAsync(int place) =>
            Task.Run(
                async () =>
                {
                    var path = PathOf(tenant, period, manifest, StagedNames.Batch(place + 1));
                    if (await FindAsync(path, cancel) is not { } bytes)
                        return null;
                    var lines = BatchLines.Read(bytes, batches[place]);
                    _ = lines.Indexed; // on this thread, while the other appends
                    return lines;
                },
                cancel
            );
    }

    /// <summary>Null where there is none, or none any more.</summary>
    private async Task<byte[]?> FindAsync(ObjectPath path, CancellationToken cancel)
    {
        var content = await objects.ReadBytesAsync(path, cancel);
        if (content.IsOk)
            return content.Value;
        return content.Fault.Code == StoreCode.NotFound
            ? null
            : throw new IOException($"the staged {path} cannot be read: {content.Fault}");
    }

    /// <summary>What is there may be deleted between two looks at it: then it is stored again.</summary>
    /// <param name="isSame">Of what is there already; null: its bytes.</param>
    private async Task PutAsync(
        ObjectPath path,
        ReadOnlyMemory<byte> content,
        CancellationToken cancel,
        Func<byte[], bool>? isSame = null
    )
    {
        for (var attempt = 1; attempt <= MaxAttempts; attempt++)
        {
            var created = await objects.CreateAsync(path, StreamOf(content), cancel);
            if (created.IsOk)
                return;
            if (created.Fault.Code != StoreCode.AlreadyExists)
                throw new IOException($"{path} cannot be stored: {created.Fault}");
            if (await FindAsync(path, cancel) is not { } there)
                continue;
            // The folder is named by the digest of all that is staged, so what is there must be this.
            if (isSame?.Invoke(there) ?? there.AsSpan().SequenceEqual(content.Span))
                return;
            throw new InvalidDataException($"{path} exists with other content");
        }

        throw new IOException($"{path} was deleted each time that it was stored");
    }

    /// <summary>Of a copy: whoever sends it may still hold it when the caller goes on.</summary>
    private static MemoryStream StreamOf(ReadOnlyMemory<byte> content) => new(content.ToArray(), writable: false);

    private static ObjectPath PathOf(TenantId tenant, PeriodCode period, string manifest, string name) =>
        StagedPath.Of(tenant, period, manifest, name).Path;
}
