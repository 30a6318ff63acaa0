namespace Bookseal.Import;

/// <summary>
/// A file of the source that can be opened as often as needed: large ones are read again instead of kept.
/// </summary>
public sealed class SourceFile(Func<Stream> open)
{
    private const int BufferBytes = 128 * 1024;

    public static SourceFile Of(byte[] content) => new(() => new MemoryStream(content, writable: false));

    /// <summary>
    /// Whoever edits the file meanwhile is not kept from it; that it changed is noticed by its digest.
    /// </summary>
    public static SourceFile At(string path) =>
        new(() =>
            new FileStream(
                path,
                FileMode.Open,
                FileAccess.Read,
                FileShare.ReadWrite | FileShare.Delete,
                BufferBytes,
                FileOptions.SequentialScan
            )
        );

    public Stream Open() => open();

    public long Length
    {
        get
        {
            using var stream = open();
            return stream.Length;
        }
    }

    public byte[] ReadAll()
    {
        using var stream = open();
        using var content = new MemoryStream();
        stream.CopyTo(content);
        return content.ToArray();
    }
}
