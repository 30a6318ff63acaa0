using System.Globalization;
using Bookseal.Books.Values;

namespace Bookseal.Storage.Proofs;

/// <summary>
/// Signed indexes of the chain, <c>books/{tenant}/chain/{size}.json</c>. They spare reading; one that is lost, or is
/// not to be believed, costs nothing else. No policy keeps them: one that is found to be false can be removed.
/// </summary>
public sealed class ChainIndexStore(IObjectStore objects)
{
    private const string Suffix = ".json";
    private const int SizeDigits = 19;

    /// <summary>The sizes of which there is one, the largest first.</summary>
    public async Task<IReadOnlyList<long>> ListAsync(TenantId tenant, CancellationToken cancel)
    {
        var sizes = new List<long>();
        foreach (var info in await objects.ListAsync(FolderOf(tenant), cancel))
            if (SizeIn(info.Path.ToString().Split('/')[^1]) is { } size)
                sizes.Add(size);
        return [.. sizes.OrderDescending()];
    }

    /// <summary>Null where it cannot be read.</summary>
    public async Task<byte[]?> FindAsync(TenantId tenant, long size, CancellationToken cancel)
    {
        var read = await objects.ReadBytesAsync(PathOf(tenant, size), cancel);
        return read.IsOk ? read.Value : null;
    }

    /// <summary>Where there is one of this size already it stays: both were made of the same entries.</summary>
    public async Task WriteAsync(TenantId tenant, long size, byte[] content, CancellationToken cancel)
    {
        var created = await objects.CreateAsync(PathOf(tenant, size), new MemoryStream(content), cancel);
        if (!created.IsOk && created.Fault.Code != StoreCode.AlreadyExists)
            throw new IOException($"the index of the chain cannot be stored: {created.Fault}");
    }

    private static long? SizeIn(string name) =>
        name.Length == SizeDigits + Suffix.Length
        && name.EndsWith(Suffix, StringComparison.Ordinal)
        && long.TryParse(name.AsSpan(0, SizeDigits), NumberStyles.None, CultureInfo.InvariantCulture, out var size)
            ? size
            : null;

    private static ObjectPath FolderOf(TenantId tenant) => ObjectPath.Of("books", tenant.ToString(), "chain");

    public static ObjectPath PathOf(TenantId tenant, long size) =>
        ObjectPath.Of("books", tenant.ToString(), "chain", $"{size:D19}{Suffix}");
}
