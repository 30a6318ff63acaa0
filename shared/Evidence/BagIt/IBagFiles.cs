namespace Bookseal.Evidence.BagIt;

/// <summary>The files of one bag, wherever they lie. Paths are relative to the bag, with forward slashes.</summary>
public interface IBagFiles
{
    /// <summary>Every file; anything that is not a plain file (a link, a device) is a fault.</summary>
    ValueTask<Result<IReadOnlyList<BagFile>>> ListAsync(CancellationToken cancel);

    ValueTask<Stream> OpenAsync(string path, CancellationToken cancel);
}

public sealed record BagFile(string Path, long Length);
