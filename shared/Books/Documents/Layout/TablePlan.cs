namespace Bookseal.Books.Documents.Layout;

/// <summary>The bands of every table of a document. Tables with the same column headings, one for each currency, share their columns' places.</summary>
internal static class TablePlan
{
    /// <returns>In the order of the document.</returns>
    public static IEnumerable<(StatementTable Table, IReadOnlyList<ColumnBand> Bands)> Of(
        StatementDocument document,
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
    public static bool FitsInOneBand(StatementDocument document, TableFaces faces, int available) =>
        Alike(document).All(tables => ColumnPlan.FitsInOneBand(TableNeeds.Of(tables, faces), faces.Gap, available));

    public static string Caption(StatementTable table, int band, int bands) =>
        bands == 1 ? table.Caption : $"{table.Caption} (part {band + 1} of {bands})".TrimStart();

    private static List<List<StatementTable>> Alike(StatementDocument document)
    {
        var groups = new List<List<StatementTable>>();
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
