using Bookseal.Books.Sources;
using Bookseal.Books.Values;
using Bookseal.Storage.Audit;

namespace Bookseal.Storage.Company;

/// <summary>
/// A company's sources and how far each was read, as objects named by their digest,
/// <c>books/{tenant}/sources/{sha256}.json</c> and <c>.../sources/state/{sha256}.json</c>: the audit chain says which
/// are current.
/// </summary>
public sealed class SourceStore(IObjectStore objects)
{
    /// <summary>The projection row that says which settings are current.</summary>
    public const string RowKey = "sources";

    public Task WriteAsync(TenantId tenant, SourceSettings settings, CancellationToken cancel) =>
        PutAsync(PathOf(tenant, settings.Sha256), settings.ToBytes(), cancel);

    public Task WriteAsync(TenantId tenant, SourceState state, CancellationToken cancel) =>
        PutAsync(StatePathOf(tenant, state.Sha256), state.ToBytes(), cancel);

    public Task<SourceSettings> ReadAsync(TenantId tenant, Digest digest, CancellationToken cancel) =>
        GetAsync(PathOf(tenant, digest), digest, bytes => SourceSettings.FromBytes(bytes), cancel);

    public Task<SourceState> ReadStateAsync(TenantId tenant, Digest digest, CancellationToken cancel) =>
        GetAsync(StatePathOf(tenant, digest), digest, bytes => SourceState.FromBytes(bytes), cancel);

    public static byte[] RowOf(Digest digest) => CanonicalJson.ToBytes(JsonObject.Of(("sha256", digest)));

    /// <exception cref="ChainRefusedException">The row is unreadable.</exception>
    public static Digest DigestIn(TableRow row) =>
        JsonText
            .ParseObject(row.Payload.Span)
            .Then(source =>
            {
                var fields = new Fields(source, SourceSettings.Invalid);
                var digest = fields.Text("sha256", Digest.Parse);
                return fields.Finish(() => digest);
            })
            .TryGet(out var named, out _)
            ? named
            : throw ChainCode.DamagedRow(row.Key, "is unreadable");

    private async Task PutAsync(ObjectPath path, byte[] content, CancellationToken cancel)
    {
        var created = await objects.CreateAsync(path, new MemoryStream(content), cancel);
        // The name is the content's digest: if it exists, it is this.
        if (!created.IsOk && created.Fault.Code != StoreCode.AlreadyExists)
            throw new IOException($"{path} cannot be stored: {created.Fault}");
    }

    private async Task<T> GetAsync<T>(
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
        return read(bytes) is { IsOk: true } good
            ? good.Value
            : throw new InvalidDataException($"{path} cannot be read as what its folder says");
    }

    private static ObjectPath PathOf(TenantId tenant, Digest digest) =>
        ObjectPath.Of("books", tenant.ToString(), "sources", $"{digest}.json");

    private static ObjectPath StatePathOf(TenantId tenant, Digest digest) =>
        ObjectPath.Of("books", tenant.ToString(), "sources", "state", $"{digest}.json");
}
