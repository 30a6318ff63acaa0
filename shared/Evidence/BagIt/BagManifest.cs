using System.Buffers;
using System.Text;

namespace Bookseal.Evidence.BagIt;

/// <summary>
/// A manifest: one line a file, lower-case hex checksum, two spaces, path, in ordinal order of the paths, as
/// <c>sha256sum -c</c> reads it.
/// </summary>
public static class BagManifest
{
    private static readonly SearchValues<char> HexDigits = SearchValues.Create("0123456789abcdefABCDEF");

    public static byte[] Write(IEnumerable<KeyValuePair<string, Digest>> files)
    {
        var text = new StringBuilder();
        foreach (var (path, digest) in files.OrderBy(file => file.Key, StringComparer.Ordinal))
            text.Append(digest).Append("  ").Append(BagPath.Encode(path)).Append('\n');
        return Encoding.UTF8.GetBytes(text.ToString());
    }

    /// <summary>
    /// Reads a manifest of checksums of the given hex length; paths are decoded. A bad or repeated line is
    /// <c>BAG_MANIFEST_INVALID</c>.
    /// </summary>
    public static Result<IReadOnlyDictionary<string, string>> Parse(string text, int hexLength)
    {
        var files = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var range in text.AsSpan().Split('\n'))
        {
            var line = text.AsSpan()[range].TrimEnd('\r');
            if (line.IsEmpty)
                continue;
            var blank = line.IndexOfAny(' ', '\t');
            if (blank != hexLength || line[..blank].ContainsAnyExcept(HexDigits))
                return Invalid($"a line is not a checksum and a path: {Quote(line.ToString())}");
            var path = BagPath.Decode(line[blank..].TrimStart(" \t").ToString());
            if (!BagPath.IsSafe(path))
                return new Fault(
                    "BAG_PATH_UNSAFE",
                    $"the manifest names a path that leaves the bag or is not portable: {Quote(path)}"
                );
            if (files.Count == Limits.BagFiles)
                return Invalid($"more than {Limits.BagFiles} files are listed");
            if (!files.TryAdd(path, line[..blank].ToString().ToLowerInvariant()))
                return Invalid($"a path stands twice: {Quote(path)}");
        }

        return files;
    }

    private static string Quote(string text)
    {
        if (text.Length <= 200)
            return new Json.JsonString(text).ToString();
        var end = char.IsHighSurrogate(text[199]) ? 199 : 200;
        return new Json.JsonString(text[..end]).ToString();
    }

    private static Fault Invalid(string why) => new("BAG_MANIFEST_INVALID", why);
}
