using System.Text;

namespace Bookseal.Documents.Pdf;

/// <summary>
/// The content stream of a page (ISO 32000-1, 7.8.2), in ASCII. Lengths are integers in thousandths of a point, so no
/// rounding of a runtime reaches the bytes; y counts upwards from the lower edge.
/// </summary>
internal sealed class PageContent
{
    private readonly StringBuilder _text = new();
    private int _grey;

    public int Length => _text.Length;

    /// <param name="text">As <see cref="WinAnsi.Clean"/> returned it.</param>
    /// <param name="grey">0 is black, 100 white.</param>
    public void Text(SizedFont font, int x, int y, string text, int grey = 0)
    {
        if (text.Length == 0)
            return;
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

    public void TextEndingAt(SizedFont font, int right, int y, string text, int grey = 0) =>
        Text(font, right - font.WidthOf(text), y, text, grey);

    /// <summary>
    /// A horizontal rule, whose middle is at <paramref name="y"/>. Drawn as a line, not as a thin rectangle: viewers
    /// show no line narrower than a pixel.
    /// </summary>
    public void Rule(int left, int right, int y, int thickness, int grey = 0)
    {
        Number(grey * 10);
        _text.Append("G ");
        Number(thickness);
        _text.Append("w ");
        Number(left);
        Number(y);
        _text.Append("m ");
        Number(right);
        Number(y);
        _text.Append("l S\n");
    }

    public void AppendTo(StringBuilder file) => file.Append(_text);

    private void Ink(int grey)
    {
        if (grey == _grey)
            return;
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
