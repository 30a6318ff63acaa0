using System.Text;

namespace Bookseal.Documents.Pdf;

/// <summary>Writes thousandths as a decimal number (ISO 32000-1, 7.3.3): <c>595276</c> is <c>595.276</c>.</summary>
internal static class PdfNumber
{
    public static void Append(StringBuilder text, int thousandths)
    {
        if (thousandths < 0)
            text.Append('-');
        var (whole, fraction) = Math.DivRem(Math.Abs(thousandths), 1000);
        text.Append(whole);
        if (fraction == 0)
            return;
        text.Append('.').Append((char)('0' + fraction / 100));
        if (fraction % 100 == 0)
            return;
        text.Append((char)('0' + fraction / 10 % 10));
        if (fraction % 10 != 0)
            text.Append((char)('0' + fraction % 10));
    }
}
