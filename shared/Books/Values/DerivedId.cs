using System.Text;

namespace Bookseal.Books.Values;

/// <summary>
/// UUIDs that follow from names (RFC 9562 version 8: the first 122 free bits of a SHA-256). Derived ids let a resumed close find what it had made before,
/// and let the same books closed twice give the same bytes.
/// </summary>
public static class DerivedId
{
    public static Guid From(params ReadOnlySpan<string> parts)
    {
        // The unit separator cannot occur in any of the parts, so ("a", "bc") and ("ab", "c") differ.
        var bytes = Digest.Of(Encoding.UTF8.GetBytes(string.Join('\u001f', parts.ToArray()))).ToArray().AsSpan(0, 16);
        bytes[6] = (byte)(bytes[6] & 0x0f | 0x80);
        bytes[8] = (byte)(bytes[8] & 0x3f | 0x80);
        return new Guid(bytes, bigEndian: true);
    }
}
