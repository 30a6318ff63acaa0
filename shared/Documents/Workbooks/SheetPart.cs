using System.Globalization;
using System.Text;
using Bookseal.Documents.Tables;

namespace Bookseal.Documents.Workbooks;

/// <summary>
/// A table as the sheet of a workbook: a header that stays in sight, every row of the table, columns as wide as what
/// stands in them.
/// </summary>
internal sealed class SheetPart(string title, PlainTable table)
{
    private const int LeastWidth = 8,
        MostWidth = 60,
        MostHeaderCharacters = 200,
        FlushCharacters = 16 * 1024;

    private readonly int[] _widths = Widths(table);

    public void Write(Stream output)
    {
        using var text = new StreamWriter(output, new UTF8Encoding(false), leaveOpen: true);
        var xml = new StringBuilder(Head());
        Header(xml);
        for (var i = 0; i < table.Rows.Count; i++)
        {
            Row(xml, i + 2, table.Rows[i]);
            if (xml.Length < FlushCharacters)
                continue;
            text.Write(xml);
            xml.Clear();
        }

        text.Write(xml.Append(Foot()));
    }

    private string Range => $"A1:{SheetCell.ColumnName(table.Columns.Count)}{table.Rows.Count + 1}";

    private string Head()
    {
        var columns = _widths.Select(
            (width, i) => $"<col min=\"{i + 1}\" max=\"{i + 1}\" width=\"{width}\" customWidth=\"1\"/>"
        );
        return PackageParts.Declaration
            + $"<worksheet xmlns=\"{PackageParts.Main}\"><sheetPr><pageSetUpPr fitToPage=\"1\"/></sheetPr>"
            + $"<dimension ref=\"{Range}\"/><sheetViews><sheetView tabSelected=\"1\" workbookViewId=\"0\">"
            + "<pane ySplit=\"1\" topLeftCell=\"A2\" activePane=\"bottomLeft\" state=\"frozen\"/>"
            + "<selection pane=\"bottomLeft\" activeCell=\"A2\" sqref=\"A2\"/></sheetView></sheetViews>"
            + $"<sheetFormatPr defaultRowHeight=\"15\"/><cols>{string.Concat(columns)}</cols><sheetData>";
    }

    /// <summary>Page headings; and that a code of digits is a text on purpose.</summary>
    private string Foot()
    {
        var heading = title.Length <= MostHeaderCharacters ? title : title[..MostHeaderCharacters];
        heading = heading.Replace("&", "&&", StringComparison.Ordinal);
        return "</sheetData><pageMargins left=\"0.5\" right=\"0.5\" top=\"0.75\" bottom=\"0.75\" header=\"0.3\" "
            + "footer=\"0.3\"/><pageSetup paperSize=\"9\" fitToHeight=\"0\" orientation=\"landscape\"/>"
            + $"<headerFooter><oddHeader>&amp;L{SheetText.Of(heading)}</oddHeader>"
            + "<oddFooter>&amp;RPage &amp;P of &amp;N</oddFooter></headerFooter><ignoredErrors>"
            + $"<ignoredError sqref=\"{Range}\" numberStoredAsText=\"1\"/></ignoredErrors></worksheet>";
    }

    private void Header(StringBuilder xml)
    {
        xml.Append("<row r=\"1\">");
        for (var i = 0; i < table.Columns.Count; i++)
        {
            var style = SheetStyles.Header(table.Columns[i].Kind is ColumnKind.Number or ColumnKind.MinorUnits);
            new SheetCell(table.Columns[i].Name, null, style).Append(xml, 1, i + 1);
        }

        xml.Append("</row>");
    }

    private void Row(StringBuilder xml, int number, PlainRow row)
    {
        xml.Append(CultureInfo.InvariantCulture, $"<row r=\"{number}\">");
        for (var i = 0; i < row.Cells.Count; i++)
            SheetCell.Of(row.Cells[i].Text, table.Columns[i].Kind, row.IsTotal).Append(xml, number, i + 1);
        xml.Append("</row>");
    }

    private static int[] Widths(PlainTable table)
    {
        int[] widths = [.. table.Columns.Select(column => column.Name.Length)];
        foreach (var row in table.Rows)
            for (var i = 0; i < widths.Length; i++)
                widths[i] = Math.Max(
                    widths[i],
                    SheetCell.Of(row.Cells[i].Text, table.Columns[i].Kind, row.IsTotal).Width
                );
        return [.. widths.Select(width => Math.Clamp(width + 2, LeastWidth, MostWidth))];
    }
}
