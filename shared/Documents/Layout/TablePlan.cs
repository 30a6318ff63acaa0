namespace Bookseal.Documents.Layout;

/// <summary>
/// The bands of every table of a document. Tables with the same column headings share their columns' places.
/// </summary>
internal static class TablePlan
{
    /// <returns>In the order of the document.</returns>
    public static IEnumerable<(DocumentTable Table, IReadOnlyList<ColumnBand> Bands)> Of(
        Document document,
        TableFaces faces,
        int available,
        bool fill
    )
    {
        var plans = Alike(document)
            .Select(tables =>
                (tables[0].Columns, Bands: ColumnPlan.Bands(TableNeeds.Of(tables, faces), faces.Gap, available, fill))
            )
            .ToList();
        return document.Tables.Select(table =>
            (table, plans.First(plan => plan.Columns.SequenceEqual(table.Columns)).Bands)
        );
    }

    /// <summary>Whether no table needs a second band.</summary>
    public static bool FitsInOneBand(Document document, TableFaces faces, int available) =>
        Alike(document).All(tables => ColumnPlan.FitsInOneBand(TableNeeds.Of(tables, faces), faces.Gap, available));

    public static string Caption(DocumentTable table, int band, int bands) =>
        bands == 1 ? table.Caption : $"{table.Caption} (part {band + 1} of {bands})".TrimStart();

    private static List<List<DocumentTable>> Alike(Document document)
    {
        var groups = new List<List<DocumentTable>>();
        foreach (var table in document.Tables)
        {
            if (groups.Find(group => group[0].Columns.SequenceEqual(table.Columns)) is { } known)
                known.Add(table);
            else
                groups.Add([table]);
        }

        return groups;
    }
}

/// <summary>What every renderer relies on.</summary>
internal static class DocumentShape
{
    /// <exception cref="ArgumentException">
    /// A row has not one cell for each column, or a heading has cells: rendering it would move or lose amounts.
    /// </exception>
    public static void Demand(Document document)
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
