namespace Bookseal.Documents.Pdf;

/// <summary>
/// Divides a table's rows into blocks that a page break does not enter: a heading stays with what follows it, a sum
/// with what precedes it.
/// </summary>
internal static class KeptTogether
{
    public static IEnumerable<IReadOnlyList<TableLine>> Blocks(IReadOnlyList<TableLine> rows)
    {
        var block = new List<TableLine>();
        for (var i = 0; i < rows.Count; i++)
        {
            block.Add(rows[i]);
            if (i + 1 < rows.Count && Binds(rows[i], rows[i + 1]))
                continue;
            yield return block;
            block = [];
        }
    }

    private static bool Binds(TableLine row, TableLine next) =>
        row.Style == RowStyle.Heading || next.Style is RowStyle.Subtotal or RowStyle.Total;
}
