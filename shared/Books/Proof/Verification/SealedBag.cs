using Bookseal.Evidence.BagIt;

namespace Bookseal.Books.Proof.Verification;

/// <summary>A bag whose manifests hold: its files can be read knowing their digests.</summary>
internal sealed class SealedBag(IBagFiles files, IReadOnlyDictionary<string, Digest> digests, BagLimits limits)
{
    private readonly Dictionary<string, int> _lists = new(StringComparer.Ordinal);

    public BagLimits Limits { get; } = limits;

    public IReadOnlyDictionary<string, Digest> Digests { get; } = digests;

    /// <summary>Ids in what was read so far that look like others.</summary>
    public OddSpelling Spelling { get; } = new();

    public bool Has(string path) => Digests.ContainsKey(path);

    /// <summary>A whole file; one that is missing or larger than its kind may be is a fault.</summary>
    public async Task<Result<byte[]>> ReadAsync(string path, CancellationToken cancel)
    {
        if (!Has(path))
            return new Fault("BAG_FILE_MISSING", $"{path} is not in the bag");
        await using var stream = await files.OpenAsync(path, cancel);
        var most = MostBytes(path);
        if (await BoundedRead.AllAsync(stream, most, cancel) is not { } bytes)
            return new Fault("BAG_FILE_TOO_LARGE", $"{path} is over {most} bytes{(IsList(path) ? LargeHint : "")}");
        if (IsList(path))
        {
            _lists[path] = bytes.Length;
            Spelling.Add(bytes);
        }

        // The bag may have changed since its manifests were checked; what is used is what was signed.
        return Digest.Of(bytes) == Digests[path]
            ? bytes
            : new Fault("BAG_CHANGED", $"{path} changed while it was being verified");
    }

    public ValueTask<Stream> OpenAsync(string path, CancellationToken cancel) => files.OpenAsync(path, cancel);

    private const string LargeHint = ", after the lists before it; --large reads it";

    /// <summary>Lists are held as values side by side, so they share what may be read of them.</summary>
    private int MostBytes(string path) =>
        IsList(path)
            ? Limits.ListBytes - _lists.Where(list => list.Key != path).Sum(list => list.Value)
            : Limits.SmallFileBytes;

    private static bool IsList(string path) => BagLayout.IsList(path);
}
