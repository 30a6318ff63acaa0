using System.Text;

namespace Bookseal.Fuzz.Mutators;

/// <summary>Cuts and pastes bytes.</summary>
internal static class Splice
{
    public static byte[] Replace(byte[] content, int start, int end, ReadOnlySpan<byte> instead) =>
        [.. content.AsSpan(0, start), .. instead, .. content.AsSpan(end)];

    public static byte[] Insert(byte[] content, int at, ReadOnlySpan<byte> part) => Replace(content, at, at, part);

    public static byte[] Insert(byte[] content, int at, string part) => Replace(content, at, at, Utf8(part));

    public static byte[] Utf8(string text) => Encoding.UTF8.GetBytes(text);

    public static string Text(byte[] bytes) => Encoding.UTF8.GetString(bytes);

    public static string Text(byte[] bytes, int start, int end) => Encoding.UTF8.GetString(bytes, start, end - start);
}
