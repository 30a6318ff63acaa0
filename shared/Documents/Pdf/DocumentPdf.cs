using Bookseal.Documents.Layout;

namespace Bookseal.Documents.Pdf;

/// <summary>
/// A document on A4 pages, as PDF 1.7 (ISO 32000-1). The bytes depend on the document alone. Characters outside of
/// Windows-1252 are printed as <c>?</c>: the standard fonts have no others.
/// </summary>
public static class DocumentPdf
{
    /// <exception cref="ArgumentException">A row has not one cell for each column of its table.</exception>
    public static byte[] Render(Document document)
    {
        DocumentShape.Demand(document);
        var sheet = Sheet.For(document);
        var title = string.Join(
            " - ",
            new[] { document.Company, document.Title, document.Period }.Where(part => part.Length > 0)
        );
        return PdfFile.Write(title, sheet.Width, sheet.Height, new DocumentPrinter(document, sheet).Print());
    }
}
