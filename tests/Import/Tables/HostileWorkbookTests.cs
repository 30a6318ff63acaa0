using System.IO.Compression;
using System.Text;
using Bookseal.Import.BankFiles;

namespace Bookseal.Import.Tests.Tables;

/// <summary>Whatever a workbook is made of, what is wrong with it is a fault, and takes little memory.</summary>
public sealed class HostileWorkbookTests
{
    private const string Main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
    private const string Office = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
    private const string Package = "http://schemas.openxmlformats.org/package/2006";
    private const string Mapping = """
        {"columns":{"date":"Day","amount":"Amount"},"constants":{"account":"MAIN","currency":"EUR"}}
        """;

    private const string Head =
        "<row r=\"1\"><c r=\"A1\" t=\"inlineStr\"><is><t>Day</t></is></c>"
        + "<c r=\"B1\" t=\"inlineStr\"><is><t>Amount</t></is></c></row>";

    [Fact]
    public void Workbook_ByHand_IsGood() =>
        Assert.Empty(Read(Zip(Head + Row("<c r=\"A2\" t=\"d\"><v>2026-01-05</v></c><c r=\"B2\"><v>1.5</v></c>"))));

    [Theory]
    [InlineData("<c r=\"A2\" t=\"s\"><v>7</v></c>", "file:1:1: WORKBOOK_INVALID")]
    [InlineData("<c r=\"A2\"><v>many</v></c>", "file:1:1: WORKBOOK_INVALID")]
    [InlineData("<c r=\"A2\"><v>1e300</v></c>", "file:1:1: WORKBOOK_INVALID")]
    [InlineData("<c r=\"A2\">", "file:1:1: WORKBOOK_INVALID")]
    [InlineData("<c r=\"A2\"><v>60</v></c><c r=\"B2\"><v>1</v></c>", "file:2:1: DATE_INVALID")]
    [InlineData("<c r=\"A2\" t=\"d\"><v>2026-01-05</v></c><c r=\"B2\"><f>A1</f></c>", "file:2:2: CELL_ERROR")]
    [InlineData("<c r=\"A2\" t=\"d\"><v>2026-01-05</v></c><c r=\"B2\"><v>1.005</v></c>", "file:2:2: AMOUNT_INVALID")]
    [InlineData("<c r=\"ZZZZZZZZ2\" t=\"d\"><v>2026-01-05</v></c><c r=\"B2\"><v>1</v></c>", "file:2:1: DATE_INVALID")]
    public void Cell_ThatIsNone_IsAFault(string cells, string fault) =>
        Assert.StartsWith(fault, Read(Zip(Head + Row(cells)))[0], StringComparison.Ordinal);

    /// <summary>Halves of characters, and what no text has, stand as they are written.</summary>
    [Theory]
    [InlineData("_xD800_")]
    [InlineData("_xDC00_")]
    [InlineData("_x0000_")]
    [InlineData("_xFFFF_")]
    public void Escape_OfWhatIsNoText_StandsAsItIsWritten(string escape)
    {
        var cells =
            "<c r=\"A2\" t=\"d\"><v>2026-01-05</v></c><c r=\"B2\"><v>1.5</v></c>"
            + $"<c r=\"C2\" t=\"inlineStr\"><is><t>Rent {escape} _x0041_</t></is></c>";
        var head = Head.Replace(
            "</row>",
            "<c r=\"C1\" t=\"inlineStr\"><is><t>Text</t></is></c></row>",
            StringComparison.Ordinal
        );
        var mapping = Mapping.Replace("\"date\":", "\"text\":\"Text\",\"date\":", StringComparison.Ordinal);
        var (file, faults) = BankFiles.BankFiles.ReadCsv(Zip(head + Row(cells)), mapping, BankMappingFile.Nothing);
        Assert.Empty(faults);
        Assert.Equal($"Rent {escape} A", file!.Statements[0].Transactions[0].Description);
    }

    [Fact]
    public void DocumentType_InASheet_IsRefused() =>
        Assert.StartsWith(
            "file:1:1: WORKBOOK_INVALID",
            Read(Zip(Head, "<!DOCTYPE worksheet [<!ENTITY e \"x\">]>"))[0],
            StringComparison.Ordinal
        );

    [Theory]
    [InlineData("PK\u0003\u0004")]
    [InlineData("PK\u0003\u0004 and nothing of a zip behind it")]
    public void Zip_ThatIsNone_IsRefused(string text) =>
        Assert.StartsWith(
            "file:1:1: WORKBOOK_INVALID",
            Read(Encoding.Latin1.GetBytes(text))[0],
            StringComparison.Ordinal
        );

    [Fact]
    public void OlderWorkbook_IsRefusedWithWhatToDo()
    {
        byte[] old = [0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1, 0];
        Assert.Contains("save it as .xlsx", Assert.Single(Read(old)), StringComparison.Ordinal);
    }

    /// <summary>A million zeros a kilobyte: refused by what its directory states, before it is inflated.</summary>
    [Fact]
    public void Bomb_IsRefusedWithoutBeingInflated()
    {
        var bomb = Zip(
            Head,
            more: zip =>
            {
                using var stream = zip.CreateEntry("xl/zeros.xml", CompressionLevel.SmallestSize).Open();
                var zeros = new byte[1 << 20];
                for (var i = 0; i <= Limits.WorkbookBytes >> 20; i++)
                    stream.Write(zeros);
            }
        );
        var before = GC.GetTotalAllocatedBytes(precise: true);
        Assert.StartsWith("file:1:1: WORKBOOK_TOO_LARGE", Assert.Single(Read(bomb)), StringComparison.Ordinal);
        Assert.True(GC.GetTotalAllocatedBytes(precise: true) - before < 64 << 20);
    }

    /// <summary>A cell's text is read in pieces, and no further than a cell may be long.</summary>
    [Fact]
    public void CellOfAHundredMegabytes_IsRefusedBeforeItIsHeld()
    {
        var text = new string('a', 100 << 20);
        var large = Zip(Head + Row($"<c r=\"A2\" t=\"inlineStr\"><is><t>{text}</t></is></c>"));
        var before = GC.GetTotalAllocatedBytes(precise: true);
        Assert.StartsWith("file:1:1: WORKBOOK_INVALID", Assert.Single(Read(large)), StringComparison.Ordinal);
        Assert.True(GC.GetTotalAllocatedBytes(precise: true) - before < 64 << 20);
    }

    [Theory]
    [InlineData("1")]
    [InlineData("2")]
    public void Rows_ThatDoNotFollowOneAnother_AreRefused(string number)
    {
        const string cells = "<c t=\"d\"><v>2026-01-05</v></c><c><v>1.5</v></c>";
        var rows = $"{Head}<row r=\"2\">{cells}</row><row r=\"{number}\">{cells}</row>";
        Assert.StartsWith("file:1:1: WORKBOOK_INVALID", Assert.Single(Read(Zip(rows))), StringComparison.Ordinal);
    }

    [Fact]
    public void Zip_OfTooManyEntries_IsRefused()
    {
        var many = Zip(
            Head,
            more: zip =>
            {
                for (var i = 0; i <= Limits.ZipEntries; i++)
                    zip.CreateEntry($"{i}");
            }
        );
        Assert.StartsWith("file:1:1: WORKBOOK_TOO_LARGE", Assert.Single(Read(many)), StringComparison.Ordinal);
    }

    /// <summary>Cut short or changed anywhere: a fault or other figures, and no exception.</summary>
    [Fact]
    public void Bytes_ThatWereChanged_AreNoException()
    {
        var good = Zip(Head + Row("<c r=\"A2\" t=\"d\"><v>2026-01-05</v></c><c r=\"B2\"><v>1.5</v></c>"));
        for (var at = 4; at < good.Length; at += 5)
        {
            var changed = good.ToArray();
            changed[at] ^= 0x55;
            Read(changed);
            Read(good[..at]);
        }
    }

    private static IReadOnlyList<string> Read(byte[] content) =>
        BankFiles.BankFiles.ReadCsv(content, Mapping, BankMappingFile.Nothing).Faults;

    private static string Row(string cells) => $"<row r=\"2\">{cells}</row>";

    private static byte[] Zip(string rows, string prolog = "", Action<ZipArchive>? more = null)
    {
        using var stream = new MemoryStream();
        using (var zip = new ZipArchive(stream, ZipArchiveMode.Create, leaveOpen: true))
        {
            Put(
                "[Content_Types].xml",
                $"<Types xmlns=\"{Package}/content-types\">"
                    + "<Default Extension=\"rels\" ContentType=\"application/vnd.openxmlformats-package."
                    + "relationships+xml\"/>"
                    + "<Default Extension=\"xml\" ContentType=\"application/vnd.openxmlformats-officedocument."
                    + "spreadsheetml.worksheet+xml\"/><Override PartName=\"/xl/workbook.xml\" "
                    + "ContentType=\"application/"
                    + "vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml\"/></Types>"
            );
            Put("_rels/.rels", Relationship("officeDocument", "xl/workbook.xml"));
            Put(
                "xl/workbook.xml",
                $"<workbook xmlns=\"{Main}\" xmlns:r=\"{Office}\"><sheets>"
                    + "<sheet name=\"One\" sheetId=\"1\" r:id=\"r1\"/></sheets></workbook>"
            );
            Put("xl/_rels/workbook.xml.rels", Relationship("worksheet", "sheet.xml"));
            Put("xl/sheet.xml", $"{prolog}<worksheet xmlns=\"{Main}\"><sheetData>{rows}</sheetData></worksheet>");
            more?.Invoke(zip);

            void Put(string name, string text)
            {
                using var entry = zip.CreateEntry(name).Open();
                entry.Write(Encoding.UTF8.GetBytes(text));
            }
        }

        return stream.ToArray();
    }

    private static string Relationship(string type, string target) =>
        $"<Relationships xmlns=\"{Package}/relationships\">"
        + $"<Relationship Id=\"r1\" Type=\"{Office}/{type}\" Target=\"{target}\"/></Relationships>";
}
