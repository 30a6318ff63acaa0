using System.Text;
using Bookseal.Books.Documents.Layout;

namespace Bookseal.Books.Documents.Pdf;

/// <summary>A font in a size.</summary>
/// <param name="Size">In thousandths of a point, as all lengths on a page.</param>
internal sealed record SizedFont(PdfFont Font, int Size) : ITypeface
{
    // Ten metres: more than any page, and still the widths of many columns add up.
    private const int Widest = 28_346_000;

    public int LineHeight => Size * 14 / 10;

    public string Clean(string text) => WinAnsi.Clean(text);

    public int WidthOf(ReadOnlySpan<char> text)
    {
        var thousandths = 0L;
        foreach (var character in text)
            thousandths += Font.WidthOf(character);
        return (int)Math.Min(thousandths * Size / 1000, Widest);
    }

    public int WidthOf(Rune rune) => Font.WidthOf((char)rune.Value) * Size / 1000;
}
