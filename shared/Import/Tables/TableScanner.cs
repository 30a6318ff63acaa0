using System.Text;

namespace Bookseal.Import.Tables;

/// <summary>A cell of a table and where it begins, both counted from 1.</summary>
internal readonly record struct TableCell(string Text, int Line, int Column)
{
    public CellKind Kind { get; init; }
}

/// <summary>What a cell is known to be; a text may say anything.</summary>
internal enum CellKind
{
    Text,

    /// <summary>A point parts its decimals, whatever the file's texts have.</summary>
    Number,

    /// <summary>A formula that came to nothing.</summary>
    Error,
}

/// <summary>
/// Rows of a text with some delimiter. A cell may be quoted as RFC 4180 has it; a quote that ends no cell is a
/// character as any other, as programs write inches and names.
/// </summary>
/// <param name="hasLongCells">
/// A quoted cell may go on over lines. Where none does, a quote that is not closed on its line is a character.
/// </param>
internal sealed class TableScanner(string text, char delimiter, bool hasLongCells)
{
    private int _at;
    private int _line = 1;
    private int _lineStart;

    /// <summary>All rows that have something in them.</summary>
    public static IEnumerable<IReadOnlyList<TableCell>> Rows(string text, char delimiter, bool hasLongCells = true)
    {
        var scanner = new TableScanner(text, delimiter, hasLongCells);
        while (scanner.ReadRow() is { } row)
            if (row.Any(cell => cell.Text.Length > 0))
                yield return row;
    }

    private List<TableCell>? ReadRow()
    {
        if (_at >= text.Length)
            return null;
        var row = new List<TableCell>();
        while (true)
        {
            row.Add(ReadCell());
            if (_at >= text.Length || text[_at] != delimiter)
                break;
            _at++;
            if (_at == text.Length)
                row.Add(new("", _line, _at - _lineStart + 1));
        }

        EndLine();
        return row;
    }

    private TableCell ReadCell()
    {
        var (line, column) = (_line, _at - _lineStart + 1);
        if (_at < text.Length && text[_at] == '"' && ReadQuoted() is { } quoted)
            return new(quoted.Trim(), line, column);
        var end = text.AsSpan(_at).IndexOfAny(delimiter, '\r', '\n') is var length and >= 0
            ? _at + length
            : text.Length;
        var plain = text[_at..end];
        _at = end;
        return new(plain.Trim(), line, column);
    }

    /// <summary>Null where the quote does not end in front of a delimiter or a line's end.</summary>
    private string? ReadQuoted()
    {
        var (cell, end) = (new StringBuilder(), Math.Min(text.Length, _at + Limits.TableCellCharacters));
        for (var i = _at + 1; i < end; i++)
        {
            if (text[i] is '\r' or '\n' && !hasLongCells)
                return null;
            else if (text[i] != '"')
                cell.Append(text[i]);
            else if (i + 1 < text.Length && text[i + 1] == '"')
                cell.Append(text[i++]);
            else if (i + 1 == text.Length || text[i + 1] == delimiter || text[i + 1] is '\r' or '\n')
            {
                Skip(i + 1);
                return cell.ToString();
            }
            else
                return null;
        }

        return null;
    }

    private void Skip(int to)
    {
        for (; _at < to; _at++)
            if (text[_at] == '\n')
                (_line, _lineStart) = (_line + 1, _at + 1);
    }

    private void EndLine()
    {
        if (_at < text.Length && text[_at] == '\r')
            _at++;
        if (_at < text.Length && text[_at] == '\n')
            _at++;
        (_line, _lineStart) = (_line + 1, _at);
    }
}
