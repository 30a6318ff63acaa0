using Bookseal.Evidence.BagIt;

namespace Bookseal.Books.Tests.Proof;

internal sealed class MemoryBag(IEnumerable<KeyValuePair<string, byte[]>> files) : IBagFiles
{
    public SortedDictionary<string, byte[]> Files { get; } = new(files.ToDictionary(), StringComparer.Ordinal);

    public IEnumerable<KeyValuePair<string, Digest>> Payload =>
        Files.Where(file => file.Key.StartsWith("data/", StringComparison.Ordinal)).Select(Digested);

    public MemoryBag Copy() => new(Files);

    /// <summary>Makes the tag files true again that say what the others hold.</summary>
    public void RewriteManifests()
    {
        var lengths = Files
            .Where(file => file.Key.StartsWith("data/", StringComparison.Ordinal))
            .Select(file => (long)file.Value.Length);
        Files[BagWriter.Declaration] = BagWriter.DeclarationBytes();
        Files[BagWriter.Info] = BagWriter.InfoBytes([("Payload-Oxum", BagWriter.PayloadOxum(lengths))]);
        Files[BagWriter.Manifest] = BagManifest.Write(Payload);
        Files[BagWriter.TagManifest] = BagManifest.Write(
            Files
                .Where(file =>
                    !file.Key.StartsWith("data/", StringComparison.Ordinal) && file.Key != BagWriter.TagManifest
                )
                .Select(Digested)
        );
    }

    public ValueTask<Result<IReadOnlyList<BagFile>>> ListAsync(CancellationToken cancel) =>
        new(Files.Select(file => new BagFile(file.Key, file.Value.Length)).ToArray());

    public ValueTask<Stream> OpenAsync(string path, CancellationToken cancel) => new(new MemoryStream(Files[path]));

    private static KeyValuePair<string, Digest> Digested(KeyValuePair<string, byte[]> file) =>
        new(file.Key, Digest.Of(file.Value));
}
