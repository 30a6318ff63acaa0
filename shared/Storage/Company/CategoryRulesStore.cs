using Bookseal.Books.Categories;
using Bookseal.Books.Values;

namespace Bookseal.Storage.Company;

/// <summary>
/// The rules of categorisation as objects named by their digest, <c>books/{tenant}/rules/{sha256}.json</c>: an import
/// makes others current, and the audit chain says which.
/// </summary>
public sealed class CategoryRulesStore(IObjectStore objects)
{
    /// <summary>The projection row that says which digest is current.</summary>
    public const string RowKey = "rules";

    public Task WriteAsync(TenantId tenant, CategoryRules rules, CancellationToken cancel) =>
        objects.PutAsync(PathOf(tenant, rules.Sha256), rules.ToBytes(), cancel);

    public Task<CategoryRules> ReadAsync(TenantId tenant, Digest digest, CancellationToken cancel) =>
        objects.GetAsync(PathOf(tenant, digest), digest, bytes => CategoryRules.FromBytes(bytes), cancel);

    /// <inheritdoc cref="ContentNamed.RowOf"/>
    public static byte[] RowOf(Digest digest) => ContentNamed.RowOf(digest);

    /// <inheritdoc cref="ContentNamed.DigestIn"/>
    public static Digest DigestIn(TableRow row) => ContentNamed.DigestIn(row);

    public static ObjectPath PathOf(TenantId tenant, Digest digest) =>
        ObjectPath.Of("books", tenant.ToString(), "rules", $"{digest}.json");
}
