using System.Text;

namespace Bookseal.Books.Documents.Layout;

/// <summary>
/// What a layout knows of the letters it sets: which there are and how wide they are, in the unit of the layout (thousandths of a point on paper, cells in a terminal).
/// </summary>
internal interface ITypeface
{
    /// <summary>The text in the characters that the typeface has: what it has not is <c>?</c>, and what would end or steer a line is a space.</summary>
    string Clean(string text);

    int WidthOf(ReadOnlySpan<char> text);

    int WidthOf(Rune rune);
}
