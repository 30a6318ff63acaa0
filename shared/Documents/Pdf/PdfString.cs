using System.Text;

namespace Bookseal.Documents.Pdf;

/// <summary>Writes strings (ISO 32000-1, 7.3.4) in ASCII.</summary>
internal static class PdfString
{
    /// <summary>A literal string in WinAnsi, as pages show it.</summary>
    public static void AppendLiteral(StringBuilder file, string clean)
    {
        file.Append('(');
        foreach (var character in clean)
        {
            var code = WinAnsi.CodeOf(character);
            if (code is (byte)'(' or (byte)')' or (byte)'\\')
                file.Append('\\').Append(character);
            else if (code < 0x80)
                file.Append(character);
            else
                file.Append('\\')
                    .Append((char)('0' + (code >> 6)))
                    .Append((char)('0' + (code >> 3 & 7)))
                    .Append((char)('0' + (code & 7)));
        }

        file.Append(')');
    }

    /// <summary>A text string outside of pages (7.9.2.2): any Unicode text, as UTF-16 in hexadecimal.</summary>
    public static string Unicode(string text) =>
        $"<FEFF{Convert.ToHexString(Encoding.BigEndianUnicode.GetBytes(text))}>";
}
