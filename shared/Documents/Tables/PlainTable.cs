using Bookseal.Documents.Csv;

namespace Bookseal.Documents.Tables;

/// <summary>
/// A table as programs and spreadsheets take it: one header, one row a line. The same one gives the CSV and the sheet
/// of a workbook, so they cannot disagree.
/// </summary>
public sealed class PlainTable(params IReadOnlyList<PlainColumn> columns)
{
    private readonly List<PlainRow> _rows = [];

    public IReadOnlyList<PlainColumn> Columns => columns;

    public IReadOnlyList<PlainRow> Rows => _rows;

    public void Row(params ReadOnlySpan<PlainCell> cells) => Add(new(cells.ToArray()));

    /// <summary>A row that sums others up.</summary>
    public void Total(params ReadOnlySpan<PlainCell> cells) => Add(new(cells.ToArray()) { IsTotal = true });

    public void Add(PlainRow row)
    {
        if (row.Cells.Count != columns.Count)
            throw new ArgumentException($"a row has {columns.Count} cells", nameof(row));
        _rows.Add(row);
    }

    public byte[] ToCsv()
    {
        var csv = new CsvText([.. columns.Select(column => column.Name)]);
        foreach (var row in _rows)
            csv.Row([.. row.Cells.Select(cell => cell.InCsv)]);
        return csv.ToBytes();
    }
}

/// <param name="Name">As a program reads it; of an amount in minor units it ends with <c>_minor</c>.</param>
public readonly record struct PlainColumn(string Name, ColumnKind Kind)
{
    private const string Suffix = "_minor";

    /// <summary>The column with decimals instead of minor units.</summary>
    public PlainColumn InDecimals =>
        Kind == ColumnKind.MinorUnits ? new(Name[..^Suffix.Length], ColumnKind.Number) : this;

    /// <summary>A column of texts, or of minor units where its name says so.</summary>
    public static implicit operator PlainColumn(string name) =>
        new(name, name.EndsWith(Suffix, StringComparison.Ordinal) ? ColumnKind.MinorUnits : ColumnKind.Text);

    /// <summary>A column of decimals or of counts.</summary>
    public static PlainColumn Number(string name) => new(name, ColumnKind.Number);

    /// <summary>A column of days, as <c>2026-01-31</c>.</summary>
    public static PlainColumn Date(string name) => new(name, ColumnKind.Date);
}

public enum ColumnKind
{
    Text,

    /// <summary>Plain decimals, such as <c>-1234.50</c>.</summary>
    Number,

    /// <summary>Whole numbers of the minor unit of the row's currency.</summary>
    MinorUnits,
    Date,
}

public sealed record PlainRow(IReadOnlyList<PlainCell> Cells)
{
    public bool IsTotal { get; init; }
}

/// <param name="IsFree">Somebody's own words, of which a spreadsheet that reads CSV could make a formula.</param>
public readonly record struct PlainCell(string Text, bool IsFree)
{
    /// <summary>As it stands in CSV, before its quotes.</summary>
    public string InCsv => IsFree ? CsvText.Text(Text) : Text;

    /// <summary>A word or number of the program's own.</summary>
    public static implicit operator PlainCell(string word) => new(word, IsFree: false);

    public static PlainCell Free(string text) => new(text, IsFree: true);
}
