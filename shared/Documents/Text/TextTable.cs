using Bookseal.Documents.Layout;

namespace Bookseal.Documents.Text;

/// <summary>Writes one band of a table's columns.</summary>
internal sealed class TextTable(
    TextLines lines,
    TerminalFace face,
    TableFaces measures,
    DocumentTable table,
    ColumnBand band,
    int width
)
{
    private const int MaxLines = 8;

    public void Write(string caption)
    {
        if (caption.Length > 0)
            lines.Add(Broken(caption, width));
        Head();
        if (table.Rows.Count == 0)
            lines.Add(["None"]);
        for (var i = 0; i < table.Rows.Count; i++)
        {
            if (i > 0 && table.Rows[i].Style == RowStyle.Heading && table.Rows[i - 1].Style != RowStyle.Heading)
                lines.End();
            Row(table.Rows[i]);
        }
    }

    private void Head()
    {
        var label = Broken(table.LabelHeading, band.LabelWidth);
        var headings = band
            .Columns.Select(column => Broken(table.Columns[column.Index].Heading, column.Width - column.Hang))
            .ToList();
        var height = headings.Append(label).Max(texts => texts.Count);
        if (headings.Append(label).Any(texts => texts is not [""]))
            Cells(FromBelow(label), [.. headings.Select(FromBelow)]);
        lines.Add([new string('─', band.Width)]);

        IReadOnlyList<string> FromBelow(IReadOnlyList<string> texts) =>
            [.. Enumerable.Repeat("", height - texts.Count), .. texts];
    }

    private void Row(DocumentRow row)
    {
        if (row.Style == RowStyle.Heading)
        {
            Cells(Label(row, width), []);
            return;
        }

        if (row.Style is RowStyle.Subtotal or RowStyle.Total)
            Rules(row, '─');
        Cells(
            Label(row, band.LabelWidth),
            [
                .. band.Columns.Select(column =>
                    Broken(row.Cells[column.Index], column.WidthFor(row.Cells[column.Index]))
                ),
            ]
        );
        if (row.Style == RowStyle.Total)
            Rules(row, '═');
    }

    private IReadOnlyList<string> Label(DocumentRow row, int room)
    {
        var indentation = measures.Indentation(row);
        var label = measures.Label(row, room - indentation, MaxLines);
        return
        [
            .. label.Select(
                (text, line) => text.PadLeft(text.Length + indentation + (line == 0 ? 0 : measures.IndentStep))
            ),
        ];
    }

    private void Cells(IReadOnlyList<string> label, IReadOnlyList<IReadOnlyList<string>> cells)
    {
        var height = cells.Append(label).Max(texts => texts.Count);
        for (var line = 0; line < height; line++)
        {
            lines.Put(0, label.ElementAtOrDefault(line) ?? "");
            foreach (var (column, texts) in band.Columns.Zip(cells))
            {
                var text = texts.ElementAtOrDefault(line) ?? "";
                if (column.IsAmount)
                    lines.PutEndingAt(column.RightOf(texts[^1]), text);
                else
                    lines.Put(column.Left, text);
            }

            lines.End();
        }
    }

    private void Rules(DocumentRow row, char rule)
    {
        var ruled = band.Columns.Where(column => column.IsAmount && row.Cells[column.Index].Length > 0).ToList();
        foreach (var column in ruled)
            lines.Put(column.Left, new string(rule, column.Width));
        if (ruled.Count > 0)
            lines.End();
    }

    private IReadOnlyList<string> Broken(string text, int room) =>
        LineBreaker.Wrap(face, face.Clean(text), room, MaxLines);
}
