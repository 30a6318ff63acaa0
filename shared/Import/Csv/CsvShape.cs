namespace Bookseal.Import.Csv;

/// <summary>How the rows of a file are cut, and which cells of them are read.</summary>
/// <param name="Columns">What is read, by place; others may stand among them.</param>
/// <param name="Width">How many cells every row has.</param>
internal sealed record CsvShape(Dictionary<string, int> Columns, int Width, char Delimiter)
{
    /// <summary>Of a file all of whose columns are read.</summary>
    public static CsvShape Of(Dictionary<string, int> columns) => new(columns, columns.Count, ',');
}

/// <summary>The first row of a file, its cells without the blanks around them.</summary>
internal sealed record CsvHead(int Line, string Raw, IReadOnlyList<string> Cells);
