using System.Text;

namespace Bookseal.Evidence.BagIt;

/// <summary>
/// Holds the tag files of a valid bag against what <see cref="BagWriter"/> writes. BagIt lets much be spelt in several
/// ways and lets tag files go unlisted; a proof has one spelling, and nothing in it that nothing names.
/// </summary>
public static class BagSpelling
{
    /// <summary>
    /// <c>BAG_NOT_CANONICAL</c>, <c>BAG_TAG_MANIFEST_MISSING</c>, <c>BAG_TAG_FILE_UNLISTED</c>, in the order of paths.
    /// </summary>
    /// <param name="digests">Of every file of the bag, as <see cref="BagValidator"/> gives them.</param>
    public static async Task<IReadOnlyList<BagFault>> CheckAsync(
        IBagFiles bag,
        IReadOnlyDictionary<string, Digest> digests,
        CancellationToken cancel
    )
    {
        var faults = new List<BagFault>();
        Compare(BagWriter.Declaration, BagWriter.DeclarationBytes());
        Compare(BagWriter.Manifest, BagManifest.Write(digests.Where(file => BagPath.IsPayload(file.Key))));
        if (!digests.ContainsKey(BagWriter.TagManifest))
            faults.Add(new("BAG_TAG_MANIFEST_MISSING", BagWriter.TagManifest, "the tag files are not listed anywhere"));
        else
            faults.AddRange(await CheckTagManifestAsync(bag, digests, cancel));
        if (digests.ContainsKey(BagWriter.Info) && !IsPlainInfo(await TextAsync(bag, BagWriter.Info, cancel)))
            faults.Add(Respelt(BagWriter.Info));
        return faults;

        void Compare(string path, byte[] expected)
        {
            if (!digests.TryGetValue(path, out var actual) || actual != Digest.Of(expected))
                faults.Add(Respelt(path));
        }
    }

    private static async Task<IEnumerable<BagFault>> CheckTagManifestAsync(
        IBagFiles bag,
        IReadOnlyDictionary<string, Digest> digests,
        CancellationToken cancel
    )
    {
        var text = await TextAsync(bag, BagWriter.TagManifest, cancel);
        var listed = BagManifest.Parse(text, 2 * Digest.Size);
        var tags = digests.Where(file => !BagPath.IsPayload(file.Key) && file.Key != BagWriter.TagManifest).ToList();
        var unlisted = tags.Where(file => listed.IsOk && !listed.Value.ContainsKey(file.Key)).ToList();
        if (unlisted.Count > 0)
            return unlisted.Select(file => new BagFault(
                "BAG_TAG_FILE_UNLISTED",
                file.Key,
                $"in the bag, not listed in {BagWriter.TagManifest}: nothing says that it belongs here"
            ));
        return Digest.Of(BagManifest.Write(tags)) == digests[BagWriter.TagManifest]
            ? []
            : [Respelt(BagWriter.TagManifest)];
    }

    /// <summary>Lines of label, colon, blank and value, as <see cref="BagWriter.InfoBytes"/> writes them.</summary>
    private static bool IsPlainInfo(string text) =>
        text.EndsWith('\n')
        && !text.Contains('\r')
        && text[..^1]
            .Split('\n')
            .All(line => line.IndexOf(": ", StringComparison.Ordinal) > 0 && !char.IsWhiteSpace(line[0]));

    private static async Task<string> TextAsync(IBagFiles bag, string path, CancellationToken cancel)
    {
        await using var stream = await bag.OpenAsync(path, cancel);
        return Encoding.UTF8.GetString(await BoundedRead.AllAsync(stream, Limits.TagFileBytes, cancel) ?? []);
    }

    private static BagFault Respelt(string path) =>
        new("BAG_NOT_CANONICAL", path, "not spelt as a proof is: order, blanks, line ends or letters differ");
}
