namespace Bookseal.Import.Tables;

/// <summary>
/// A table of another program: its delimiter and where its header stands are found out, its columns are known by their
/// names in any order, and others may stand among them.
/// </summary>
internal sealed class Table
{
    private const int HeaderRows = 20;
    private readonly string _file;
    private readonly TableSource _source;
    private readonly char _delimiter;
    private readonly bool _hasLongCells;
    private readonly Dictionary<string, int> _columns;
    private readonly TableWords _said;

    private Table(
        string file,
        TableSource source,
        char delimiter,
        bool hasLongCells,
        IReadOnlyList<TableCell> header,
        Dictionary<string, int> found,
        TableWords said
    )
    {
        (_file, _source, _delimiter, _columns, Header) = (file, source, delimiter, found, header);
        (_hasLongCells, _said) = (hasLongCells, said);
    }

    public IReadOnlyList<TableCell> Header { get; }

    public char Delimiter => _delimiter;

    public bool Has(string column) => _columns.ContainsKey(column) || _said.Constants.ContainsKey(column);

    /// <summary>The header is the first row that has the required columns.</summary>
    /// <param name="required">What has to be there, and how its column is called in what is said of it.</param>
    /// <param name="hasLongCells">Whether a quoted cell may go on over lines.</param>
    /// <param name="said">What a person says of the file; null where nobody does.</param>
    public static Table? Read(
        string file,
        TableSource source,
        TableColumns columns,
        IReadOnlyDictionary<string, string> required,
        ImportFaults faults,
        bool hasLongCells = true,
        TableWords? said = null
    )
    {
        said ??= TableWords.None;
        var (best, bestRow) = ((Dictionary<string, int>?)null, (IReadOnlyList<TableCell>)[]);
        foreach (var delimiter in source.Delimiters(said.Delimiter))
        foreach (var row in source.Rows(delimiter, hasLongCells).Take(HeaderRows))
        {
            var found = columns.Find(row);
            if (required.Keys.All(found.ContainsKey))
                return new(file, source, delimiter, hasLongCells, row, found, said);
            if (best is null || required.Keys.Count(found.ContainsKey) > required.Keys.Count(best.ContainsKey))
                (best, bestRow) = (found, row);
        }

        var missing = required.Where(column => best?.ContainsKey(column.Key) != true).Select(column => column.Value);
        faults.Add(
            said.Advice is not null && bestRow is [var first, ..] ? $"{file}:{first.Line}:1" : $"{file}:1:1",
            "TABLE_HEADER",
            $"no row among the first {HeaderRows} has the columns of this form: {string.Join(", ", missing)} "
                + $"missing; {said.Advice ?? "export the file with its header, or name its form with --format"}"
        );
        return null;
    }

    /// <summary>
    /// The row that most likely is the header, and its delimiter: of the first rows the one with the most cells that
    /// are known, then with the most cells.
    /// </summary>
    public static (IReadOnlyList<TableCell> Header, char Delimiter)? Guess(TableSource source, TableColumns known) =>
        source
            .Delimiters(null)
            .SelectMany(delimiter =>
                source.Rows(delimiter).Take(HeaderRows).Select(row => (Header: row, Delimiter: delimiter))
            )
            .Where(each => each.Header.Count(cell => cell.Text.Length > 0) > 1)
            .OrderByDescending(each => known.Find(each.Header).Count)
            .ThenByDescending(each => each.Header.Count(cell => cell.Text.Length > 0))
            .Select(each => ((IReadOnlyList<TableCell>, char)?)each)
            .FirstOrDefault();

    public IEnumerable<TableRow> Rows(ImportFaults faults)
    {
        foreach (var cells in _source.Rows(_delimiter, _hasLongCells).SkipWhile(row => row[0].Line <= Header[0].Line))
            if (FaultOf(cells) is { } fault)
                faults.Add(fault);
            else
                yield return new(_file, cells, _columns, _said.Constants);
    }

    private Fault? FaultOf(IReadOnlyList<TableCell> cells)
    {
        foreach (var place in _columns.Values)
            if (place < cells.Count && cells[place].Kind == CellKind.Error)
                return At(
                    cells[place],
                    "CELL_ERROR",
                    $"the cell has {new JsonString(cells[place].Text)}; mend its formula, and save the workbook anew"
                );
        return
            _source.IsText
            && cells.Skip(Header.Count).FirstOrDefault(cell => cell.Text.Length > 0) is { Text: not null } extra
            ? At(
                extra,
                "TABLE_CELLS",
                $"the row has more cells than the header, which has {Header.Count}: quote what has its delimiter"
            )
            : null;
    }

    private Fault At(TableCell cell, string code, string message) =>
        new(code, message) { Where = $"{_file}:{cell.Line}:{cell.Column}" };
}

/// <summary>What a person says of a table.</summary>
/// <param name="Delimiter">Null: the file tells.</param>
/// <param name="Constants">What each row says of columns that the file does not have.</param>
/// <param name="Advice">What to do where columns are missing.</param>
internal sealed record TableWords(char? Delimiter, IReadOnlyDictionary<string, string> Constants, string? Advice)
{
    public static TableWords None { get; } = new(null, new Dictionary<string, string>(), null);
}

/// <summary>A row of a table, whose cells know where they stand.</summary>
internal sealed class TableRow(
    string file,
    IReadOnlyList<TableCell> cells,
    Dictionary<string, int> columns,
    IReadOnlyDictionary<string, string> constants
)
{
    /// <summary>Empty where the table has no such column, or the row no such cell.</summary>
    public string this[string column] => CellOf(column).Text ?? constants.GetValueOrDefault(column) ?? "";

    public SourceLine Start => new(file, cells[0].Line);

    public string Where(string column) =>
        CellOf(column) is { Text: not null } cell ? $"{file}:{cell.Line}:{cell.Column}" : Start.ToString();

    /// <summary>Whether the cell is a number of its own, and no text that may be one.</summary>
    public bool IsNumber(string column) => CellOf(column).Kind == CellKind.Number;

    private TableCell CellOf(string column) =>
        columns.TryGetValue(column, out var place) && place < cells.Count ? cells[place] : default;
}
