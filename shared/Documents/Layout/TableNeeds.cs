namespace Bookseal.Documents.Layout;

/// <summary>What the columns of one or more tables with the same columns need.</summary>
internal sealed record TableNeeds(ColumnNeed Label, IReadOnlyList<ColumnNeed> Columns)
{
    /// <param name="tables">
    /// At least one. Measured together, tables with the same columns stand in the same columns.
    /// </param>
    public static TableNeeds Of(IReadOnlyList<DocumentTable> tables, TableFaces faces) =>
        new(
            LabelNeed(tables, faces),
            [.. Enumerable.Range(0, tables[0].Columns.Count).Select(column => Need(tables, column, faces))]
        );

    private static ColumnNeed LabelNeed(IReadOnlyList<DocumentTable> tables, TableFaces faces)
    {
        var natural = tables.Max(table => faces.Bold.WidthOf(faces.Bold.Clean(table.LabelHeading)));
        foreach (var row in tables.SelectMany(table => table.Rows).Where(row => row.Style != RowStyle.Heading))
        {
            var face = faces.Of(row.Style);
            natural = Math.Max(natural, faces.Indentation(row) + face.WidthOf(face.Clean(row.Label)));
        }

        return new(natural, Math.Min(natural, faces.LabelRoom), IsAmount: false, Hang: 0);
    }

    private static ColumnNeed Need(IReadOnlyList<DocumentTable> tables, int column, TableFaces faces)
    {
        var (plain, parenthesized) = (0, 0);
        foreach (var row in tables.SelectMany(table => table.Rows).Where(row => row.Style != RowStyle.Heading))
        {
            var (cell, face) = (row.Cells[column], faces.Of(row.Style));
            var width = face.WidthOf(face.Clean(cell));
            if (cell.EndsWith(')'))
                parenthesized = Math.Max(parenthesized, width);
            else
                plain = Math.Max(plain, width);
        }

        var heading = faces.Bold.Clean(tables[0].Columns[column].Heading);
        return tables[0].Columns[column].IsAmount
            ? Amounts(heading, plain, parenthesized, faces)
            : Texts(Math.Max(Math.Max(plain, parenthesized), faces.Bold.WidthOf(heading)), faces.TextRoom);
    }

    private static ColumnNeed Texts(int natural, int room) =>
        new(natural, Math.Min(natural, room), IsAmount: false, Hang: 0);

    private static ColumnNeed Amounts(string heading, int plain, int parenthesized, TableFaces faces)
    {
        var hang = parenthesized > 0 ? faces.Bold.WidthOf(")") : 0;
        var longestWord = heading.Split(' ').Max(word => faces.Bold.WidthOf(word));
        var minimum = Math.Max(Math.Max(plain, longestWord) + hang, Math.Max(parenthesized, faces.AmountRoom));
        return new(Math.Max(minimum, faces.Bold.WidthOf(heading) + hang), minimum, IsAmount: true, hang);
    }
}
