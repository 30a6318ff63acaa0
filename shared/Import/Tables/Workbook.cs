using System.IO.Compression;
using System.Xml;
using DocumentFormat.OpenXml.Packaging;
using DocumentFormat.OpenXml.Spreadsheet;

namespace Bookseal.Import.Tables;

/// <summary>
/// An Excel workbook (.xlsx, ECMA-376). Whoever made it is not trusted: what it inflates to is limited before it is
/// read, and what cannot be read is one fault.
/// </summary>
internal static class Workbook
{
    private const string Invalid = "WORKBOOK_INVALID";
    private const string TooLarge = "WORKBOOK_TOO_LARGE";

    /// <summary>A zip, or what Excel wrote before it and what it encrypts.</summary>
    public static bool IsOne(ReadOnlySpan<byte> content) =>
        content.StartsWith("PK\u0003\u0004"u8) || IsCompoundFile(content);

    /// <summary><c>WORKBOOK_INVALID</c>, <c>WORKBOOK_TOO_LARGE</c>, <c>SHEET_UNKNOWN</c>.</summary>
    public static SheetTable? Open(string file, byte[] content, string? sheet, ImportFaults faults)
    {
        if (IsCompoundFile(content))
            faults.Add(
                $"{file}:1:1",
                Invalid,
                "this is a workbook of an older kind (.xls), or one with a password; save it as .xlsx without one"
            );
        else
            try
            {
                if (CheckSize(content) is { } fault)
                    faults.Add(fault with { Where = $"{file}:1:1" });
                else if (Open(content, sheet).TryGet(out var table, out fault))
                    return table;
                else
                    faults.Add(fault with { Where = $"{file}:1:1" });
            }
            catch (Exception e) when (IsOfTheFile(e))
            {
                faults.Add(
                    $"{file}:1:1",
                    Invalid,
                    "the workbook is damaged or is none; open it where it was made, and save it as .xlsx again"
                );
            }

        return null;
    }

    private static bool IsCompoundFile(ReadOnlySpan<byte> content) =>
        content is [0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1, ..];

    /// <summary>
    /// A zip's reader makes an object of each entry of its directory, and inflates no more of an entry than is stated
    /// there: so both are looked at first.
    /// </summary>
    private static Fault? CheckSize(byte[] content)
    {
        if (content.AsSpan().Count("PK\u0001\u0002"u8) > Limits.ZipEntries)
            return new(TooLarge, $"it is a zip of more than {Limits.ZipEntries} entries; save the sheet as CSV");
        using var zip = new ZipArchive(new MemoryStream(content, writable: false), ZipArchiveMode.Read);
        return zip.Entries.Sum(entry => (decimal)entry.Length) > Limits.WorkbookBytes
            ? new Fault(TooLarge, $"it inflates to more than {Limits.WorkbookBytes} bytes; save the sheet as CSV")
            : null;
    }

    private static Result<SheetTable> Open(byte[] content, string? sheet)
    {
        using var document = SpreadsheetDocument.Open(
            new MemoryStream(content, writable: false),
            isEditable: false,
            new OpenSettings { MaxCharactersInPart = Limits.WorkbookPartCharacters }
        );
        if (document.WorkbookPart is not { Workbook: { } workbook } part)
            throw new InvalidDataException("there is no workbook in it");
        var sheets = workbook
            .Descendants<Sheet>()
            .Where(each => each.Id?.Value is { } id && part.GetPartById(id) is WorksheetPart)
            .ToList();
        var chosen = sheet is null
            ? sheets.FirstOrDefault(each => each.State is null || each.State.Value == SheetStateValues.Visible)
            : sheets.FirstOrDefault(each => each.Name?.Value == sheet);
        if (chosen?.Id?.Value is not { } chosenId)
            return new Fault(
                "SHEET_UNKNOWN",
                $"the workbook has no sheet {(sheet is null ? "that is shown" : new JsonString(sheet))}; it has "
                    + string.Join(", ", sheets.Select(each => new JsonString(each.Name?.Value ?? "")))
            );
        if (!SharedStrings.Read(part.SharedStringTablePart).TryGet(out var strings, out var fault))
            return fault with { Code = TooLarge };
        var table = new SheetTable(
            content,
            chosenId,
            new(strings, CellStyles.Of(part.WorkbookStylesPart?.Stylesheet), Is1904(workbook))
        );
        // Once through it: what is wrong with it is found here, and not in the midst of its rows.
        foreach (var _ in table.Rows('\0')) { }
        return table;
    }

    private static bool Is1904(DocumentFormat.OpenXml.Spreadsheet.Workbook workbook) =>
        workbook.WorkbookProperties?.Date1904?.Value == true;

    /// <summary>What readers of zip, package and XML throw at bytes that are not what they should be.</summary>
    private static bool IsOfTheFile(Exception e) =>
        e
            is IOException
                or InvalidDataException
                or XmlException
                or FormatException
                or ArgumentException
                or InvalidOperationException
                or NotSupportedException
                or OverflowException
                or KeyNotFoundException
                or OpenXmlPackageException;
}
