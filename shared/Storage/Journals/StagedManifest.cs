namespace Bookseal.Storage.Journals;

/// <summary>The manifest of a staged import: how many batches it has, and the digest of each.</summary>
internal static class StagedManifest
{
    private const string Code = "MANIFEST_INVALID";

    public static byte[] ToBytes(IReadOnlyList<Digest> batches) =>
        CanonicalJson.ToBytes(
            JsonObject.Of(
                ("batches", batches.Count),
                ("digests", new JsonArray([.. batches.Select(digest => (JsonValue)digest)]))
            )
        );

    /// <summary>The digest of each batch; null where an older release did not write them down.</summary>
    /// <exception cref="InvalidDataException">It is not the manifest of that id.</exception>
    public static IReadOnlyList<Digest?> Read(string manifest, byte[] file)
    {
        return TryRead(manifest, file, out var batches)
            ? batches
            : throw new InvalidDataException($"the manifest {manifest} is not as it was stored");
    }

    /// <summary>False where it is not the manifest of that id.</summary>
    public static bool TryRead(string manifest, byte[] file, out IReadOnlyList<Digest?> digests)
    {
        digests = [];
        if (!JsonText.ParseObject(file).TryGet(out var read, out _))
            return false;
        var fields = new Fields(read, Code);
        var batches = fields.SmallInteger("batches");
        if (!fields.Has("digests"))
        {
            digests = new Digest?[batches];
            return true;
        }

        var written = fields.Array("digests").OfType<JsonString>().Select(item => Digest.Parse(item.Value)).ToList();
        if (written.Count != batches || !written.All(digest => digest.IsOk))
            return false;
        digests = [.. written.Select(digest => (Digest?)digest.Value)];
        return StagedImports.ManifestOf(written.Select(digest => digest.Value)) == manifest;
    }
}
