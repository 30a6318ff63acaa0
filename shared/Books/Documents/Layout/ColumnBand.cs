namespace Bookseal.Books.Documents.Layout;

/// <summary>Columns that stand side by side, with the label column at their left.</summary>
internal sealed record ColumnBand(int LabelWidth, IReadOnlyList<PlacedColumn> Columns)
{
    public int Width => Columns.Count == 0 ? LabelWidth : Columns[^1].Right;
}
