using Bookseal.Books.Values;

namespace Bookseal.Storage.Tasks;

/// <summary>
/// What agents found and what people attached, as objects named by their digest,
/// <c>evidence/{tenant}/{period}/{sha256}</c>: the event that names one comes after it.
/// </summary>
public sealed class EvidenceStore(IObjectStore objects)
{
    public async Task<Digest> WriteAsync(TenantId tenant, PeriodCode period, byte[] content, CancellationToken cancel)
    {
        var digest = Digest.Of(content);
        await objects.PutAsync(PathOf(tenant, period, digest), content, cancel);
        return digest;
    }

    /// <summary><c>EVIDENCE_DAMAGED</c> where it is not there, or is not what its name says.</summary>
    public async Task<Result<byte[]>> ReadAsync(
        TenantId tenant,
        PeriodCode period,
        Digest digest,
        CancellationToken cancel
    )
    {
        var path = PathOf(tenant, period, digest);
        var stored = await objects.ReadBytesAsync(path, cancel);
        return stored.TryGet(out var bytes, out var fault) && Digest.Of(bytes) == digest
            ? bytes
            : new Fault(
                "EVIDENCE_DAMAGED",
                $"{path} is named by the audit chain and "
                    + (stored.IsOk ? "does not have the digest in its name" : $"cannot be read: {fault!.Message}")
                    + "; restore it from a backup"
            );
    }

    public static ObjectPath PathOf(TenantId tenant, PeriodCode period, Digest digest) =>
        ObjectPath.Of("evidence", tenant.ToString(), period.ToString(), digest.ToString());
}
