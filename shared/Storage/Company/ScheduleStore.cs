using Bookseal.Books.Schedules;
using Bookseal.Books.Values;
using Bookseal.Storage.Audit;

namespace Bookseal.Storage.Company;

/// <summary>
/// Assets and prepaids as objects named by their digest, <c>books/{tenant}/schedules/{sha256}.json</c>: an import makes
/// another one current, and the audit chain says which.
/// </summary>
public sealed class ScheduleStore(IObjectStore objects)
{
    /// <summary>The projection row that says which digest is current.</summary>
    public const string RowKey = "schedules";

    public async Task WriteAsync(TenantId tenant, ScheduleRegister register, CancellationToken cancel)
    {
        var path = PathOf(tenant, register.Sha256);
        var created = await objects.CreateAsync(path, new MemoryStream(register.ToBytes()), cancel);
        // The name is the content's digest: if it exists, it is this.
        if (!created.IsOk && created.Fault.Code != StoreCode.AlreadyExists)
            throw new IOException($"the schedules cannot be stored: {created.Fault}");
    }

    public async Task<ScheduleRegister> ReadAsync(TenantId tenant, Digest digest, CancellationToken cancel)
    {
        var path = PathOf(tenant, digest);
        var stored = await objects.ReadBytesAsync(path, cancel);
        if (!stored.TryGet(out var bytes, out var fault))
            throw new InvalidDataException($"the audit chain names {path}, which cannot be read: {fault}");
        if (Digest.Of(bytes) != digest)
            throw new InvalidDataException($"{path} was changed: its content does not have the digest in its name");
        return ScheduleRegister.FromBytes(bytes) is { IsOk: true } read
            ? read.Value
            : throw new InvalidDataException($"{path} cannot be read as schedules");
    }

    public static byte[] RowOf(Digest digest) => CanonicalJson.ToBytes(JsonObject.Of(("sha256", digest)));

    /// <exception cref="ChainRefusedException">The row is unreadable.</exception>
    public static Digest DigestIn(TableRow row) =>
        JsonText
            .ParseObject(row.Payload.Span)
            .Then(source =>
            {
                var fields = new Fields(source, ScheduleRegister.Invalid);
                var digest = fields.Text("sha256", Digest.Parse);
                return fields.Finish(() => digest);
            })
            .TryGet(out var named, out _)
            ? named
            : throw ChainCode.DamagedRow(row.Key, "is unreadable");

    private static ObjectPath PathOf(TenantId tenant, Digest digest) =>
        ObjectPath.Of("books", tenant.ToString(), "schedules", $"{digest}.json");
}
