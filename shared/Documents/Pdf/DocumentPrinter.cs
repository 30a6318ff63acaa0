using Bookseal.Documents.Layout;

namespace Bookseal.Documents.Pdf;

/// <summary>
/// Prints a whole document: head, tables, notes, and last the footers, which know the number of pages.
/// </summary>
internal sealed class DocumentPrinter(Document document, Sheet sheet)
{
    private const int FooterRule = 48_000,
        Grey = 40,
        LightGrey = 65;
    private static readonly SizedFont Company = new(PdfFont.Bold, 16_000);
    private static readonly SizedFont Title = new(PdfFont.Bold, 12_000);
    private static readonly SizedFont Period = new(PdfFont.Regular, 10_000);
    private readonly PageFlow _flow = new(sheet);

    public IReadOnlyList<PageContent> Print()
    {
        Head();
        foreach (var (table, bands) in TablePlan.Of(document, sheet.Table, sheet.Room, fill: true))
            for (var i = 0; i < bands.Count; i++)
                Table(table, bands[i], TablePlan.Caption(table, i, bands.Count));

        Notes();
        for (var i = 0; i < _flow.Pages.Count; i++)
            Footer(_flow.Pages[i], $"Page {i + 1} of {_flow.Pages.Count}");
        return _flow.Pages;
    }

    private void Head()
    {
        Lines(Company, document.Company, maxLines: 3);
        _flow.Advance(3_000);
        Lines(Title, document.Title, maxLines: 3);
        Lines(Period, document.Period, maxLines: 3, Grey);
        _flow.Advance(6_000);
    }

    private void Table(DocumentTable table, ColumnBand band, string caption)
    {
        _flow.Advance(14_000);
        new TablePrinter(_flow, sheet, table, band, caption).Print();
    }

    private void Notes()
    {
        if (document.Notes.Count == 0)
            return;
        if (_flow.Free < 4 * sheet.Note.LineHeight)
            _flow.NewPage();
        _flow.Advance(16_000);
        _flow.Page.Rule(Sheet.Margin, Sheet.Margin + 72_000, _flow.Y, thickness: 500, LightGrey);
        _flow.Advance(5_000);
        foreach (var note in document.Notes)
        {
            Lines(sheet.Note, note, maxLines: int.MaxValue);
            _flow.Advance(3_000);
        }
    }

    private void Footer(PageContent page, string number)
    {
        page.Rule(Sheet.Margin, sheet.Right, FooterRule, thickness: 500, LightGrey);
        var y = FooterRule - sheet.Note.LineHeight;
        var name = string.Join(" \u00b7 ", new[] { document.Company, document.Title }.Where(part => part.Length > 0));
        var room = sheet.Room - sheet.Note.WidthOf(number) - sheet.Table.Gap;
        page.Text(sheet.Note, Sheet.Margin, y, LineBreaker.Shorten(sheet.Note, WinAnsi.Clean(name), room), Grey);
        page.TextEndingAt(sheet.Note, sheet.Right, y, number, Grey);
    }

    private void Lines(SizedFont font, string text, int maxLines, int grey = 0)
    {
        if (text.Length > 0)
            _flow.Lines(font, LineBreaker.Wrap(font, WinAnsi.Clean(text), sheet.Room, maxLines), grey);
    }
}
