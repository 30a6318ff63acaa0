using System.Text;

namespace Bookseal.Books.Documents.Pdf;

/// <summary>The content stream of a page (ISO 32000-1, 7.8.2), in ASCII. Lengths are integers in thousandths of a point, so no rounding of a runtime reaches the bytes; y counts upwards from the lower edge.</summary>
internal sealed class PageContent
{
    private readonly StringBuilder _text = new();
    private int _grey;

    public int Length => _text.Length;

    /// <param name="text">As <see cref="WinAnsi.Clean"/> returned it.</param>
    /// <param name="grey">0 is black, 100 white.</param>
    public void Text(SizedFont font, int x, int y, string text, int grey = 0)
    {
        if (text.Length == 0) return;
        Ink(grey);
        _text.Append("BT /").Append(font.Font.Resource).Append(' ');
        Number(font.Size);
        _text.Append("Tf ");
        Number(x);
        Number(y);
        _text.Append("Td ");
        PdfString.AppendLiteral(_text, text);
        _text.Append(" Tj ET\n");
    }

    public void TextEndingAt(SizedFont font, int right, int y, string text, int grey = 0) => Text(font, right - font.WidthOf(text), y, text, grey);

    /// <summary>A horizontal rule, as a filled rectangle that hangs below <paramref name="y"/>.</summary>
    public void Rule(int left, int right, int y, int thickness, int grey = 0)
    {
        Ink(grey);
        Number(left);
        Number(y - thickness);
        Number(right - left);
        Number(thickness);
        _text.Append("re f\n");
    }

    public void AppendTo(StringBuilder file) => file.Append(_text);

    private void Ink(int grey)
    {
        if (grey == _grey) return;
        Number(grey * 10);
        _text.Append("g\n");
        _grey = grey;
    }

    private void Number(int thousandths)
    {
        PdfNumber.Append(_text, thousandths);
        _text.Append(' ');
    }
}
