using System.Text;
using Bookseal.Documents.Layout;

namespace Bookseal.Documents.Pdf;

/// <summary>
/// One of the standard 14 fonts, which every reader has (ISO 32000-1, 9.6.2.2). Widths and descriptor are written all
/// the same, so a reader that substitutes a font keeps the columns.
/// </summary>
internal sealed class PdfFont
{
    private readonly short[] _widths;

    private PdfFont(string name, string resource, ReadOnlySpan<short> widths, string descriptor)
    {
        Name = name;
        Resource = resource;
        _widths = widths.ToArray();
        Descriptor =
            $"<< /Type /FontDescriptor /FontName /{name} /Flags 32 /ItalicAngle 0 /Ascent 718 /Descent -207 "
            + $"/CapHeight 718 {descriptor} >>";
    }

    public static PdfFont Regular { get; } =
        new("Helvetica", "F1", HelveticaWidths.Regular, "/FontBBox [-166 -225 1000 931] /StemV 76");

    public static PdfFont Bold { get; } =
        new("Helvetica-Bold", "F2", HelveticaWidths.Bold, "/FontBBox [-170 -228 1003 962] /StemV 118");

    public string Name { get; }

    /// <summary>Its name on the pages.</summary>
    public string Resource { get; }

    public string Descriptor { get; }

    public string Dictionary(int descriptorObject) =>
        $"<< /Type /Font /Subtype /Type1 /BaseFont /{Name} /Encoding /WinAnsiEncoding "
        + $"/FirstChar {HelveticaWidths.First} /LastChar {HelveticaWidths.Last} "
        + $"/FontDescriptor {descriptorObject} 0 R\n/Widths [{string.Join(' ', _widths)}] >>";

    /// <summary>In thousandths of the font size.</summary>
    public int WidthOf(char character) => _widths[WinAnsi.CodeOf(character) - HelveticaWidths.First];
}

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
