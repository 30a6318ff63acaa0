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
        var fields = new Fields(JsonText.ParseObject(file).Value, Code);
        var batches = fields.SmallInteger("batches");
        if (!fields.Has("digests"))
            return new Digest?[batches];
        var digests = fields.Array("digests").OfType<JsonString>().Select(item => Digest.Parse(item.Value)).ToList();
        return
            digests.Count == batches
            && digests.All(digest => digest.IsOk)
            && StagedImports.ManifestOf(digests.Select(digest => digest.Value)) == manifest
            ? [.. digests.Select(digest => (Digest?)digest.Value)]
            : throw new InvalidDataException($"the manifest {manifest} is not as it was stored");
    }
}
