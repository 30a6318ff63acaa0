using Bookseal.Books.Proof;
using Bookseal.Evidence.BagIt;
using Bookseal.Evidence.Zip;

namespace Bookseal.Fuzz.Fixtures;

public sealed class FuzzBag(IEnumerable<KeyValuePair<string, byte[]>> files) : IBagFiles
{
    public const string PayloadPrefix = "data/";

    public Dictionary<string, byte[]> Files { get; } = new(files, StringComparer.Ordinal);

    /// <summary>
    /// What the listing says besides, for files that are listed twice or with another length; of files that there are,
    /// for whatever is listed can be opened.
    /// </summary>
    public List<BagFile> AlsoListed { get; } = [];

    public IEnumerable<KeyValuePair<string, byte[]>> Payload =>
        Files.Where(file => file.Key.StartsWith(PayloadPrefix, StringComparison.Ordinal));

    public static async Task<FuzzBag> LoadAsync(IBagFiles bag)
    {
        var files = new Dictionary<string, byte[]>();
        foreach (var file in (await bag.ListAsync(CancellationToken.None)).Value)
        {
            using var content = new MemoryStream();
            await using var stream = await bag.OpenAsync(file.Path, CancellationToken.None);
            await stream.CopyToAsync(content);
            files.Add(file.Path, content.ToArray());
        }

        return new(files);
    }

    public FuzzBag Copy() => new(Files);

    /// <summary>As the product packs it; null where a path is none that it would pack.</summary>
    public byte[]? TryZip()
    {
        using var zip = new MemoryStream();
        return BagZipWriter.WriteAsync(this, "bag", zip, CancellationToken.None).GetAwaiter().GetResult().IsOk
            ? zip.ToArray()
            : null;
    }

    public ValueTask<Result<IReadOnlyList<BagFile>>> ListAsync(CancellationToken cancel) =>
        new(
            Files
                .Select(file => new BagFile(file.Key, file.Value.Length))
                .Concat(AlsoListed.Where(file => Files.ContainsKey(file.Path)))
                .ToArray()
        );

    public ValueTask<Stream> OpenAsync(string path, CancellationToken cancel) =>
        new(new MemoryStream(Files[path], writable: false));

    /// <summary>Payload-Oxum and tag manifest again: what anybody can redo, without a key.</summary>
    public void RewriteTags()
    {
        var oxum = BagWriter.PayloadOxum(Payload.Select(file => (long)file.Value.Length));
        Files[BagWriter.Info] = BagWriter.InfoBytes([("Payload-Oxum", oxum)]);
        Files[BagWriter.TagManifest] = ManifestOf(
            Files.Where(file =>
                !file.Key.StartsWith(PayloadPrefix, StringComparison.Ordinal) && file.Key != BagWriter.TagManifest
            )
        );
    }

    public static byte[] ManifestOf(IEnumerable<KeyValuePair<string, byte[]>> files) =>
        BagManifest.Write(files.Select(file => KeyValuePair.Create(file.Key, Digest.Of(file.Value))));

    /// <summary>The envelope's file, or nothing where a mutation took it away.</summary>
    public byte[] Envelope => Files.GetValueOrDefault(BagLayout.Envelope, []);
}
