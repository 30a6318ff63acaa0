namespace Bookseal.Import.Csv;

/// <summary>A row of a CSV file that knows where each of its cells stands.</summary>
public sealed class CsvRow(string file, int line, string raw, string[] cells, Dictionary<string, int> columns)
{
    internal Dictionary<string, int> Columns => columns;

    internal string this[int cell] => cells[cell];

    public string this[string column] => cells[columns[column]];

    /// <summary>The cell of a column that a file may leave out; null there, and where it is empty.</summary>
    public string? Optional(string column) =>
        columns.TryGetValue(column, out var at) && cells[at].Length > 0 ? cells[at] : null;

    /// <summary>
    /// What a cell says, or a stand-in with the fault noted: only then its place is looked up, for good cells are many.
    /// </summary>
    public T Take<T>(string column, Func<string, Result<T>> parse, ImportFaults faults)
    {
        var parsed = parse(this[column]);
        return parsed.TryGet(out var value, out _) ? value : faults.Take(parsed, Where(column));
    }

    public SourceLine Start => new(file, line);

    /// <summary>
    /// <c>file:line:column</c> of a cell, counted from 1, in characters; a row over several lines counts from its
    /// first.
    /// </summary>
    public string Where(string column) => $"{file}:{line}:{ColumnOf(raw, columns[column])}";

    /// <summary>The character, from 1, that a cell of a row begins at; the row's end if it has no such cell.</summary>
    internal static int ColumnOf(string raw, int cell)
    {
        var (field, inQuotes) = (0, false);
        for (var i = 0; i < raw.Length && field <= cell; i++)
        {
            if (field == cell)
                return i + 1;
            if (raw[i] == '"')
                inQuotes = !inQuotes;
            if (raw[i] == ',' && !inQuotes)
                field++;
        }

        return raw.Length + 1; // an empty cell at the very end of the file
    }
}
