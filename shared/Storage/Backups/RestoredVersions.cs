using Bookseal.Books.Values;

namespace Bookseal.Storage.Backups;

/// <summary>
/// The versions that sealed files have in a store that they were restored into: the chain names those of the store that
/// they were sealed in. What a reader gets under one is compared with what was sealed, as anywhere.
/// </summary>
public static class RestoredVersions
{
    /// <summary>Writes the list, once; its digest.</summary>
    public static async Task<Digest> WriteAsync(
        IObjectStore objects,
        TenantId tenant,
        JsonObject versions,
        CancellationToken cancel
    )
    {
        var (path, bytes) = (TenantPlaces.VersionsOf(tenant), CanonicalJson.ToBytes(versions));
        var created = await objects.CreateAsync(path, new MemoryStream(bytes), cancel);
        if (!created.IsOk && created.Fault.Code != StoreCode.AlreadyExists)
            throw new IOException($"{path} cannot be written: {created.Fault}");
        return Digest.Of(bytes);
    }
}
