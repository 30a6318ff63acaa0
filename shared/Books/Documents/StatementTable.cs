namespace Bookseal.Books.Documents;

/// <summary>A table of a statement: one for each currency, since nothing is added across currencies.</summary>
/// <param name="Caption">Above the table, e.g. the currency; may be empty.</param>
/// <param name="LabelHeading">Heading of the label column; may be empty.</param>
/// <param name="Columns">Headings of the columns after the label.</param>
public sealed record StatementTable(
    string Caption,
    string LabelHeading,
    IReadOnlyList<StatementColumn> Columns,
    IReadOnlyList<StatementRow> Rows
);
