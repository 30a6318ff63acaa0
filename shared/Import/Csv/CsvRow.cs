namespace Bookseal.Import.Csv;

/// <summary>A row of a CSV file that knows where each of its cells stands.</summary>
public sealed class CsvRow
{
    private readonly string _file;
    private readonly int _line;
    private readonly string _raw;
    private readonly string[] _cells;
    private readonly CsvShape _shape;
    private readonly CsvRow? _origin;
    private readonly IReadOnlyDictionary<string, Fault>? _spoilt;

    internal CsvRow(string file, int line, string raw, string[] cells, CsvShape shape) =>
        (_file, _line, _raw, _cells, _shape) = (file, line, raw, cells, shape);

    /// <summary>The same row in another spelling: its cells stand where those stand that they were made of.</summary>
    /// <param name="spoilt">What is wrong with cells that have no such spelling.</param>
    internal CsvRow(CsvRow origin, string[] cells, CsvShape shape, IReadOnlyDictionary<string, Fault>? spoilt)
        : this(origin._file, origin._line, origin._raw, cells, shape) => (_origin, _spoilt) = (origin, spoilt);

    internal Dictionary<string, int> Columns => _shape.Columns;

    internal string this[int cell] => _cells[cell];

    public string this[string column] => _cells[Columns[column]];

    /// <summary>The cell of a column that a file may leave out; null there, and where it is empty.</summary>
    public string? Optional(string column) =>
        Columns.TryGetValue(column, out var at) && _cells[at].Length > 0 ? _cells[at] : null;

    /// <summary>What is known to be wrong with a cell before it is read.</summary>
    internal Fault? SpoiltAt(string column) => _spoilt?.GetValueOrDefault(column);

    /// <summary>
    /// What a cell says, or a stand-in with the fault noted: only then its place is looked up, for good cells are many.
    /// </summary>
    public T Take<T>(string column, Func<string, Result<T>> parse, ImportFaults faults)
    {
        var parsed = SpoiltAt(column) is { } fault ? fault : parse(this[column]);
        return parsed.TryGet(out var value, out _) ? value : faults.Take(parsed, Where(column));
    }

    public SourceLine Start => new(_file, _line);

    /// <summary>
    /// <c>file:line:column</c> of a cell, counted from 1, in characters; a row over several lines counts from its
    /// first. Of a cell that the file does not have, the row's.
    /// </summary>
    public string Where(string column)
    {
        if (_origin is not null)
            return _origin.Columns.ContainsKey(column) ? _origin.Where(column) : Start.ToString();
        return $"{_file}:{_line}:{ColumnOf(_raw, Columns[column], _shape.Delimiter)}";
    }

    /// <summary>The character, from 1, that a cell of a row begins at; the row's end if it has no such cell.</summary>
    internal static int ColumnOf(string raw, int cell, char delimiter = ',')
    {
        var (field, inQuotes) = (0, false);
        for (var i = 0; i < raw.Length && field <= cell; i++)
        {
            if (field == cell)
                return i + 1;
            if (raw[i] == '"')
                inQuotes = !inQuotes;
            if (raw[i] == delimiter && !inQuotes)
                field++;
        }

        return raw.Length + 1; // an empty cell at the very end of the file
    }
}
