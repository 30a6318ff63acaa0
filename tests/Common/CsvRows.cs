using System.Text;

namespace Bookseal.Tests;

/// <summary>Reads back what the product writes: RFC 4180, quotes doubled, rows ended by CRLF.</summary>
internal static class CsvRows
{
    public static IReadOnlyList<string[]> Of(byte[] csv)
    {
        var (rows, row, cell) = (new List<string[]>(), new List<string>(), new StringBuilder());
        var (text, isQuoted) = (Encoding.UTF8.GetString(csv), false);
        for (var i = 0; i < text.Length; i++)
        {
            if (isQuoted && text[i] == '"' && i + 1 < text.Length && text[i + 1] == '"')
                cell.Append(text[++i]);
            else if (text[i] == '"')
                isQuoted = !isQuoted;
            else if (!isQuoted && text[i] == ',')
                Take(row, cell);
            else if (!isQuoted && text[i] == '\r' && text[i + 1] == '\n')
            {
                Take(row, cell);
                rows.Add([.. row]);
                row.Clear();
                i++;
            }
            else
                cell.Append(text[i]);
        }

        return cell.Length == 0 && row.Count == 0 ? rows : throw new InvalidDataException("the last row does not end");
    }

    private static void Take(List<string> row, StringBuilder cell)
    {
        row.Add(cell.ToString());
        cell.Clear();
    }
}
