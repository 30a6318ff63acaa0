using Bookseal.Books.Schedules;
using Bookseal.Books.Values;

namespace Bookseal.Storage.Company;

/// <summary>
/// Assets and prepaids as objects named by their digest, <c>books/{tenant}/schedules/{sha256}.json</c>: an import makes
/// another one current, and the audit chain says which.
/// </summary>
public sealed class ScheduleStore(IObjectStore objects)
{
    /// <summary>The projection row that says which digest is current.</summary>
    public const string RowKey = "schedules";

    public Task WriteAsync(TenantId tenant, ScheduleRegister register, CancellationToken cancel) =>
        objects.PutAsync(PathOf(tenant, register.Sha256), register.ToBytes(), cancel);

    public Task<ScheduleRegister> ReadAsync(TenantId tenant, Digest digest, CancellationToken cancel) =>
        objects.GetAsync(PathOf(tenant, digest), digest, bytes => ScheduleRegister.FromBytes(bytes), cancel);

    /// <inheritdoc cref="ContentNamed.RowOf"/>
    public static byte[] RowOf(Digest digest) => ContentNamed.RowOf(digest);

    /// <inheritdoc cref="ContentNamed.DigestIn"/>
    public static Digest DigestIn(TableRow row) => ContentNamed.DigestIn(row);

    public static ObjectPath PathOf(TenantId tenant, Digest digest) =>
        ObjectPath.Of("books", tenant.ToString(), "schedules", $"{digest}.json");
}
