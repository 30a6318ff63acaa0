using System.Security.Cryptography;
using Bookseal.Books.Costs;
using Bookseal.Books.Runs.Events;
using Bookseal.Books.Values;
using Bookseal.Evidence;
using Bookseal.Storage.Company;

namespace Bookseal.Storage.Costs;

/// <summary>
/// Costs as objects that are made whole or not at all and never change: a batch's lines,
/// <c>costs/{tenant}/batches/{object}.ndjson</c>, and the list of all batches, <c>costs/{tenant}/{sha256}.json</c>. A
/// batch is a part of the costs once the audit chain names a list that has it; one that an import left before that is
/// nobody's, and the next import of the same files takes it as it is.
/// </summary>
public sealed class CostStore(IObjectStore objects)
{
    /// <summary>The projection row that says which list is current.</summary>
    public const string RowKey = "costs";

    public Task WriteAsync(TenantId tenant, CostLedger ledger, CancellationToken cancel) =>
        objects.PutAsync(PathOf(tenant, ledger.Sha256), ledger.ToBytes(), cancel);

    public Task<CostLedger> ReadAsync(TenantId tenant, Digest digest, CancellationToken cancel) =>
        objects.GetAsync(PathOf(tenant, digest), digest, bytes => CostLedger.FromBytes(bytes), cancel);

    /// <summary>
    /// Makes a batch's object of these lines. False where there is one already: then it was made of the same files,
    /// and nothing is read of the lines.
    /// </summary>
    public async Task<bool> CreateAsync(TenantId tenant, Digest name, Stream lines, CancellationToken cancel)
    {
        var created = await objects.CreateAsync(BatchPathOf(tenant, name), lines, cancel);
        if (created.IsOk)
            return true;
        return created.Fault.Code == StoreCode.AlreadyExists
            ? false
            : throw new IOException($"{BatchPathOf(tenant, name)} cannot be stored: {created.Fault}");
    }

    public async Task<bool> ExistsAsync(TenantId tenant, Digest name, CancellationToken cancel)
    {
        var info = await objects.InfoAsync(BatchPathOf(tenant, name), cancel);
        return info.IsOk || info.Fault.Code == StoreCode.NotFound
            ? info.IsOk
            : throw new IOException($"{BatchPathOf(tenant, name)} cannot be read: {info.Fault}");
    }

    /// <summary>
    /// Calls back for every line of a batch, records and invoices, in the order of their object.
    /// </summary>
    /// <exception cref="InvalidDataException">They are not those that the list of batches names.</exception>
    public async Task ForEachLineAsync(
        TenantId tenant,
        CostBatch batch,
        LineSplitter.LineAction onLine,
        CancellationToken cancel
    )
    {
        using var digest = new LineDigest();
        var lines = 0L;
        await using (var stream = await OpenAsync(tenant, batch.Object, cancel))
            await LineSplitter.ForEachAsync(
                stream,
                line =>
                {
                    lines++;
                    digest.Append(line);
                    onLine(line);
                },
                cancel
            );
        if (lines != batch.Records + batch.Invoices || digest.Current != batch.Sha256)
            throw new InvalidDataException(
                $"{BatchPathOf(tenant, batch.Object)} was changed: it does not have the digest that the list of "
                    + "batches names; restore it from a backup"
            );
    }

    /// <summary>Whether the object has these bytes.</summary>
    public async Task<bool> HasDigestAsync(TenantId tenant, Digest name, Digest sha256, CancellationToken cancel)
    {
        await using var stream = await OpenAsync(tenant, name, cancel);
        return Digest.FromBytes(await SHA256.HashDataAsync(stream, cancel)) == sha256;
    }

    /// <summary>The batch's lines, each with its line feed.</summary>
    public async Task<Stream> OpenAsync(TenantId tenant, Digest name, CancellationToken cancel)
    {
        var opened = await objects.ReadAsync(BatchPathOf(tenant, name), 0, null, cancel);
        return opened.IsOk
            ? opened.Value
            : throw new InvalidDataException($"{BatchPathOf(tenant, name)} cannot be read: {opened.Fault}");
    }

    /// <summary>Keeps the lines that a close is of, <c>costs/{tenant}/closes/{sha256}.ndjson</c>.</summary>
    public Task WriteSealedAsync(TenantId tenant, CostsClosed closed, Stream lines, CancellationToken cancel) =>
        objects.PutAsync(SealedPathOf(tenant, closed), lines, cancel);

    /// <summary>
    /// The lines that a close is of, each with its line feed; whoever reads them compares the digest.
    /// </summary>
    public async Task<Stream> OpenSealedAsync(TenantId tenant, CostsClosed closed, CancellationToken cancel)
    {
        var opened = await objects.ReadAsync(SealedPathOf(tenant, closed), 0, null, cancel);
        return opened.IsOk
            ? opened.Value
            : throw new InvalidDataException(
                $"the audit chain names {SealedPathOf(tenant, closed)}, which cannot be read: {opened.Fault}"
            );
    }

    /// <inheritdoc cref="ContentNamed.RowOf"/>
    public static byte[] RowOf(Digest digest) => ContentNamed.RowOf(digest);

    /// <inheritdoc cref="ContentNamed.DigestIn"/>
    public static Digest DigestIn(TableRow row) => ContentNamed.DigestIn(row);

    public static ObjectPath PathOf(TenantId tenant, Digest digest) =>
        ObjectPath.Of("costs", tenant.ToString(), $"{digest}.json");

    public static ObjectPath BatchPathOf(TenantId tenant, Digest name) =>
        ObjectPath.Of("costs", tenant.ToString(), "batches", $"{name}.ndjson");

    public static ObjectPath SealedPathOf(TenantId tenant, CostsClosed closed) =>
        ObjectPath.Of("costs", tenant.ToString(), "closes", $"{closed.Sha256}.ndjson");
}
