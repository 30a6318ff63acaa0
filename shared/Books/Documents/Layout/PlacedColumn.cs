namespace Bookseal.Books.Documents.Layout;

/// <summary>A column in its place.</summary>
/// <param name="Index">Among the table's columns.</param>
/// <param name="Left">From the left edge of the table.</param>
internal sealed record PlacedColumn(int Index, int Left, int Width, bool IsAmount, int Hang)
{
    public int Right => Left + Width;

    /// <summary>Room for a cell of this text.</summary>
    public int WidthFor(string text) => RightOf(text) - Left;

    /// <summary>Where a cell of this text ends: at the digits' edge, or outside of it with its closing parenthesis.</summary>
    public int RightOf(string text) => text.EndsWith(')') ? Right : Right - Hang;
}
