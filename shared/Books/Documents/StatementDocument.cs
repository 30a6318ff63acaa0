namespace Bookseal.Books.Documents;

/// <summary>
/// A financial statement as it is to be read, before it is a page or a terminal's text: who, what, when, tables, notes. The same document gives the PDF and the terminal view,
/// so they cannot disagree.
/// </summary>
/// <param name="Period">E.g. <c>For the month ended 31 January 2026</c>.</param>
/// <param name="Notes">Below the tables.</param>
public sealed record StatementDocument(
    string Company,
    string Title,
    string Period,
    IReadOnlyList<StatementTable> Tables,
    IReadOnlyList<string> Notes
);
