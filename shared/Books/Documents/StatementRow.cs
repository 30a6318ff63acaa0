namespace Bookseal.Books.Documents;

/// <summary>One row of a statement.</summary>
/// <param name="Indent">0 for the outermost level.</param>
/// <param name="Cells">One text for each of the table's columns; empty for a heading.</param>
public sealed record StatementRow(RowStyle Style, int Indent, string Label, IReadOnlyList<string> Cells)
{
    public static StatementRow Heading(string label, int indent = 0) => new(RowStyle.Heading, indent, label, []);

    public static StatementRow Line(string label, int indent, params IReadOnlyList<string> cells) =>
        new(RowStyle.Line, indent, label, cells);

    public static StatementRow Subtotal(string label, int indent, params IReadOnlyList<string> cells) =>
        new(RowStyle.Subtotal, indent, label, cells);

    public static StatementRow Total(string label, params IReadOnlyList<string> cells) =>
        new(RowStyle.Total, 0, label, cells);
}
