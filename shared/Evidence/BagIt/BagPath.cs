using System.Buffers;

namespace Bookseal.Evidence.BagIt;

/// <summary>
/// Paths in a bag: which are safe on any file system, and how manifests spell them (RFC 8493 sections 2.1.3 and 5.2).
/// </summary>
public static class BagPath
{
    public const string Payload = "data/";

    private static readonly SearchValues<char> Unsafe = SearchValues.Create("\\:");
    private static readonly string[] WindowsDevices =
    [
        "CON",
        "PRN",
        "AUX",
        "NUL",
        .. Enumerable.Range(1, 9).SelectMany(n => new[] { $"COM{n}", $"LPT{n}" }),
    ];

    /// <summary>
    /// False for whatever could leave the bag or mean something else elsewhere: absolute, dotted, drive letters,
    /// backslashes, what is not to be seen, device names; and for more characters or folders than the limits.
    /// </summary>
    public static bool IsSafe(string path) =>
        path.Length is > 0 and <= Limits.BagPathCharacters
        && !path.AsSpan().ContainsAny(Unsafe)
        && VisibleText.IsVisible(path)
        && path[0] != '~'
        && path.AsSpan().Count('/') <= Limits.BagPathFolders
        && HasSafeSegments(path);

    public static bool IsPayload(string path) => path.StartsWith(Payload, StringComparison.Ordinal);

    /// <summary>
    /// True where the path is a tag file's, and would be the payload's to a program that ignores case or decodes
    /// percent signs.
    /// </summary>
    public static bool IsPayloadOtherwise(string path)
    {
        var decoded = path.Contains('%') ? Uri.UnescapeDataString(path).Replace('\\', '/') : path;
        return !IsPayload(path) && $"{decoded}/".StartsWith(Payload, StringComparison.OrdinalIgnoreCase);
    }

    /// <summary>Line feed, carriage return and percent are percent-encoded; everything else stands as it is.</summary>
    public static string Encode(string path) =>
        path.Replace("%", "%25", StringComparison.Ordinal)
            .Replace("\n", "%0A", StringComparison.Ordinal)
            .Replace("\r", "%0D", StringComparison.Ordinal);

    public static string Decode(string text) =>
        text.Replace("%0A", "\n", StringComparison.OrdinalIgnoreCase)
            .Replace("%0D", "\r", StringComparison.OrdinalIgnoreCase)
            .Replace("%25", "%", StringComparison.Ordinal);

    private static bool HasSafeSegments(ReadOnlySpan<char> path)
    {
        foreach (var segment in path.Split('/'))
            if (!IsSafeSegment(path[segment]))
                return false;
        return true;
    }

    private static bool IsSafeSegment(ReadOnlySpan<char> segment)
    {
        if (segment.IsEmpty || segment is "." or ".." || segment[^1] is ' ' or '.')
            return false;
        var dot = segment.IndexOf('.');
        var stem = dot < 0 ? segment : segment[..dot];
        foreach (var device in WindowsDevices)
            if (stem.Equals(device, StringComparison.OrdinalIgnoreCase))
                return false;
        return true;
    }
}
