using Bookseal.Books.Documents.Layout;

namespace Bookseal.Books.Documents.Pdf;

/// <summary>Prints the rows of a table in one band of its columns, with caption and column headings again on each page.</summary>
internal sealed class TablePrinter(PageFlow flow, Sheet sheet, StatementTable table, ColumnBand band, string caption)
{
    private readonly TableHead _head = new(sheet, table, band);
    private readonly RowPrinter _rows = new(flow, sheet, band);

    public void Print()
    {
        var blocks = KeptTogether.Blocks([.. table.Rows.Select(row => TableLine.Of(row, band, sheet))]).ToList();
        if (!BeginsHere(blocks)) flow.NewPage();
        _head.Print(flow, caption);
        if (blocks.Count == 0) None();
        foreach (var block in blocks)
        {
            // A block higher than a page is the only one that is broken.
            var height = block.Sum(row => row.Height);
            if (height > flow.Free && height <= flow.PageHeight - _head.HeightWith(caption)) Continue();
            foreach (var row in block)
            {
                if (row.Height > flow.Free) Continue();
                _rows.Print(row);
            }
        }
    }

    /// <summary>A table begins where its head and first rows fit; one that is short is not divided at all.</summary>
    private bool BeginsHere(List<IReadOnlyList<TableLine>> blocks)
    {
        var whole = _head.HeightWith(caption) + blocks.Sum(block => block.Sum(row => row.Height));
        var needed = whole <= flow.PageHeight / 2 ? whole : _head.HeightWith(caption) + blocks[0].Sum(row => row.Height);
        return needed <= flow.Free || needed > flow.PageHeight;
    }

    private void Continue()
    {
        flow.NewPage();
        _head.Print(flow, caption.Length == 0 ? "" : $"{caption} (continued)");
    }

    private void None()
    {
        flow.Lines(sheet.Body, ["None"], grey: 40);
    }
}
