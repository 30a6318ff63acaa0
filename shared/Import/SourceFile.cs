namespace Bookseal.Import;

/// <summary>
/// A file of the source that can be opened as often as needed: large ones are not kept.
/// </summary>
/// <param name="stamp">What is another value once somebody wrote to the file; null where nobody can.</param>
public sealed class SourceFile(Func<Stream> open, Func<object?>? stamp = null)
{
    private const int BufferBytes = 128 * 1024;

    public static SourceFile Of(byte[] content) => new(() => new MemoryStream(content, writable: false));

    /// <summary>
    /// Whoever edits the file meanwhile is not kept from it; that it changed is told by length and time of writing.
    /// </summary>
    public static SourceFile At(string path) =>
        new(
            () =>
                new FileStream(
                    path,
                    FileMode.Open,
                    FileAccess.Read,
                    FileShare.ReadWrite | FileShare.Delete,
                    BufferBytes,
                    FileOptions.SequentialScan
                ),
            () => StampOf(new(path))
        );

    public Stream Open() => open();

    public object? Stamp() => stamp?.Invoke();

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

    /// <summary>Of what a link leads to, for that is read.</summary>
    private static object StampOf(FileInfo file)
    {
        if (!file.Exists)
            return "gone";
        var target = file.ResolveLinkTarget(returnFinalTarget: true) as FileInfo ?? file;
        return target.Exists ? (target.Length, target.LastWriteTimeUtc) : "gone";
    }
}
