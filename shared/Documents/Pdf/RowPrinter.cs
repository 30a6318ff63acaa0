using Bookseal.Documents.Layout;

namespace Bookseal.Documents.Pdf;

/// <summary>Prints rows, with the rules of sums above and below their amounts.</summary>
internal sealed class RowPrinter(PageFlow flow, Sheet sheet, ColumnBand band)
{
    private const int Thin = 500;

    public void Print(TableLine row)
    {
        if (row.Style is RowStyle.Subtotal or RowStyle.Total)
            Rules(row, flow.Y);
        flow.Advance(row.Above);
        Texts(row);
        flow.Advance(row.Height - row.Above);
        if (row.Style != RowStyle.Total)
            return;
        var below = flow.Y + row.Below - sheet.BodySize * 3 / 10;
        Rules(row, below);
        Rules(row, below + 4 * Thin);
    }

    private void Texts(TableLine row)
    {
        var y = flow.Baseline(row.Font);
        for (var i = 0; i < row.Label.Count; i++)
        {
            var left = Sheet.Margin + row.Indentation + (i == 0 ? 0 : sheet.Table.IndentStep);
            flow.Page.Text(row.Font, left, y - i * row.Font.LineHeight, row.Label[i]);
        }

        foreach (var (column, lines) in band.Columns.Zip(row.Cells))
        {
            for (var i = 0; i < lines.Count; i++)
            {
                var below = y - i * row.Font.LineHeight;
                if (column.IsAmount)
                    flow.Page.TextEndingAt(row.Font, Sheet.Margin + column.RightOf(lines[^1]), below, lines[i]);
                else
                    flow.Page.Text(row.Font, Sheet.Margin + column.Left, below, lines[i]);
            }
        }
    }

    private void Rules(TableLine row, int y)
    {
        foreach (var (column, lines) in band.Columns.Zip(row.Cells))
            if (column.IsAmount && lines is not [""])
                flow.Page.Rule(Sheet.Margin + column.Left, Sheet.Margin + column.Right, y, Thin);
    }
}
