using System.Text;
using Bookseal.Evidence.BagIt;

namespace Bookseal.Evidence.Tests.BagIt;

/// <summary>A bag in memory. It starts out valid; tests then spoil it.</summary>
internal sealed class MemoryBag : IBagFiles
{
    private readonly Dictionary<string, long> _claimedLengths = [];

    public SortedDictionary<string, byte[]> Files { get; } = new(StringComparer.Ordinal);

    public Fault? ListFault { get; set; }

    public List<string> Opened { get; } = [];

    public static MemoryBag Valid(params (string Path, string Content)[] payload)
    {
        var bag = new MemoryBag();
        bag.Files["bagit.txt"] = BagWriter.DeclarationBytes();
        foreach (
            var (path, content) in payload.Length > 0 ? payload : [("data/a.txt", "alpha"), ("data/sub/b.txt", "beta")]
        )
            bag.Put(path, content);
        var oxum = BagWriter.PayloadOxum(bag.Payload.Select(file => (long)file.Value.Length));
        bag.Files["bag-info.txt"] = BagWriter.InfoBytes([("Source-Organization", "Example"), ("Payload-Oxum", oxum)]);
        bag.Files["manifest-sha256.txt"] = BagManifest.Write(bag.Payload.Select(Digested));
        bag.RewriteTagManifest();
        return bag;
    }

    public void Put(string path, string content) => Files[path] = Encoding.UTF8.GetBytes(content);

    public string Read(string path) => Encoding.UTF8.GetString(Files[path]);

    public void Replace(string path, string part, string instead)
    {
        Assert.Contains(part, Read(path), StringComparison.Ordinal);
        Put(path, Read(path).Replace(part, instead));
    }

    public void ClaimLength(string path, long length) => _claimedLengths[path] = length;

    /// <summary>Makes the tag manifest true again, so that a test sees only the fault that it made.</summary>
    public void RewriteTagManifest() =>
        Files["tagmanifest-sha256.txt"] = BagManifest.Write(
            Files
                .Except(Payload)
                .Where(file => !file.Key.StartsWith("tagmanifest", StringComparison.Ordinal))
                .Select(Digested)
        );

    public async Task<BagReport> ValidateAsync() => await BagValidator.ValidateAsync(this, CancellationToken.None);

    public ValueTask<Result<IReadOnlyList<BagFile>>> ListAsync(CancellationToken cancel)
    {
        var files = Files
            .Select(file => new BagFile(file.Key, _claimedLengths.GetValueOrDefault(file.Key, file.Value.Length)))
            .ToList();
        return new(ListFault is null ? files : ListFault);
    }

    public ValueTask<Stream> OpenAsync(string path, CancellationToken cancel)
    {
        Opened.Add(path);
        return new(new MemoryStream(Files[path]));
    }

    private IEnumerable<KeyValuePair<string, byte[]>> Payload =>
        Files.Where(file => file.Key.StartsWith("data/", StringComparison.Ordinal));

    private static KeyValuePair<string, Digest> Digested(KeyValuePair<string, byte[]> file) =>
        new(file.Key, Digest.Of(file.Value));
}
