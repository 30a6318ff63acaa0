using Bookseal.Storage.Audit;

namespace Bookseal.Storage.Company;

/// <summary>
/// Objects whose name is the digest of their content, and rows that say which of them is current. What the chain names
/// and the store does not have so is damage, and no answer.
/// </summary>
internal static class ContentNamed
{
    public static async Task<T> GetAsync<T>(
        this IObjectStore objects,
        ObjectPath path,
        Digest digest,
        Func<byte[], Result<T>> read,
        CancellationToken cancel
    )
    {
        var stored = await objects.ReadBytesAsync(path, cancel);
        if (!stored.TryGet(out var bytes, out var fault))
            throw new InvalidDataException($"the audit chain names {path}, which cannot be read: {fault}");
        if (Digest.Of(bytes) != digest)
            throw new InvalidDataException($"{path} was changed: its content does not have the digest in its name");
        return read(bytes).TryGet(out var value, out fault)
            ? value
            : throw new InvalidDataException($"{path} cannot be read as what its folder says: {fault}");
    }

    public static byte[] RowOf(Digest digest) => CanonicalJson.ToBytes(JsonObject.Of(("sha256", digest)));

    /// <exception cref="ChainRefusedException">The row is unreadable.</exception>
    public static Digest DigestIn(TableRow row) =>
        JsonText
            .ParseObject(row.Payload.Span)
            .Then(source =>
            {
                var fields = new Fields(source, ChainCode.ProjectionDamaged);
                var digest = fields.Text("sha256", Digest.Parse);
                return fields.Finish(() => digest);
            })
            .TryGet(out var named, out _)
            ? named
            : throw ChainCode.DamagedRow(row.Key, "is unreadable");
}
