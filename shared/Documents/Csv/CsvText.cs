using System.Text;

namespace Bookseal.Documents.Csv;

/// <summary>
/// Writes CSV (RFC 4180, UTF-8, CRLF as the RFC has it). Cells of free text go through <see cref="Text"/> against
/// formula injection; numbers are left alone.
/// </summary>
public sealed class CsvText
{
    private readonly StringBuilder _text = new();
    private readonly int _columns;

    public CsvText(params string[] header)
    {
        _columns = header.Length;
        Row(header);
    }

    /// <summary>Free text: what a spreadsheet would run as a formula gets a leading apostrophe.</summary>
    public static string Text(string text) =>
        text.Length > 0 && text[0] is '=' or '+' or '-' or '@' or '\t' or '\r' ? "'" + text : text;

    public void Row(params ReadOnlySpan<string> cells)
    {
        if (cells.Length != _columns)
            throw new ArgumentException($"a row has {_columns} cells", nameof(cells));
        AppendRow(_text, cells);
    }

    /// <summary>One row, for who writes a table that is too long to hold.</summary>
    public static void AppendRow(StringBuilder text, params ReadOnlySpan<string> cells)
    {
        for (var i = 0; i < cells.Length; i++)
        {
            if (i > 0)
                text.Append(',');
            AppendCell(text, cells[i]);
        }

        text.Append("\r\n");
    }

    public byte[] ToBytes() => Encoding.UTF8.GetBytes(_text.ToString());

    private static void AppendCell(StringBuilder text, string cell)
    {
        if (cell.AsSpan().IndexOfAny("\",\r\n") < 0)
            text.Append(cell);
        else
            text.Append('"').Append(cell.Replace("\"", "\"\"", StringComparison.Ordinal)).Append('"');
    }
}
