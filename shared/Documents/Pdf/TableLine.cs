using Bookseal.Documents.Layout;

namespace Bookseal.Documents.Pdf;

/// <summary>A row as it is printed: its texts broken into lines, and how high that is.</summary>
/// <param name="Above">Space between the row above and the letters; holds the rule of a sum.</param>
/// <param name="Below">Space below the letters; holds the double rule of a total.</param>
internal sealed record TableLine(
    RowStyle Style,
    int Indentation,
    IReadOnlyList<string> Label,
    IReadOnlyList<IReadOnlyList<string>> Cells,
    SizedFont Font,
    int Above,
    int Below
)
{
    // A row of any text still fits on a page.
    private const int MaxLines = 8;

    public int Height => Above + Below + Font.LineHeight * Cells.Append(Label).Max(lines => lines.Count);

    public static TableLine Of(DocumentRow row, ColumnBand band, Sheet sheet)
    {
        var font = sheet.Of(row.Style);
        var room = row.Style == RowStyle.Heading ? sheet.Room : band.LabelWidth;
        var indentation = sheet.Table.Indentation(row);
        var cells =
            row.Style == RowStyle.Heading
                ? []
                : band
                    .Columns.Select(column => Broken(row.Cells[column.Index], column.WidthFor(row.Cells[column.Index])))
                    .ToList();
        var (above, below) = Space(row.Style, sheet.BodySize);
        return new(
            row.Style,
            indentation,
            sheet.Table.Label(row, room - indentation, MaxLines),
            cells,
            font,
            above,
            below
        );

        IReadOnlyList<string> Broken(string text, int width) =>
            LineBreaker.Wrap(font, font.Clean(text), width, MaxLines);
    }

    private static (int Above, int Below) Space(RowStyle style, int size) =>
        style switch
        {
            RowStyle.Heading => (size / 2, 0),
            RowStyle.Line => (0, 0),
            RowStyle.Subtotal => (size / 4, size / 3),
            RowStyle.Total => (size / 4, size * 7 / 10),
            _ => throw new ArgumentOutOfRangeException(nameof(style), style, "no such row style"),
        };
}
