using Bookseal.Books.Costs;
using Bookseal.Books.Values;

namespace Bookseal.Storage.Company;

/// <summary>
/// costs.json as objects named by their digest, <c>books/{tenant}/costs/{sha256}.json</c>: an import makes another one
/// current, and the audit chain says which.
/// </summary>
public sealed class CostSettingsStore(IObjectStore objects)
{
    /// <summary>The projection row that says which digest is current.</summary>
    public const string RowKey = "cost_settings";

    public Task WriteAsync(TenantId tenant, CostSettings settings, CancellationToken cancel) =>
        objects.PutAsync(PathOf(tenant, settings.Sha256), settings.ToBytes(), cancel);

    public Task<CostSettings> ReadAsync(TenantId tenant, Digest digest, CancellationToken cancel) =>
        objects.GetAsync(PathOf(tenant, digest), digest, bytes => CostSettings.FromBytes(bytes), cancel);

    /// <inheritdoc cref="ContentNamed.RowOf"/>
    public static byte[] RowOf(Digest digest) => ContentNamed.RowOf(digest);

    /// <inheritdoc cref="ContentNamed.DigestIn"/>
    public static Digest DigestIn(TableRow row) => ContentNamed.DigestIn(row);

    public static ObjectPath PathOf(TenantId tenant, Digest digest) =>
        ObjectPath.Of("books", tenant.ToString(), "costs", $"{digest}.json");
}
