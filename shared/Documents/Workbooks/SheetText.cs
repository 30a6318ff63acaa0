using System.Buffers;
using System.Globalization;
using System.Text;
using Bookseal.Evidence;

namespace Bookseal.Documents.Workbooks;

/// <summary>
/// Text inside a workbook's XML: what XML cannot say is spelt as <c>_x0007_</c> (ECMA-376 part 1, 22.9.2.19).
/// </summary>
internal static class SheetText
{
    private static readonly SearchValues<char> HexDigits = SearchValues.Create("0123456789abcdefABCDEF");

    public static void Append(StringBuilder xml, string text)
    {
        var length = text.Length <= Limits.SheetCellCharacters ? text.Length : WholeCharacters(text);
        for (var i = 0; i < length; i++)
        {
            var c = text[i];
            if (char.IsHighSurrogate(c) && i + 1 < length && char.IsLowSurrogate(text[i + 1]))
                xml.Append(c).Append(text[++i]);
            else if (char.IsSurrogate(c) || c >= '\ufffe')
                xml.Append('\ufffd');
            else if (IsUnsayable(c) || (c == '_' && IsEscape(text.AsSpan(i, length - i))))
                xml.Append(CultureInfo.InvariantCulture, $"_x{(int)c:X4}_");
            else
                AppendPlain(xml, c);
        }
    }

    public static string Of(string text)
    {
        var xml = new StringBuilder();
        Append(xml, text);
        return xml.ToString();
    }

    private static void AppendPlain(StringBuilder xml, char c)
    {
        switch (c)
        {
            case '&':
                xml.Append("&amp;");
                break;
            case '<':
                xml.Append("&lt;");
                break;
            case '>':
                xml.Append("&gt;");
                break;
            case '"':
                xml.Append("&quot;");
                break;
            default:
                xml.Append(c);
                break;
        }
    }

    private static int WholeCharacters(string text) =>
        char.IsHighSurrogate(text[Limits.SheetCellCharacters - 1])
            ? Limits.SheetCellCharacters - 1
            : Limits.SheetCellCharacters;

    /// <summary>A carriage return, too: XML's readers make a line feed of it.</summary>
    private static bool IsUnsayable(char c) => c < ' ' && c is not '\t' and not '\n';

    private static bool IsEscape(ReadOnlySpan<char> text) =>
        text.Length >= 7 && text[1] == 'x' && text[6] == '_' && !text[2..6].ContainsAnyExcept(HexDigits);
}
