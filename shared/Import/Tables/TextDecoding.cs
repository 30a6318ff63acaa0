using System.Text;
using System.Text.Unicode;

namespace Bookseal.Import.Tables;

/// <summary>
/// The text of a file of another program, whose encoding nobody states: what its first bytes mark, else UTF-8 where it
/// is that, else Windows-1252, which every byte is.
/// </summary>
public static class TextDecoding
{
    private const int WesternCodePage = 1252;
    private static readonly Encoding Western =
        CodePagesEncodingProvider.Instance.GetEncoding(WesternCodePage)
        ?? throw new InvalidOperationException("Windows-1252 is not there");

    public static string Decode(ReadOnlySpan<byte> bytes) =>
        bytes switch
        {
            [0xef, 0xbb, 0xbf, .. var rest] => DecodePlain(rest),
            [0xff, 0xfe, .. var rest] => Encoding.Unicode.GetString(rest),
            [0xfe, 0xff, .. var rest] => Encoding.BigEndianUnicode.GetString(rest),
            [not 0, 0, not 0, 0, ..] => Encoding.Unicode.GetString(bytes),
            [0, not 0, 0, not 0, ..] => Encoding.BigEndianUnicode.GetString(bytes),
            _ => DecodePlain(bytes),
        };

    private static string DecodePlain(ReadOnlySpan<byte> bytes) =>
        Utf8.IsValid(bytes) ? Encoding.UTF8.GetString(bytes) : Western.GetString(bytes);
}
