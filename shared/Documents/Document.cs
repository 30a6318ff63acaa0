namespace Bookseal.Documents;

/// <summary>
/// A document as it is to be read, before it is a page or a terminal's text: who, what, when, tables, notes. The same
/// one gives the PDF and the terminal view, so they cannot disagree.
/// </summary>
/// <param name="Period">E.g. <c>For the month ended 31 January 2026</c>.</param>
/// <param name="Notes">Below the tables.</param>
public sealed record Document(
    string Company,
    string Title,
    string Period,
    IReadOnlyList<DocumentTable> Tables,
    IReadOnlyList<string> Notes
);

/// <summary>A table of a document. Tables with the same column headings are set in the same columns.</summary>
/// <param name="Caption">Above the table; may be empty.</param>
/// <param name="LabelHeading">Heading of the label column; may be empty.</param>
/// <param name="Columns">Headings of the columns after the label.</param>
public sealed record DocumentTable(
    string Caption,
    string LabelHeading,
    IReadOnlyList<DocumentColumn> Columns,
    IReadOnlyList<DocumentRow> Rows
);

/// <summary>A column after the label: amounts stand at the right, texts at the left.</summary>
public sealed record DocumentColumn(string Heading, bool IsAmount = true);

/// <param name="Indent">0 for the outermost level.</param>
/// <param name="Cells">One text for each of the table's columns; empty for a heading.</param>
public sealed record DocumentRow(RowStyle Style, int Indent, string Label, IReadOnlyList<string> Cells)
{
    /// <summary>What the row is of, by its maker's own name, for readers to go on from; not printed.</summary>
    public string? Key { get; init; }

    public static DocumentRow Heading(string label, int indent = 0) => new(RowStyle.Heading, indent, label, []);

    public static DocumentRow Line(string label, int indent, params IReadOnlyList<string> cells) =>
        new(RowStyle.Line, indent, label, cells);

    public static DocumentRow Subtotal(string label, int indent, params IReadOnlyList<string> cells) =>
        new(RowStyle.Subtotal, indent, label, cells);

    public static DocumentRow Total(string label, params IReadOnlyList<string> cells) =>
        new(RowStyle.Total, 0, label, cells);
}

public enum RowStyle
{
    /// <summary>A caption of the rows below it, without amounts.</summary>
    Heading,
    Line,

    /// <summary>A rule above the amounts.</summary>
    Subtotal,

    /// <summary>Bold; a rule above and a double rule below the amounts.</summary>
    Total,
}
