namespace Bookseal.Evidence.BagIt;

/// <summary>
/// Paths in a bag: which are safe on any file system, and how manifests spell them (RFC 8493 sections 2.1.3 and 5.2).
/// </summary>
public static class BagPath
{
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
    /// backslashes, control characters, device names.
    /// </summary>
    public static bool IsSafe(string path) =>
        path.Length is > 0 and <= 1024
        && !path.Any(c => c < ' ' || c is '\\' or ':' or '\u007f')
        && path[0] != '~'
        && path.Split('/').All(IsSafeSegment);

    /// <summary>Line feed, carriage return and percent are percent-encoded; everything else stands as it is.</summary>
    public static string Encode(string path) =>
        path.Replace("%", "%25", StringComparison.Ordinal)
            .Replace("\n", "%0A", StringComparison.Ordinal)
            .Replace("\r", "%0D", StringComparison.Ordinal);

    public static string Decode(string text) =>
        text.Replace("%0A", "\n", StringComparison.OrdinalIgnoreCase)
            .Replace("%0D", "\r", StringComparison.OrdinalIgnoreCase)
            .Replace("%25", "%", StringComparison.Ordinal);

    private static bool IsSafeSegment(string segment)
    {
        if (segment.Length == 0 || segment is "." or ".." || segment.EndsWith(' ') || segment.EndsWith('.'))
            return false;
        var stem = segment.Split('.')[0];
        return !WindowsDevices.Contains(stem, StringComparer.OrdinalIgnoreCase);
    }
}
