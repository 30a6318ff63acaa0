using System.Globalization;
using System.Xml;
using DocumentFormat.OpenXml.Packaging;

namespace Bookseal.Import.Tables;

/// <summary>The rows of a workbook's sheet; a cell's place is its row and the number of its column.</summary>
internal sealed class SheetTable(byte[] content, string sheetId, SheetCells cells) : TableSource
{
    public override bool IsText => false;

    public override IReadOnlyList<char> Delimiters(char? said) => ['\0'];

    public override IEnumerable<IReadOnlyList<TableCell>> Rows(char delimiter, bool hasLongCells = true)
    {
        using var document = SpreadsheetDocument.Open(new MemoryStream(content, writable: false), isEditable: false);
        using var stream = document.WorkbookPart!.GetPartById(sheetId).GetStream(FileMode.Open, FileAccess.Read);
        using var reader = XmlReader.Create(stream, SharedStrings.Xml);
        var line = 0;
        while (reader.Read())
            if (reader is { NodeType: XmlNodeType.Element, LocalName: "row" })
            {
                var before = line;
                line = NumberIn(reader, "r") ?? line + 1;
                if (line <= before)
                    throw new InvalidDataException("rows do not follow one another");
                if (!reader.IsEmptyElement && Row(reader, line) is var row && row.Any(cell => cell.Text.Length > 0))
                    yield return row;
            }
    }

    private List<TableCell> Row(XmlReader reader, int line)
    {
        var (row, depth, column) = (new List<TableCell>(), reader.Depth, 0);
        while (reader.Read() && reader.Depth > depth)
            if (reader is { NodeType: XmlNodeType.Element, LocalName: "c" })
            {
                column = ColumnIn(reader) ?? column + 1;
                var cell = cells.Read(reader, line, column);
                if (column <= row.Count || column > Limits.SheetColumns)
                    continue; // no cell stands twice, and no header goes so far
                while (row.Count < column - 1)
                    row.Add(new("", line, row.Count + 1));
                row.Add(cell);
            }

        return row;
    }

    private static int? NumberIn(XmlReader reader, string name) =>
        int.TryParse(reader.GetAttribute(name), NumberStyles.None, CultureInfo.InvariantCulture, out var number)
        && number > 0
            ? number
            : null;

    /// <summary><c>AB12</c> stands in the 28th column.</summary>
    private static int? ColumnIn(XmlReader reader)
    {
        var letters = reader.GetAttribute("r").AsSpan();
        var column = 0;
        foreach (var letter in letters)
            if (letter is >= 'A' and <= 'Z' && column < Limits.SheetColumns)
                column = column * 26 + (letter - 'A' + 1);
        return column > 0 ? column : null;
    }
}
