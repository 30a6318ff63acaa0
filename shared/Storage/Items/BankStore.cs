using Bookseal.Books.Runs.Events;
using Bookseal.Books.Values;

namespace Bookseal.Storage.Items;

/// <summary>Bank statements and their transactions as one append object, <c>bank/{tenant}/00001.ndjson</c>.</summary>
public sealed class BankStore(IObjectStore objects)
{
    public Task<int> AppendMissingAsync(TenantId tenant, IReadOnlyList<byte[]> lines, CancellationToken cancel) =>
        lines.Count == 0 ? Task.FromResult(0) : Log(tenant).AppendMissingAsync(lines, cancel);

    public Task<int> CountMissingAsync(TenantId tenant, IReadOnlyList<byte[]> lines, CancellationToken cancel) =>
        lines.Count == 0 ? Task.FromResult(0) : Log(tenant).CountMissingAsync(lines, cancel);

    /// <summary>The object as it is now; null while there are no statements.</summary>
    public async Task<BankClosed?> SealAsync(TenantId tenant, CancellationToken cancel)
    {
        var info = await objects.InfoAsync(PathOf(tenant), cancel);
        if (!info.IsOk)
            return info.Fault.Code == StoreCode.NotFound
                ? null
                : throw new IOException($"{PathOf(tenant)} cannot be read: {info.Fault}");
        var (sha256, lines) = await Log(tenant).MeasureAsync(info.Value.Length, cancel);
        return lines == 0 ? null : new(PersonId.System, info.Value.Length, sha256, lines);
    }

    /// <summary>The sealed lines: the bag's bank.ndjson.</summary>
    public Stream Read(TenantId tenant, BankClosed? closed) =>
        closed is null ? Stream.Null : Log(tenant).Read(closed.PositionBytes);

    private ItemLog Log(TenantId tenant) => new(objects, PathOf(tenant));

    private static ObjectPath PathOf(TenantId tenant) => ObjectPath.Of("bank", tenant.ToString(), "00001.ndjson");
}
