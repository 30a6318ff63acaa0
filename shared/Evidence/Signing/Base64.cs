using System.Buffers.Text;

namespace Bookseal.Evidence.Signing;

internal static class Base64
{
    /// <summary>RFC 4648 section 4, canonical: padded, no white space, unused bits zero.</summary>
    public static byte[]? Standard(string text)
    {
        var buffer = new byte[text.Length];
        if (!Convert.TryFromBase64String(text, buffer, out var length))
            return null;
        var bytes = buffer[..length];
        return Convert.ToBase64String(bytes) == text ? bytes : null;
    }

    /// <summary>Either alphabet of RFC 4648 (DSSE 1.0.2 makes readers accept both), with or without padding.</summary>
    public static byte[]? Either(string text)
    {
        var urlSafe = text.Replace('+', '-').Replace('/', '_').TrimEnd('=');
        if (urlSafe.Any(c => !char.IsAsciiLetterOrDigit(c) && c is not '-' and not '_'))
            return null;
        try
        {
            return Base64Url.DecodeFromChars(urlSafe);
        }
        catch (FormatException)
        {
            return null;
        }
    }
}
