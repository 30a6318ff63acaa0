namespace Bookseal.Import.Tables;

/// <summary>
/// A table of another program: its delimiter and where its header stands are found out, its columns are known by their
/// names in any order, and others may stand among them.
/// </summary>
internal sealed class Table
{
    private const int HeaderRows = 20;
    private static readonly char[] Delimiters = ['\t', ';', ',', '|'];
    private readonly string _file;
    private readonly string _text;
    private readonly char _delimiter;
    private readonly bool _hasLongCells;
    private readonly Dictionary<string, int> _columns;

    private Table(
        string file,
        string text,
        char delimiter,
        bool hasLongCells,
        IReadOnlyList<TableCell> header,
        Dictionary<string, int> found
    )
    {
        (_file, _text, _delimiter, _columns, Header) = (file, text, delimiter, found, header);
        _hasLongCells = hasLongCells;
    }

    public IReadOnlyList<TableCell> Header { get; }

    public bool Has(string column) => _columns.ContainsKey(column);

    /// <summary>The header is the first row that has the required columns.</summary>
    /// <param name="required">What has to be there, and how its column is called in what is said of it.</param>
    /// <param name="hasLongCells">Whether a quoted cell may go on over lines.</param>
    public static Table? Read(
        string file,
        string text,
        TableColumns columns,
        IReadOnlyDictionary<string, string> required,
        ImportFaults faults,
        bool hasLongCells = true
    )
    {
        Dictionary<string, int>? best = null;
        foreach (var delimiter in Delimiters)
        foreach (var row in TableScanner.Rows(text, delimiter, hasLongCells).Take(HeaderRows))
        {
            var found = columns.Find(row);
            if (required.Keys.All(found.ContainsKey))
                return new(file, text, delimiter, hasLongCells, row, found);
            if (best is null || required.Keys.Count(found.ContainsKey) > required.Keys.Count(best.ContainsKey))
                best = found;
        }

        var missing = required.Where(column => best?.ContainsKey(column.Key) != true).Select(column => column.Value);
        faults.Add(
            $"{file}:1:1",
            "TABLE_HEADER",
            $"no row among the first {HeaderRows} has the columns of this form: {string.Join(", ", missing)} "
                + "missing; export the file with its header, or name its form with --format"
        );
        return null;
    }

    public IEnumerable<TableRow> Rows(ImportFaults faults)
    {
        foreach (
            var cells in TableScanner
                .Rows(_text, _delimiter, _hasLongCells)
                .SkipWhile(row => row[0].Line <= Header[0].Line)
        )
            if (cells.Skip(Header.Count).FirstOrDefault(cell => cell.Text.Length > 0) is { Text: not null } extra)
                faults.Add(
                    $"{_file}:{extra.Line}:{extra.Column}",
                    "TABLE_CELLS",
                    $"the row has more cells than the header, which has {Header.Count}: quote what has its delimiter"
                );
            else
                yield return new(_file, cells, _columns);
    }
}

/// <summary>A row of a table, whose cells know where they stand.</summary>
internal sealed class TableRow(string file, IReadOnlyList<TableCell> cells, Dictionary<string, int> columns)
{
    /// <summary>Empty where the table has no such column, or the row no such cell.</summary>
    public string this[string column] => CellOf(column).Text ?? "";

    public SourceLine Start => new(file, cells[0].Line);

    public string Where(string column) =>
        CellOf(column) is { Text: not null } cell ? $"{file}:{cell.Line}:{cell.Column}" : Start.ToString();

    private TableCell CellOf(string column) =>
        columns.TryGetValue(column, out var place) && place < cells.Count ? cells[place] : default;
}
