namespace Bookseal.Evidence.BagIt;

/// <summary>A manifest file of a bag: of the payload or of the tag files, by its name.</summary>
internal sealed record Manifest(string Path, bool IsTag, bool IsSha256)
{
    public IReadOnlyDictionary<string, string> Entries { get; init; } = new Dictionary<string, string>();

    public int HexLength => IsSha256 ? 64 : 128;

    public static bool IsManifest(string path) =>
        (
            path.StartsWith("manifest-", StringComparison.Ordinal)
            || path.StartsWith("tagmanifest-", StringComparison.Ordinal)
        ) && path.EndsWith(".txt", StringComparison.Ordinal);

    public static Manifest? Of(string path) =>
        path switch
        {
            "manifest-sha256.txt" => new(path, false, true),
            "manifest-sha512.txt" => new(path, false, false),
            "tagmanifest-sha256.txt" => new(path, true, true),
            "tagmanifest-sha512.txt" => new(path, true, false),
            _ => null,
        };
}
