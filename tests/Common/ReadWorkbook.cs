using System.Globalization;
using DocumentFormat.OpenXml.Packaging;
using DocumentFormat.OpenXml.Spreadsheet;
using DocumentFormat.OpenXml.Validation;

namespace Bookseal.Tests;

/// <summary>A workbook as a library reads it that had no part in writing it.</summary>
internal sealed class ReadWorkbook
{
    private readonly CellFormat[] _formats;
    private readonly bool[] _boldFonts;

    public ReadWorkbook(byte[] content)
    {
        using var document = SpreadsheetDocument.Open(new MemoryStream(content, writable: false), isEditable: false);
        Errors =
        [
            .. new OpenXmlValidator().Validate(document).Select(error => $"{error.Path?.XPath}: {error.Description}"),
        ];
        var part = document.WorkbookPart!;
        var styles = part.WorkbookStylesPart!.Stylesheet!;
        _formats = [.. styles.CellFormats!.Elements<CellFormat>()];
        _boldFonts = [.. styles.Fonts!.Elements<Font>().Select(font => font.Bold is not null)];
        Formats = styles
            .NumberingFormats!.Elements<NumberingFormat>()
            .ToDictionary(format => format.NumberFormatId!.Value, format => format.FormatCode!.Value!);
        var sheet = part.Workbook!.Descendants<Sheet>().Single();
        SheetName = sheet.Name!.Value!;
        Title = document.PackageProperties.Title!;
        Sheet = ((WorksheetPart)part.GetPartById(sheet.Id!.Value!)).Worksheet!;
        Rows = [.. Sheet.Descendants<Row>().Select(row => row.Elements<Cell>().ToList())];
    }

    public IReadOnlyList<string> Errors { get; }

    public string SheetName { get; }

    public string Title { get; }

    public Worksheet Sheet { get; }

    public IReadOnlyList<List<Cell>> Rows { get; }

    private Dictionary<uint, string> Formats { get; }

    /// <summary>What the cell is shown by; null for a built-in format.</summary>
    public string? FormatOf(Cell cell) =>
        Formats.GetValueOrDefault(_formats[cell.StyleIndex!.Value].NumberFormatId!.Value);

    public bool IsBold(Cell cell) => _boldFonts[_formats[cell.StyleIndex!.Value].FontId!.Value];

    /// <summary>Every row with a text for each column: numbers as they are spelt, days as ISO writes them.</summary>
    public IReadOnlyList<string[]> Texts(int columns) =>
        [
            .. Rows.Select(row =>
            {
                var texts = Enumerable.Repeat("", columns).ToArray();
                foreach (var cell in row)
                    texts[cell.CellReference!.Value![0] - 'A'] = TextOf(cell);
                return texts;
            }),
        ];

    public string TextOf(Cell cell)
    {
        if (cell.DataType?.Value == CellValues.InlineString)
            return cell.InlineString!.Text!.Text;
        var value = cell.CellValue!.Text;
        return FormatOf(cell) is { } format && format.Contains('y', StringComparison.Ordinal)
            ? DateTime
                .FromOADate(int.Parse(value, CultureInfo.InvariantCulture))
                .ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)
            : value;
    }
}
