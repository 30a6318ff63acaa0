namespace Bookseal.Storage;

/// <summary>Keeps objects whose name is the digest of their content: one that exists is the same.</summary>
internal static class ObjectKeeping
{
    public static Task PutAsync(this IObjectStore objects, ObjectPath path, byte[] content, CancellationToken cancel) =>
        objects.PutAsync(path, new MemoryStream(content), cancel);

    public static async Task PutAsync(
        this IObjectStore objects,
        ObjectPath path,
        Stream content,
        CancellationToken cancel
    )
    {
        var created = await objects.CreateAsync(path, content, cancel);
        if (!created.IsOk && created.Fault.Code != StoreCode.AlreadyExists)
            throw new IOException($"{path} cannot be stored: {created.Fault}");
    }
}
