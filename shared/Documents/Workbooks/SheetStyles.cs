using System.Globalization;
using System.Text;

namespace Bookseal.Documents.Workbooks;

/// <summary>The styles of a workbook's cells: their numbers, and the part that says what they are.</summary>
internal static class SheetStyles
{
    /// <summary>Decimals that a number is shown with at most.</summary>
    public const int MaxDecimals = 15;

    private const int General = 0,
        AsText = 49,
        AsDate = 164,
        FirstNumber = 165;

    private const int Texts = 1,
        Dates = 3,
        LongNumbers = 5,
        HeaderText = 7,
        HeaderNumber = 8,
        Numbers = 9;

    /// <summary>A format of text: what begins like a formula stays none when somebody edits it.</summary>
    public static int Text(bool isBold) => Texts + Bold(isBold);

    public static int Date(bool isBold) => Dates + Bold(isBold);

    /// <summary>A number of more digits than a spreadsheet keeps, which stands as text.</summary>
    public static int LongNumber(bool isBold) => LongNumbers + Bold(isBold);

    public static int Number(int decimals, bool isBold) => Numbers + 2 * Math.Min(decimals, MaxDecimals) + Bold(isBold);

    public static int Header(bool isNumber) => isNumber ? HeaderNumber : HeaderText;

    public static string ToXml()
    {
        var formats = new StringBuilder($"<numFmt numFmtId=\"{AsDate}\" formatCode=\"yyyy\\-mm\\-dd\"/>");
        for (var decimals = 0; decimals <= MaxDecimals; decimals++)
            formats.Append(
                CultureInfo.InvariantCulture,
                $"<numFmt numFmtId=\"{FirstNumber + decimals}\" formatCode=\"#,##0{Places(decimals)}\"/>"
            );
        List<string> cells =
        [
            Cell(General, isBold: false),
            .. Pair(AsText),
            .. Pair(AsDate),
            .. Pair(AsText, isRight: true),
            Cell(AsText, isBold: true, isHeader: true),
            Cell(AsText, isBold: true, isRight: true, isHeader: true),
            .. Enumerable.Range(FirstNumber, MaxDecimals + 1).SelectMany(format => Pair(format)),
        ];
        return PackageParts.Declaration
            + $"<styleSheet xmlns=\"{PackageParts.Main}\">"
            + $"<numFmts count=\"{MaxDecimals + 2}\">{formats}</numFmts>"
            + $"<fonts count=\"2\"><font>{FontFace}</font><font><b/>{FontFace}</font></fonts>"
            + "<fills count=\"2\"><fill><patternFill patternType=\"none\"/></fill>"
            + "<fill><patternFill patternType=\"gray125\"/></fill></fills>"
            + "<borders count=\"2\"><border><left/><right/><top/><bottom/><diagonal/></border>"
            + "<border><left/><right/><top/><bottom style=\"thin\"/><diagonal/></border></borders>"
            + "<cellStyleXfs count=\"1\"><xf numFmtId=\"0\" fontId=\"0\" fillId=\"0\" borderId=\"0\"/></cellStyleXfs>"
            + $"<cellXfs count=\"{cells.Count}\">{string.Concat(cells)}</cellXfs>"
            + "<cellStyles count=\"1\"><cellStyle name=\"Normal\" xfId=\"0\" builtinId=\"0\"/></cellStyles>"
            + "</styleSheet>";
    }

    private const string FontFace = "<sz val=\"11\"/><name val=\"Calibri\"/><family val=\"2\"/>";

    private static int Bold(bool isBold) => isBold ? 1 : 0;

    private static string Places(int decimals) => decimals == 0 ? "" : "." + new string('0', decimals);

    private static string[] Pair(int format, bool isRight = false) =>
        [Cell(format, isBold: false, isRight), Cell(format, isBold: true, isRight)];

    private static string Cell(int format, bool isBold, bool isRight = false, bool isHeader = false) =>
        $"<xf numFmtId=\"{format}\" fontId=\"{Bold(isBold)}\" fillId=\"0\" borderId=\"{(isHeader ? 1 : 0)}\" xfId=\"0\""
        + " applyNumberFormat=\"1\" applyFont=\"1\" applyBorder=\"1\""
        + (isRight ? " applyAlignment=\"1\"><alignment horizontal=\"right\"/></xf>" : "/>");
}
