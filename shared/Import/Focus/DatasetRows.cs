using Bookseal.Import.Costs;
using Bookseal.Import.Csv;

namespace Bookseal.Import.Focus;

/// <summary>Goes through a smaller dataset of FOCUS, row by row.</summary>
internal static class DatasetRows
{
    /// <summary>Calls back for each row; what is wrong is noted.</summary>
    /// <param name="mostRows">Of more the file is refused: <c>COST_FILE_TOO_LARGE</c>.</param>
    public static void ForEach(
        string name,
        SourceFile content,
        CostLayout layout,
        int mostRows,
        ImportFaults faults,
        Action<DatasetRow> onRow
    )
    {
        using var stream = content.Open();
        using var rows = new CsvScanner(name, stream, Limits.CostRowBytes);
        if (!rows.Read())
            faults.Add(rows.Fault ?? new("CSV_HEADER", "there is no header") { Where = $"{name}:1:1" });
        else if (CostColumns.Bind(rows, layout, name, faults) is { } columns)
            ForEach(rows, new(rows, columns, layout, faults), columns.Count, mostRows, faults, onRow);
    }

    private static void ForEach(
        CsvScanner rows,
        DatasetRow row,
        int cells,
        int mostRows,
        ImportFaults faults,
        Action<DatasetRow> onRow
    )
    {
        for (var count = 1; !faults.IsFull && rows.Read(); count++)
        {
            if (count > mostRows)
            {
                faults.Add(rows.Where(0), "COST_FILE_TOO_LARGE", $"the file has more than {mostRows} rows");
                return;
            }

            if (rows.Count == cells)
                onRow(row);
            else
                faults.Add(rows.Where(0), "CSV_CELL_COUNT", $"the row has {rows.Count} cells, the header {cells}");
        }

        if (rows.Fault is { } fault)
            faults.Add(fault);
    }
}

/// <summary>The row that the file stands at.</summary>
internal sealed class DatasetRow(CsvScanner rows, CostColumns columns, CostLayout layout, ImportFaults faults)
{
    public string Where(CostField field) => columns.Where(rows, field);

    /// <summary>What a cell says; where it says nothing, or nonsense, the fault is noted.</summary>
    public T Take<T>(CostField field, Func<string, Result<T>> read)
    {
        var cell = columns.Field(rows, field);
        var result = cell.IsEmpty
            ? new Fault("COST_CELL_MISSING", $"{layout.Fields[field][0]} has no value in this row")
            : read(System.Text.Encoding.UTF8.GetString(cell.Text));
        return faults.Take(result, Where(field));
    }
}
