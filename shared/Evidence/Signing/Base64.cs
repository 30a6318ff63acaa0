namespace Bookseal.Evidence.Signing;

internal static class Base64
{
    /// <summary>RFC 4648 section 4, canonical: padded, no white space, unused bits zero.</summary>
    public static byte[]? Standard(string text)
    {
        if (text.Length % 4 != 0)
            return null;
        var padding = text.Length - text.AsSpan().TrimEnd('=').Length;
        var bytes = new byte[text.Length / 4 * 3 - Math.Min(2, padding)];
        return
            Convert.TryFromBase64String(text, bytes, out var length)
            && length == bytes.Length
            && IsCanonicalEnd(text, bytes)
            ? bytes
            : null;
    }

    /// <summary>White space would have made fewer bytes; what can still differ are bits that no byte has.</summary>
    private static bool IsCanonicalEnd(string text, byte[] bytes)
    {
        var last = bytes.AsSpan(bytes.Length / 3 * 3);
        return last.IsEmpty || text.EndsWith(Convert.ToBase64String(last), StringComparison.Ordinal);
    }

    /// <summary>
    /// Either alphabet of RFC 4648 (DSSE 1.0.2 makes readers accept both) but not their mixture, with its padding or
    /// without any; unused bits are zero.
    /// </summary>
    public static byte[]? Either(string text)
    {
        var isUrlSafe = text.AsSpan().IndexOfAny('-', '_') >= 0;
        var standard = isUrlSafe ? Plain(text) : text;
        return standard is null ? null : Standard(standard.Contains('=') ? standard : Padded(standard));
    }

    /// <summary>In the standard alphabet; null where both are mixed.</summary>
    private static string? Plain(string urlSafe) =>
        urlSafe.AsSpan().IndexOfAny('+', '/') >= 0 ? null : urlSafe.Replace('-', '+').Replace('_', '/');

    private static string Padded(string text) => text.PadRight((text.Length + 3) / 4 * 4, '=');
}
