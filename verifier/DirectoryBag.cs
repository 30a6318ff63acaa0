using Bookseal.Evidence.BagIt;

namespace Bookseal.Verifier;

/// <summary>
/// A bag in a directory. Links and other things that are not plain files are refused: they could lead out of the bag.
/// </summary>
internal sealed class DirectoryBag(string root) : IBagFiles
{
    public ValueTask<Result<IReadOnlyList<BagFile>>> ListAsync(CancellationToken cancel)
    {
        var files = new List<BagFile>();
        var pending = new Stack<DirectoryInfo>([new DirectoryInfo(root)]);
        while (pending.TryPop(out var directory))
        {
            foreach (var entry in directory.EnumerateFileSystemInfos())
            {
                var path = Path.GetRelativePath(root, entry.FullName).Replace(Path.DirectorySeparatorChar, '/');
                if (entry.LinkTarget is not null || entry.Attributes.HasFlag(FileAttributes.ReparsePoint))
                    return Refuse(path, "is a link");
                if (entry is DirectoryInfo inner)
                    pending.Push(inner);
                else if (!PlainFile.Is(entry.FullName))
                    return Refuse(path, "is a pipe, a socket or a device");
                else if (entry is FileInfo file)
                    files.Add(new(path, file.Length));
                if (files.Count > Limits.BagFiles)
                    return Refuse(path, $"is one of more than {Limits.BagFiles} files");
            }
        }

        return new(files.ToArray());
    }

    public ValueTask<Stream> OpenAsync(string path, CancellationToken cancel)
    {
        // Changed since it was listed: what is a pipe by now is not opened.
        if (!PlainFile.Open(Path.Combine(root, path)).TryGet(out var stream, out var fault))
            throw new IOException(fault.ToString());
        return new(stream);
    }

    private static ValueTask<Result<IReadOnlyList<BagFile>>> Refuse(string path, string why) =>
        new(new Fault("BAG_NOT_PLAIN_FILE", $"{VisibleText.Of(new JsonString(path))} {why}"));
}
