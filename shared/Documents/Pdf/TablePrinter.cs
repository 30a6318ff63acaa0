using Bookseal.Documents.Layout;

namespace Bookseal.Documents.Pdf;

/// <summary>
/// Prints the rows of a table in one band of its columns, with caption and column headings again on each page.
/// </summary>
internal sealed class TablePrinter(PageFlow flow, Sheet sheet, DocumentTable table, ColumnBand band, string caption)
{
    private readonly TableHead _head = new(sheet, table, band);
    private readonly RowPrinter _rows = new(flow, sheet, band);

    public void Print()
    {
        var blocks = KeptTogether.Blocks([.. table.Rows.Select(row => TableLine.Of(row, band, sheet))]).ToList();
        if (!BeginsHere(blocks))
            flow.NewPage();
        _head.Print(flow, caption);
        if (blocks.Count == 0)
            flow.Lines(sheet.Body, ["None"], grey: 40);
        foreach (var block in blocks)
        {
            // A block higher than a page is the only one that is broken.
            if (Height(block) > flow.Free && Height(block) <= flow.PageHeight - _head.HeightWith(caption))
                Continue();
            foreach (var row in block)
            {
                if (row.Height > flow.Free)
                    Continue();
                _rows.Print(row);
            }
        }
    }

    /// <summary>
    /// A table begins where its head and its first block fit, or of a block higher than a page the first row; one that
    /// is short is not divided at all.
    /// </summary>
    private bool BeginsHere(List<IReadOnlyList<TableLine>> blocks)
    {
        var head = _head.HeightWith(caption);
        if (blocks.Count == 0)
            return head + sheet.Body.LineHeight <= flow.Free;
        var whole = head + blocks.Sum(Height);
        var begin = head + Height(blocks[0]);
        if (begin > flow.PageHeight)
            begin = head + blocks[0][0].Height;
        return (whole <= flow.PageHeight / 2 ? whole : begin) <= flow.Free;
    }

    private static int Height(IReadOnlyList<TableLine> block) => block.Sum(row => row.Height);

    private void Continue()
    {
        flow.NewPage();
        _head.Print(flow, caption.Length == 0 ? "" : $"{caption} (continued)");
    }
}
