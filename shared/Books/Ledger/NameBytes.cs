using System.Diagnostics.CodeAnalysis;
using System.Text;
using System.Text.Json;

namespace Bookseal.Books.Ledger;

/// <summary>Names as raw UTF-8: compared without decoding, parsed only when first seen.</summary>
internal sealed class NameBytes : IEqualityComparer<byte[]>, IAlternateEqualityComparer<ReadOnlySpan<byte>, byte[]>
{
    public static readonly NameBytes Comparer = new();

    public static T Parse<T>(ReadOnlySpan<byte> name, Func<string, Result<T>> parse)
    {
        if (name.Length > 512)
            throw new JsonException("a name is too long");
        var result = parse(Encoding.UTF8.GetString(name));
        return result.IsOk ? result.Value : throw new JsonException(result.Fault.Message);
    }

    /// <summary>The text of a JSON string token with its quotes; an empty token is an empty text.</summary>
    public static string Unquote(ReadOnlySpan<byte> token)
    {
        if (token.IsEmpty)
            return "";
        if (!token.Contains((byte)'\\'))
            return Encoding.UTF8.GetString(token[1..^1]);
        var parsed = JsonText.Parse(token);
        return parsed is { IsOk: true, Value: JsonString text }
            ? text.Value
            : throw new JsonException("a text that cannot be read");
    }

    public bool Equals(byte[]? x, byte[]? y) => x.AsSpan().SequenceEqual(y);

    public int GetHashCode([DisallowNull] byte[] obj) => GetHashCode(obj.AsSpan());

    public bool Equals(ReadOnlySpan<byte> alternate, byte[] other) => alternate.SequenceEqual(other);

    public int GetHashCode(ReadOnlySpan<byte> alternate)
    {
        var hash = new HashCode();
        hash.AddBytes(alternate);
        return hash.ToHashCode();
    }

    public byte[] Create(ReadOnlySpan<byte> alternate) => alternate.ToArray();
}
