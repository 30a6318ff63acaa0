using Bookseal.Documents.Layout;

namespace Bookseal.Documents.Text;

/// <summary>
/// A document as plain text for a terminal: aligned columns, rules, no colours and no control characters but line
/// feeds.
/// </summary>
public static class DocumentText
{
    public const int LeastWidth = 40;
    private static readonly TerminalFace Face = new();

    /// <param name="width">
    /// Cells of a line; less than <see cref="LeastWidth"/> is taken as that. No line is longer: columns that do not fit
    /// side by side stand below, with the labels again.
    /// </param>
    /// <returns>Lines that end with a line feed.</returns>
    /// <exception cref="ArgumentException">A row has not one cell for each column of its table.</exception>
    public static string Render(Document document, int width)
    {
        DocumentShape.Demand(document);
        width = Math.Max(width, LeastWidth);
        var lines = new TextLines(Face);
        foreach (var text in new[] { document.Company, document.Title, document.Period }.Where(text => text.Length > 0))
            lines.Add(Wrapped(text, width));
        var measures = new TableFaces(
            Face,
            Face,
            IndentStep: 2,
            Gap: 2,
            LabelRoom: Math.Min(24, width / 4),
            TextRoom: 12,
            AmountRoom: 8
        );
        foreach (var (table, bands) in TablePlan.Of(document, measures, width, fill: false))
        {
            for (var i = 0; i < bands.Count; i++)
            {
                lines.End();
                new TextTable(lines, Face, measures, table, bands[i], width).Write(
                    TablePlan.Caption(table, i, bands.Count)
                );
            }
        }

        if (document.Notes.Count > 0)
            lines.End();
        foreach (var note in document.Notes)
            lines.Add(Wrapped(note, width));
        return lines.ToString();
    }

    private static IReadOnlyList<string> Wrapped(string text, int width) =>
        LineBreaker.Wrap(Face, Face.Clean(text), width, int.MaxValue);
}
