namespace Bookseal.Storage;

/// <summary>Reads objects whole: for small ones, which journals and proofs of a large month are not.</summary>
internal static class ObjectReading
{
    /// <summary>
    /// The bytes as they are now, or the store's fault: what a missing object means, the caller decides.
    /// </summary>
    public static async Task<Result<byte[]>> ReadBytesAsync(
        this IObjectStore objects,
        ObjectPath path,
        CancellationToken cancel
    )
    {
        var opened = await objects.ReadAsync(path, 0, null, cancel);
        if (!opened.IsOk)
            return opened.Fault;
        await using var stream = opened.Value;
        if (stream is not ReadOnlyStream { KnownLength: { } length })
        {
            using var content = new MemoryStream();
            await stream.CopyToAsync(content, cancel);
            return content.ToArray();
        }

        var bytes = GC.AllocateUninitializedArray<byte>(checked((int)length));
        await stream.ReadExactlyAsync(bytes, cancel);
        return bytes;
    }
}
