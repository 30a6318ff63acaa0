using System.Buffers.Text;
using System.Text;

namespace Bookseal.Books.Costs;

/// <summary>Ids of records whose source has none.</summary>
public static class CostId
{
    private const string Prefix = "sha256:";

    /// <param name="dimensions">Of all columns that say what is charged and none that says how much.</param>
    /// <param name="ordinal">From 1, among records of equal dimensions, in an order that follows from content.</param>
    public static string OfDimensions(Digest dimensions, int ordinal) => $"{Prefix}{dimensions}:{ordinal}";

    /// <summary>Whether an id is one of these; no source's is.</summary>
    public static bool TryParse(ReadOnlySpan<byte> id, out Digest dimensions, out int ordinal)
    {
        (dimensions, ordinal) = (default, 0);
        const int digits = Digest.Size * 2;
        if (!IsOurs(id) || id.Length < Prefix.Length + digits + 2 || id[Prefix.Length + digits] != ':')
            return false;
        var rest = id[(Prefix.Length + digits + 1)..];
        if (!Utf8Parser.TryParse(rest, out ordinal, out var read) || read != rest.Length)
            return false;
        var parsed = Digest.Parse(Encoding.UTF8.GetString(id.Slice(Prefix.Length, digits)));
        dimensions = parsed.IsOk ? parsed.Value : default;
        return parsed.IsOk;
    }

    /// <summary>The id with the ordinal before; null of a first one, and of ids that a source gave.</summary>
    public static string? Before(string id)
    {
        if (!id.StartsWith(Prefix, StringComparison.Ordinal) || id.EndsWith(":1", StringComparison.Ordinal))
            return null;
        return TryParse(Encoding.UTF8.GetBytes(id), out var dimensions, out var ordinal) && ordinal > 1
            ? OfDimensions(dimensions, ordinal - 1)
            : null;
    }

    /// <summary>Begins like one of these, and so is none of a source's.</summary>
    public static bool IsOurs(ReadOnlySpan<byte> id) => id.StartsWith("sha256:"u8);

    /// <summary>What a record is found by: an id is its provider's, and another one's may be the same.</summary>
    public static Digest KeyOf(string provider, string id) =>
        Digest.Of(Encoding.UTF8.GetBytes($"{provider.Length}:{provider}{id}"));

    /// <summary>
    /// The id of a line as it stands there, without reading the rest; empty where it is not to be had so. No text can
    /// hold this member's name unescaped: the bytes tell.
    /// </summary>
    public static ReadOnlySpan<byte> In(ReadOnlySpan<byte> line) => TextIn(line, "\"id\":\""u8);

    /// <summary>The provider of a line; empty where it is written with escapes.</summary>
    public static ReadOnlySpan<byte> ProviderIn(ReadOnlySpan<byte> line) => TextIn(line, "\"provider\":\""u8);

    private static ReadOnlySpan<byte> TextIn(ReadOnlySpan<byte> line, ReadOnlySpan<byte> member)
    {
        var start = line.IndexOf(member);
        if (start < 0)
            return [];
        var rest = line[(start + member.Length)..];
        var end = rest.IndexOf((byte)'"');
        return end < 0 || rest[..end].Contains((byte)'\\') ? [] : rest[..end];
    }
}
