namespace Bookseal.Documents.Workbooks;

/// <summary>The parts of a workbook's package beside its sheet and its styles (ECMA-376, parts 1 and 2).</summary>
internal static class PackageParts
{
    public const string Declaration = "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n";
    public const string Main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
    private const string Office = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
    private const string Package = "http://schemas.openxmlformats.org/package/2006";
    private const string Types = "application/vnd.openxmlformats-";
    private const int MaxSheetName = 31;

    public static string ContentTypes { get; } =
        Declaration
        + $"<Types xmlns=\"{Package}/content-types\">"
        + $"<Default Extension=\"rels\" ContentType=\"{Types}package.relationships+xml\"/>"
        + "<Default Extension=\"xml\" ContentType=\"application/xml\"/>"
        + $"<Override PartName=\"/docProps/core.xml\" ContentType=\"{Types}package.core-properties+xml\"/>"
        + "<Override PartName=\"/xl/workbook.xml\" "
        + $"ContentType=\"{Types}officedocument.spreadsheetml.sheet.main+xml\"/>"
        + $"<Override PartName=\"/xl/styles.xml\" ContentType=\"{Types}officedocument.spreadsheetml.styles+xml\"/>"
        + "<Override PartName=\"/xl/worksheets/sheet1.xml\" "
        + $"ContentType=\"{Types}officedocument.spreadsheetml.worksheet+xml\"/>"
        + "</Types>";

    public static string Relationships { get; } =
        RelationshipsOf(
            (Office + "/officeDocument", "xl/workbook.xml"),
            (Package + "/relationships/metadata/core-properties", "docProps/core.xml")
        );

    public static string WorkbookRelationships { get; } =
        RelationshipsOf((Office + "/worksheet", "worksheets/sheet1.xml"), (Office + "/styles", "styles.xml"));

    /// <summary>The header is printed on every page.</summary>
    public static string Workbook(string sheet) =>
        Declaration
        + $"<workbook xmlns=\"{Main}\" xmlns:r=\"{Office}\"><bookViews><workbookView/></bookViews>"
        + $"<sheets><sheet name=\"{SheetText.Of(sheet)}\" sheetId=\"1\" r:id=\"rId1\"/></sheets>"
        + "<definedNames><definedName name=\"_xlnm.Print_Titles\" localSheetId=\"0\">"
        + $"'{SheetText.Of(sheet.Replace("'", "''", StringComparison.Ordinal))}'!$1:$1</definedName></definedNames>"
        + "</workbook>";

    public static string CoreProperties(string title) =>
        Declaration
        + $"<cp:coreProperties xmlns:cp=\"{Package}/metadata/core-properties\" "
        + "xmlns:dc=\"http://purl.org/dc/elements/1.1/\">"
        + $"<dc:title>{SheetText.Of(title)}</dc:title><dc:creator>Bookseal</dc:creator></cp:coreProperties>";

    /// <summary>A name that a sheet may have: without some characters, not too long, and not empty.</summary>
    public static string SheetName(string name)
    {
        var legal = new string([.. name.Select(c => c < ' ' || ":\\/?*[]".Contains(c) ? ' ' : c)]);
        legal = legal.Trim().Trim('\'').Trim();
        if (legal.Length > MaxSheetName)
            legal = legal[..(char.IsHighSurrogate(legal[MaxSheetName - 1]) ? MaxSheetName - 1 : MaxSheetName)]
                .TrimEnd();
        // "History" is Excel's own.
        return legal.Length == 0 || legal.Equals("history", StringComparison.OrdinalIgnoreCase) ? "Sheet" : legal;
    }

    private static string RelationshipsOf(params (string Type, string Target)[] targets) =>
        Declaration
        + $"<Relationships xmlns=\"{Package}/relationships\">"
        + string.Concat(
            targets.Select((to, i) => $"<Relationship Id=\"rId{i + 1}\" Type=\"{to.Type}\" Target=\"{to.Target}\"/>")
        )
        + "</Relationships>";
}
