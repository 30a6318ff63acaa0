using System.Text;
using Bookseal.Books.Proof;
using Bookseal.Books.Values;
using Bookseal.Evidence.BagIt;

namespace Bookseal.Storage.Proofs;

/// <summary>
/// Keeps sealed files from change, reads back how they are kept, and stores what was read,
/// <c>retention/{tenant}/{sha256}.json</c>.
/// </summary>
public sealed class RetentionStore(IObjectStore objects)
{
    private static readonly string[] TagFiles =
    [
        BagWriter.Declaration,
        BagWriter.Info,
        BagWriter.Manifest,
        BagWriter.TagManifest,
        BagLayout.Envelope,
        BagLayout.Checkpoint,
        BagLayout.Consistency,
    ];

    /// <summary>
    /// Retains every file of a proof; repeating it is harmless. Where the store keeps versions, exactly the version
    /// that was read again and has the digest is retained, since an overwrite in between would only make a new one. In
    /// mode <see cref="RetentionMode.None"/> nothing is retained, and the versions are told all the same.
    /// </summary>
    /// <returns>The versions by file; null where the store keeps none.</returns>
    public async Task<JsonObject?> RetainAsync(
        BagLocation proof,
        IEnumerable<KeyValuePair<string, Digest>> files,
        DateTimeOffset until,
        RetentionMode mode,
        CancellationToken cancel
    )
    {
        var versions = new List<KeyValuePair<string, JsonValue>>();
        foreach (var (file, digest) in files.OrderBy(file => file.Key, StringComparer.Ordinal))
        {
            var path = proof.PathOf(file);
            var info = await objects.InfoAsync(path, cancel);
            if (info.IsOk && info.Value.Version is { } version)
            {
                path = path.AtVersion(version);
                await CheckAsync(path, digest, cancel);
                versions.Add(new(file, new JsonString(version)));
            }

            if (mode == RetentionMode.None)
                continue;
            var retained = await objects.RetainAsync(path, until, mode, cancel);
            if (!retained.IsOk)
                throw new IOException($"{path} cannot be retained: {retained.Fault}");
        }

        return versions.Count > 0 ? JsonObject.Of(versions) : null;
    }

    /// <summary>
    /// What the store says now of every file of a proof, at the versions that were sealed; a fault for one that is
    /// gone.
    /// </summary>
    /// <param name="manifest">
    /// The digest of the manifest that was sealed: what stands in another one proves nothing.
    /// </param>
    public async Task<IReadOnlyList<Result<ObjectInfo>>> ReadAsync(
        BagLocation proof,
        Digest manifest,
        CancellationToken cancel
    )
    {
        var infos = new List<Result<ObjectInfo>>();
        IEnumerable<string> names = proof.Versions?.Members.Keys.ToList() ?? [];
        if (proof.Versions is null)
        {
            var listed = await ReadPayloadNamesAsync(proof, manifest, cancel);
            if (!listed.IsOk)
                infos.Add(listed.Fault);
            names = listed.IsOk ? listed.Value.Concat(TagFiles) : TagFiles;
        }

        foreach (var name in names.Order(StringComparer.Ordinal))
            infos.Add(await objects.InfoAsync(proof.PathOf(name), cancel));
        return infos;
    }

    /// <summary>What was sealed, by the manifest: a listing would not tell what is gone.</summary>
    private async Task<Result<IEnumerable<string>>> ReadPayloadNamesAsync(
        BagLocation proof,
        Digest expected,
        CancellationToken cancel
    )
    {
        var manifest = await objects.ReadBytesAsync(proof.PathOf(BagWriter.Manifest), cancel);
        if (!manifest.TryGet(out var content, out _))
            return Array.Empty<string>(); // it is asked for with the tag files, and found to be gone
        if (Digest.Of(content) != expected)
            return new Fault(StoreCode.NotFound, $"{proof.PathOf(BagWriter.Manifest)} is not the one that was sealed");
        return BagManifest.Parse(Encoding.UTF8.GetString(content), Digest.Size * 2).Map(files => files.Keys);
    }

    /// <summary>Stores a report under its digest.</summary>
    public async Task<Digest> WriteReportAsync(TenantId tenant, JsonObject report, CancellationToken cancel)
    {
        var (bytes, digest) = (CanonicalJson.ToBytes(report), CanonicalJson.DigestOf(report));
        var created = await objects.CreateAsync(PathOf(tenant, digest), new MemoryStream(bytes), cancel);
        return created.IsOk || created.Fault.Code == StoreCode.AlreadyExists
            ? digest
            : throw new IOException($"the report cannot be stored: {created.Fault}");
    }

    public static ObjectPath PathOf(TenantId tenant, Digest report) =>
        ObjectPath.Of("retention", tenant.ToString(), $"{report}.json");

    private async Task CheckAsync(ObjectPath version, Digest expected, CancellationToken cancel)
    {
        var opened = await objects.ReadAsync(version, 0, null, cancel);
        if (!opened.IsOk)
            throw new IOException($"{version} cannot be read: {opened.Fault}");
        await using var stream = opened.Value;
        if (await Digest.OfAsync(stream, cancel) != expected)
            throw new InvalidDataException($"{version} is not what was sealed; it is not retained");
    }
}
