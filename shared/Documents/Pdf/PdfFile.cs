using System.Security.Cryptography;
using System.Text;

namespace Bookseal.Documents.Pdf;

/// <summary>
/// Writes a PDF 1.7 file (ISO 32000-1) without compression, time or chance: the same pages give the same bytes
/// everywhere, and a reader of the bytes sees the amounts.
/// </summary>
internal sealed class PdfFile
{
    private const int Catalog = 1,
        PageTree = 2,
        Information = 3,
        FirstFont = 4;
    private static readonly PdfFont[] Fonts = [PdfFont.Regular, PdfFont.Bold];
    private static readonly int FirstPage = FirstFont + 2 * Fonts.Length;

    // Latin-1, one byte for each character, so the length is the offset. The comment tells tools that the file is not
    // text (7.5.2).
    private readonly StringBuilder _file = new("%PDF-1.7\n%\u00e2\u00e3\u00cf\u00d3\n");
    private readonly List<int> _offsets = [];

    private PdfFile() { }

    /// <param name="title">Any Unicode text.</param>
    /// <param name="width">Of every page, in thousandths of a point.</param>
    public static byte[] Write(string title, int width, int height, IReadOnlyList<PageContent> pages)
    {
        var file = new PdfFile();
        file.Object($"<< /Type /Catalog /Pages {PageTree} 0 R /ViewerPreferences << /DisplayDocTitle true >> >>");
        file.Object(
            $"<< /Type /Pages /Count {pages.Count} "
                + $"/Kids [{string.Join(' ', pages.Select((_, i) => $"{FirstPage + 2 * i} 0 R"))}] >>"
        );
        file.Object($"<< /Title {PdfString.Unicode(title)} /Producer (Bookseal) >>");
        for (var i = 0; i < Fonts.Length; i++)
        {
            file.Object(Fonts[i].Dictionary(FirstFont + 2 * i + 1));
            file.Object(Fonts[i].Descriptor);
        }

        foreach (var page in pages)
            file.Page(width, height, page);
        file.Trailer();
        return Encoding.Latin1.GetBytes(file._file.ToString());
    }

    private void Page(int width, int height, PageContent content)
    {
        var fonts = string.Join(' ', Fonts.Select((font, i) => $"/{font.Resource} {FirstFont + 2 * i} 0 R"));
        var box = new StringBuilder("0 0 ");
        PdfNumber.Append(box, width);
        PdfNumber.Append(box.Append(' '), height);
        Object(
            $"<< /Type /Page /Parent {PageTree} 0 R /MediaBox [{box}] /Resources << /Font << {fonts} >> >> "
                + $"/Contents {_offsets.Count + 2} 0 R >>"
        );
        Begin();
        _file.Append($"<< /Length {content.Length} >>\nstream\n");
        content.AppendTo(_file);
        _file.Append("\nendstream\nendobj\n");
    }

    private void Object(string body)
    {
        Begin();
        _file.Append(body).Append("\nendobj\n");
    }

    private void Begin()
    {
        _offsets.Add(_file.Length);
        _file.Append($"{_offsets.Count} 0 obj\n");
    }

    /// <summary>
    /// The cross-reference table, 20 bytes for each object (7.5.4), and the trailer. The file identifier (14.4) is the
    /// digest of everything before it.
    /// </summary>
    private void Trailer()
    {
        var id = Convert.ToHexString(SHA256.HashData(Encoding.Latin1.GetBytes(_file.ToString())).AsSpan(0, 16));
        var start = _file.Length;
        _file.Append($"xref\n0 {_offsets.Count + 1}\n0000000000 65535 f \n");
        foreach (var offset in _offsets)
            _file.Append($"{offset:D10} 00000 n \n");
        _file.Append(
            $"trailer\n<< /Size {_offsets.Count + 1} /Root {Catalog} 0 R /Info {Information} 0 R "
                + $"/ID [<{id}> <{id}>] >>\nstartxref\n{start}\n%%EOF\n"
        );
    }
}
