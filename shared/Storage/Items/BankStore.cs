using Bookseal.Books.Runs.Events;
using Bookseal.Books.Values;
using Bookseal.Evidence;

namespace Bookseal.Storage.Items;

/// <summary>
/// Bank statements, their transactions and what people decided about them as one append object,
/// <c>bank/{tenant}/00001.ndjson</c>. Decisions are staged first, <c>bank/{tenant}/decisions/{sha256}.ndjson</c>.
/// </summary>
public sealed class BankStore(IObjectStore objects)
{
    public Task<int> AppendMissingAsync(TenantId tenant, IReadOnlyList<byte[]> lines, CancellationToken cancel) =>
        lines.Count == 0 ? Task.FromResult(0) : Log(tenant).AppendMissingAsync(lines, cancel);

    public Task<int> CountMissingAsync(TenantId tenant, IReadOnlyList<byte[]> lines, CancellationToken cancel) =>
        lines.Count == 0 ? Task.FromResult(0) : Log(tenant).CountMissingAsync(lines, cancel);

    /// <summary>How long the statements are now, for who only asks whether any came; 0 while there are none.</summary>
    public async Task<long> LengthAsync(TenantId tenant, CancellationToken cancel) =>
        await objects.InfoAsync(PathOf(tenant), cancel) is { IsOk: true } info ? info.Value.Length : 0;

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

    /// <summary>Keeps the lines of a decision, so that whoever finds it announced can append them.</summary>
    /// <returns>The digest of the lines, each with its line feed.</returns>
    public async Task<Digest> StageAsync(TenantId tenant, IReadOnlyList<byte[]> lines, CancellationToken cancel)
    {
        byte[] content = [.. lines.SelectMany(line => line.Append((byte)'\n'))];
        var digest = Digest.Of(content);
        await objects.PutAsync(StagedOf(tenant, digest), content, cancel);
        return digest;
    }

    /// <summary>Appends what was staged, as far as it is not there.</summary>
    public async Task AppendStagedAsync(TenantId tenant, Digest digest, CancellationToken cancel)
    {
        var stored = await objects.ReadBytesAsync(StagedOf(tenant, digest), cancel);
        if (!stored.TryGet(out var bytes, out var fault) || Digest.Of(bytes) != digest)
            throw new InvalidDataException($"{StagedOf(tenant, digest)} cannot be read or was changed: {fault}");
        var lines = new List<byte[]>();
        await LineSplitter.ForEachAsync(new MemoryStream(bytes), line => lines.Add(line.ToArray()), cancel);
        await AppendMissingAsync(tenant, lines, cancel);
    }

    public static ObjectPath StagedOf(TenantId tenant, Digest digest) =>
        ObjectPath.Of("bank", tenant.ToString(), "decisions", $"{digest}.ndjson");

    private ItemLog Log(TenantId tenant) => new(objects, PathOf(tenant));

    public static ObjectPath PathOf(TenantId tenant) => ObjectPath.Of("bank", tenant.ToString(), "00001.ndjson");
}
