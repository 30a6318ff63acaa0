using System.Text;

namespace Bookseal.Documents.Layout;

/// <summary>
/// What a layout knows of the letters it sets: which there are and how wide they are, in the unit of the layout
/// (thousandths of a point on paper, cells in a terminal).
/// </summary>
internal interface ITypeface
{
    /// <summary>
    /// The text in the characters that the typeface has: what it has not is <c>?</c>, and what would end or steer a
    /// line is a space.
    /// </summary>
    string Clean(string text);

    int WidthOf(ReadOnlySpan<char> text);

    int WidthOf(Rune rune);
}

/// <summary>The measures that a table is set in. Lengths are in the unit of the typefaces.</summary>
/// <param name="Bold">Of column headings, heading rows and totals.</param>
/// <param name="Gap">Between two columns.</param>
/// <param name="LabelRoom">What a long label gets before a column of the table has to move elsewhere.</param>
/// <param name="TextRoom">The same for a column of texts.</param>
/// <param name="AmountRoom">The least width of a column of amounts.</param>
internal sealed record TableFaces(
    ITypeface Body,
    ITypeface Bold,
    int IndentStep,
    int Gap,
    int LabelRoom,
    int TextRoom,
    int AmountRoom
)
{
    public ITypeface Of(RowStyle style) => style is RowStyle.Heading or RowStyle.Total ? Bold : Body;

    /// <summary>Never so much that no room for the label is left, whatever the row says.</summary>
    public int Indentation(DocumentRow row) => (int)Math.Min((long)Math.Max(row.Indent, 0) * IndentStep, LabelRoom / 2);

    /// <summary>
    /// The lines of a label; those after the first are to be set in by one step more, so that they do not read as rows.
    /// </summary>
    /// <param name="room">Beyond the indentation.</param>
    public IReadOnlyList<string> Label(DocumentRow row, int room, int maxLines)
    {
        var (face, label) = (Of(row.Style), Of(row.Style).Clean(row.Label));
        return face.WidthOf(label) <= room ? [label] : LineBreaker.Wrap(face, label, room - IndentStep, maxLines);
    }
}
