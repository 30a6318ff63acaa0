using System.Text;
using Bookseal.Evidence;
using Bookseal.Evidence.BagIt;

namespace Bookseal.Closing.Reading;

/// <summary>The manifest of a sealed proof, which the chain names by its digest.</summary>
internal sealed class SealedManifest
{
    private readonly IReadOnlyDictionary<string, string> _files;

    private SealedManifest(IReadOnlyDictionary<string, string> files) => _files = files;

    /// <summary>Null where it is another one than was sealed.</summary>
    public static SealedManifest? Read(byte[] bytes, Digest expected) =>
        Digest.Of(bytes) == expected
        && BagManifest.Parse(Encoding.UTF8.GetString(bytes), 2 * Digest.Size).TryGet(out var files, out _)
            ? new(files)
            : null;

    public bool Names(string path, ReadOnlySpan<byte> content) =>
        _files.TryGetValue(path, out var digest) && digest == Digest.Of(content).ToString();
}
