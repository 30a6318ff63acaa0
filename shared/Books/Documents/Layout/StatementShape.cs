namespace Bookseal.Books.Documents.Layout;

/// <summary>What every renderer relies on.</summary>
internal static class StatementShape
{
    /// <exception cref="ArgumentException">A row has not one cell for each column, or a heading has cells: rendering it would move or lose amounts.</exception>
    public static void Demand(StatementDocument document)
    {
        foreach (var table in document.Tables)
        {
            foreach (var row in table.Rows)
            {
                var expected = row.Style == RowStyle.Heading ? 0 : table.Columns.Count;
                if (row.Cells.Count != expected)
                    throw new ArgumentException(
                        $"the row '{row.Label}' has {row.Cells.Count} cells, not {expected}",
                        nameof(document)
                    );
            }
        }
    }
}
