using System.Text;

namespace Bookseal.Storage.Tests.Objects;

/// <summary>Objects of text, to keep tests short.</summary>
internal static class ObjectText
{
    public static Task<Result<ObjectInfo>> CreateAsync(this IObjectStore objects, ObjectPath path, string text) =>
        objects.CreateAsync(path, new MemoryStream(Encoding.UTF8.GetBytes(text)), default);

    public static Task<Result<long>> AppendAsync(
        this IObjectStore objects,
        ObjectPath path,
        long position,
        string text,
        Guid? lease = null
    ) => objects.AppendAsync(path, position, Encoding.UTF8.GetBytes(text), lease, default);

    /// <summary>
    /// Without what only some stores tell, and its mark: whose lease it is, and what is not committed.
    /// </summary>
    public static ObjectInfo Plain(this ObjectInfo info) => info.Unmarked() with { Lease = null, UncommittedBytes = 0 };

    public static ObjectInfo Unmarked(this ObjectInfo info) => info with { Mark = null };

    /// <summary>An appendable object of one block.</summary>
    public static async Task<ObjectPath> StartAsync(this IObjectStore objects, ObjectPath path, string text = "one,")
    {
        Assert.True((await objects.CreateAppendableAsync(path, default)).IsOk);
        Assert.Equal(text.Length, (await objects.AppendAsync(path, 0, text)).Value);
        return path;
    }

    public static async Task<byte[]> BytesAsync(
        this IObjectStore objects,
        ObjectPath path,
        long offset = 0,
        long? length = null
    )
    {
        await using var stream = (await objects.ReadAsync(path, offset, length, default)).Value;
        using var content = new MemoryStream();
        await stream.CopyToAsync(content);
        return content.ToArray();
    }

    public static async Task<string> TextAsync(
        this IObjectStore objects,
        ObjectPath path,
        long offset = 0,
        long? length = null
    ) => Encoding.UTF8.GetString(await objects.BytesAsync(path, offset, length));
}
