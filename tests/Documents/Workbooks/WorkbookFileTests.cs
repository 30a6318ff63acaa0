using System.IO.Compression;
using System.Security.Cryptography;
using Bookseal.Documents.Tables;
using Bookseal.Documents.Workbooks;
using Bookseal.Evidence;
using DocumentFormat.OpenXml.Spreadsheet;

namespace Bookseal.Documents.Tests.Workbooks;

/// <summary>Workbooks as they are written, read by a library that had no part in it.</summary>
public sealed class WorkbookFileTests
{
    [Fact]
    public void Workbook_OfATable_IsValidAndSaysEveryCell()
    {
        var table = Statement();
        var read = new ReadWorkbook(Bytes(table));
        Assert.Empty(read.Errors);
        Assert.Equal(("Müller & Söhne - trial balance", "trial-balance"), (read.Title, read.SheetName));
        Assert.Equal(
            table.Rows.Select(row => row.Cells.Select(cell => cell.Text).ToArray()).Prepend(Header(table)),
            read.Texts(table.Columns.Count)
        );
    }

    [Fact]
    public void Number_OfACurrency_IsANumberWithItsDecimals()
    {
        var read = new ReadWorkbook(Bytes(Statement()));
        var amounts = read
            .Rows.Skip(1)
            .Select(row => row.Single(cell => cell.CellReference!.Value![0] == 'D'))
            .ToList();
        Assert.All(amounts, cell => Assert.Null(cell.DataType));
        Assert.Equal(
            [("1234.50", "#,##0.00"), ("-1500", "#,##0"), ("0.125", "#,##0.000"), ("-265.375", "#,##0.000")],
            amounts.Select(cell => (cell.CellValue!.Text, read.FormatOf(cell)!))
        );
    }

    [Theory]
    [InlineData("123456789012345", true)]
    [InlineData("-1234567890123.45", true)]
    [InlineData("0.00000000000000000001", true)]
    [InlineData("1234567890123456", false)]
    [InlineData("90071992547409.91", false)]
    [InlineData("12.", false)]
    [InlineData(".5", false)]
    [InlineData("1,5", false)]
    [InlineData("1e3", false)]
    [InlineData("+1", false)]
    [InlineData("-", false)]
    public void Number_ThatASpreadsheetWouldRoundOrThatIsNone_StaysText(string number, bool isNumber)
    {
        var table = new PlainTable(PlainColumn.Number("amount"));
        table.Row(number);
        var read = new ReadWorkbook(Bytes(table));
        var cell = read.Rows[1][0];
        Assert.Empty(read.Errors);
        Assert.Equal((isNumber, number), (cell.DataType is null, read.TextOf(cell)));
    }

    [Theory]
    [InlineData("2026-01-31", true)]
    [InlineData("1900-03-01", true)]
    [InlineData("1900-02-28", false)]
    [InlineData("", false)]
    [InlineData("2026-02-30", false)]
    public void Date_OfTheCalendarOfSpreadsheets_IsADay(string day, bool isDay)
    {
        var table = new PlainTable("word", PlainColumn.Date("day"));
        table.Row("x", day);
        var read = new ReadWorkbook(Bytes(table));
        Assert.Equal(day, read.Texts(2)[1][1]);
        Assert.Equal(isDay, read.Rows[1].Any(cell => cell.DataType is null));
    }

    [Theory]
    [InlineData("=HYPERLINK(\"http://example.org\")")]
    [InlineData("+1")]
    [InlineData("-1+cmd|' /C calc'!A0")]
    [InlineData("@SUM(A1)")]
    [InlineData("\t=1")]
    [InlineData("'=1")]
    public void Text_ThatBeginsLikeAFormula_IsTheTextAndNoFormula(string text)
    {
        var table = new PlainTable("text", PlainColumn.Number("number"));
        table.Row(PlainCell.Free(text), "1");
        var read = new ReadWorkbook(Bytes(table));
        Assert.Empty(read.Errors);
        Assert.Equal((CellValues.InlineString, text), (read.Rows[1][0].DataType!.Value, read.TextOf(read.Rows[1][0])));
        Assert.Empty(read.Sheet.Descendants<CellFormula>());
    }

    /// <summary>Spelt as Excel spells it; a text that looks like such a spelling is not taken for one.</summary>
    [Theory]
    [InlineData("a\u0007b\r\nc", "a_x0007_b_x000D_\nc")]
    [InlineData("_x0041_ and _x00", "_x005F_x0041_ and _x00")]
    [InlineData("\uffff <&>\"'", "\ufffd <&>\"'")]
    [InlineData("\U0001F600", "\U0001F600")]
    public void Text_OfCharactersThatXmlCannotSay_IsSpelt(string text, string stored)
    {
        var table = new PlainTable("text");
        table.Row(PlainCell.Free(text));
        var read = new ReadWorkbook(Bytes(table));
        Assert.Empty(read.Errors);
        Assert.Equal(stored, read.TextOf(read.Rows[1][0]));
    }

    [Fact]
    public void Text_OfHalfACharacter_IsWrittenAllTheSame()
    {
        var table = new PlainTable("text");
        table.Row(PlainCell.Free($"a{'\ud800'}b"));
        Assert.Equal("a\ufffdb", new ReadWorkbook(Bytes(table)).Texts(1)[1][0]);
    }

    [Fact]
    public void Text_LongerThanACellHolds_IsCutBetweenCharacters()
    {
        var table = new PlainTable("text");
        table.Row(PlainCell.Free(new string('a', Limits.SheetCellCharacters - 1) + "\U0001F600"));
        var read = new ReadWorkbook(Bytes(table));
        Assert.Empty(read.Errors);
        Assert.Equal(new string('a', Limits.SheetCellCharacters - 1), read.TextOf(read.Rows[1][0]));
    }

    [Fact]
    public void Header_StaysInSightAndIsBoldAsTotalsAre()
    {
        var read = new ReadWorkbook(Bytes(Statement()));
        var pane = read.Sheet.Descendants<Pane>().Single();
        Assert.Equal((1, PaneStateValues.Frozen), (pane.VerticalSplit!.Value, pane.State!.Value));
        Assert.Equal([true, false, false, false, true], read.Rows.Select(row => row.TrueForAll(read.IsBold)));
        var widths = read.Sheet.Descendants<Column>().Select(column => column.Width!.Value).ToList();
        Assert.Equal([9, 8, 36, 12, 12], widths);
    }

    [Theory]
    [InlineData("a:b\\c/d?e*f[g]", "a b c d e f g")]
    [InlineData("'quoted'", "quoted")]
    [InlineData("History", "Sheet")]
    [InlineData("  ", "Sheet")]
    [InlineData("a name that is longer than a sheet's name may be", "a name that is longer than a sh")]
    [InlineData("R&D's <books>", "R&D's <books>")]
    public void SheetName_ThatASheetCannotHave_IsMadeOne(string name, string sheet)
    {
        using var file = new MemoryStream();
        Assert.Null(WorkbookFile.Write(file, "title", name, Statement()));
        var read = new ReadWorkbook(file.ToArray());
        Assert.Equal(sheet, read.SheetName);
        Assert.Empty(read.Errors);
    }

    /// <summary>Neither clock nor machine: the digest is of the bytes that every machine makes.</summary>
    [Fact]
    public void Workbook_OfTheSameTable_IsTheSameBytesEverywhere()
    {
        var bytes = Bytes(Statement());
        Assert.Equal(bytes, Bytes(Statement()));
        Assert.Equal("b3e11d0ba15b753b172c1f26b7e68620", Convert.ToHexStringLower(SHA256.HashData(bytes))[..32]);
        using var zip = new ZipArchive(new MemoryStream(bytes));
        Assert.All(
            zip.Entries,
            entry =>
                Assert.Equal(
                    (1980, 1, 1),
                    (entry.LastWriteTime.Year, entry.LastWriteTime.Month, entry.LastWriteTime.Day)
                )
        );
        Assert.All(zip.Entries, entry => Assert.Equal(entry.Length, entry.CompressedLength));
    }

    [Fact]
    public void Workbook_OfMoreRowsThanASheetHas_IsRefusedBeforeAnythingIsWritten()
    {
        var table = new PlainTable("text");
        for (var i = 1; i < Limits.SheetRows; i++)
            table.Row("x");
        table.Row("x");
        using var file = new MemoryStream();
        Assert.Equal("REPORT_TOO_LONG", WorkbookFile.Write(file, "title", "sheet", table)!.Code);
        Assert.Equal(0, file.Length);
    }

    /// <summary>Another program's view of it: it opens the file, and shows numbers and days as such.</summary>
    [ToolFact("soffice")]
    public void Workbook_InLibreOffice_ShowsTheTable()
    {
        var folder = Directory.CreateTempSubdirectory().FullName;
        try
        {
            var path = Path.Combine(folder, "report.xlsx");
            File.WriteAllBytes(path, Bytes(Statement()));
            ExternalTool.Run([], "soffice", "--headless", "--convert-to", "csv", "--outdir", folder, path);
            var rows = CsvRows.Of(
                System.Text.Encoding.UTF8.GetBytes(
                    File.ReadAllText(Path.Combine(folder, "report.csv")).ReplaceLineEndings("\r\n")
                )
            );
            Assert.Equal(["=1000", "EUR", "Bank \"current\", Müller & Söhne <1>", "1,234.50", "2026-01-31"], rows[1]);
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private static PlainTable Statement()
    {
        var table = new PlainTable("account", "unit", "name", PlainColumn.Number("closing"), PlainColumn.Date("day"));
        table.Row(
            PlainCell.Free("=1000"),
            "EUR",
            PlainCell.Free("Bank \"current\", Müller & Söhne <1>"),
            "1234.50",
            "2026-01-31"
        );
        table.Row(PlainCell.Free("1100"), "JPY", "Deposits", "-1500", "2026-02-28");
        table.Row(PlainCell.Free("1200"), "KWD", "", "0.125", "");
        table.Total("total", "", "", "-265.375", "");
        return table;
    }

    private static string[] Header(PlainTable table) => [.. table.Columns.Select(column => column.Name)];

    private static byte[] Bytes(PlainTable table)
    {
        using var file = new MemoryStream();
        Assert.Null(WorkbookFile.Write(file, "Müller & Söhne - trial balance", "trial-balance", table));
        return file.ToArray();
    }
}
