using Bookseal.Books.Sources;
using Bookseal.Books.Values;

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
        objects.PutAsync(PathOf(tenant, settings.Sha256), settings.ToBytes(), cancel);

    public Task WriteAsync(TenantId tenant, SourceState state, CancellationToken cancel) =>
        objects.PutAsync(StatePathOf(tenant, state.Sha256), state.ToBytes(), cancel);

    public Task<SourceSettings> ReadAsync(TenantId tenant, Digest digest, CancellationToken cancel) =>
        objects.GetAsync(PathOf(tenant, digest), digest, bytes => SourceSettings.FromBytes(bytes), cancel);

    public Task<SourceState> ReadStateAsync(TenantId tenant, Digest digest, CancellationToken cancel) =>
        objects.GetAsync(StatePathOf(tenant, digest), digest, bytes => SourceState.FromBytes(bytes), cancel);

    /// <inheritdoc cref="ContentNamed.RowOf"/>
    public static byte[] RowOf(Digest digest) => ContentNamed.RowOf(digest);

    /// <inheritdoc cref="ContentNamed.DigestIn"/>
    public static Digest DigestIn(TableRow row) => ContentNamed.DigestIn(row);

    public static ObjectPath PathOf(TenantId tenant, Digest digest) =>
        ObjectPath.Of("books", tenant.ToString(), "sources", $"{digest}.json");

    public static ObjectPath StatePathOf(TenantId tenant, Digest digest) =>
        ObjectPath.Of("books", tenant.ToString(), "sources", "state", $"{digest}.json");
}
