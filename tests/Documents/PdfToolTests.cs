using System.Text;
using Bookseal.Documents;
using Bookseal.Documents.Pdf;

namespace Bookseal.Documents.Tests;

/// <summary>What other programs make of the files.</summary>
public sealed class PdfToolTests
{
    public static IReadOnlyList<Document> Documents { get; } =
    [
        Statements.IncomeStatement,
        Statements.BalanceSheet,
        Statements.Ageing,
        Statements.TrialBalance(130),
        Statements.Ledger(100),
        new("", "", "", [], []),
        new("日本", "(", "\\", [new("", "", [], [])], [""]),
    ];

    [ToolFact("qpdf")]
    public void Qpdf_EveryStatement_FindsNoError() =>
        Assert.All(
            Documents,
            document =>
            {
                var (exitCode, output) = ExternalTool.Run(DocumentPdf.Render(document), "qpdf", "--check", "{pdf}");
                Assert.True(exitCode == 0, output);
                Assert.DoesNotContain("WARNING", output);
            }
        );

    [ToolFact("qpdf")]
    public void Qpdf_AnyDocument_FindsNoError() =>
        Property.Holds(
            AnyStatement.Any,
            document => ExternalTool.Run(DocumentPdf.Render(document), "qpdf", "--check", "{pdf}").ExitCode == 0,
            times: 25
        );

    [ToolFact("pdffonts")]
    public void PdfFonts_OfAStatement_AreTwoOfTheStandardFontsInWinAnsi()
    {
        var fonts = ExternalTool
            .Run(DocumentPdf.Render(Statements.BalanceSheet), "pdffonts", "{pdf}")
            .Output.Split('\n', StringSplitOptions.RemoveEmptyEntries)[2..];
        Assert.Equal(
            ["Helvetica Type 1 WinAnsi no no no", "Helvetica-Bold Type 1 WinAnsi no no no"],
            fonts.Select(font => string.Join(' ', font.Split(' ', StringSplitOptions.RemoveEmptyEntries)[..^2])).Order()
        );
    }

    [ToolFact("pdfinfo")]
    public void PdfInfo_OfAStatement_NamesTitleAndPagesButNoTime()
    {
        var output = ExternalTool.Run(DocumentPdf.Render(Statements.TrialBalance(130)), "pdfinfo", "{pdf}").Output;
        Assert.Matches(
            @"Title: +Nordlicht Handels GmbH - Trial balance - For the month ended 31 January 2026\n",
            output
        );
        Assert.Matches(@"Producer: +Bookseal\n", output);
        Assert.Matches(@"Pages: +3\n", output);
        Assert.Matches(@"Page size: .*\(A4\)\n", output);
        Assert.DoesNotContain("Date:", output);
    }

    [ToolFact("pdftotext")]
    public void PdfToText_OfABalanceSheet_ReadsTheRowsAsTheyWere()
    {
        var output = ExternalTool
            .Run(DocumentPdf.Render(Statements.BalanceSheet), "pdftotext", "-layout", "-enc", "UTF-8", "{pdf}", "-")
            .Output;
        var lines = output
            .Split('\n')
            .Select(line => string.Join(' ', line.Split(' ', StringSplitOptions.RemoveEmptyEntries)))
            .ToList();
        Assert.All(
            Statements.BalanceSheet.Tables[0].Rows,
            row => Assert.Contains(string.Join(' ', row.Cells.Prepend(row.Label)), lines)
        );
    }

    [ToolFact("pdftotext")]
    public void PdfToText_AmountsOfAColumn_EndAtOneEdgeAndParenthesesHangBeyondIt()
    {
        var words = PdfWord.Of(DocumentPdf.Render(Statements.BalanceSheet));
        var cells = Statements
            .BalanceSheet.Tables[0]
            .Rows.Where(row => row.Cells.Count > 0)
            .Select(row => row.Cells[0])
            .ToList();
        var amounts = words.Where(word => cells.Contains(word.Text) && word.Left < 480).ToList();
        var digits = Assert.Single(
            amounts.Where(word => !word.Text.EndsWith(')')).Select(word => Math.Round(word.Right, 2)).Distinct()
        );
        var parentheses = Assert.Single(
            amounts.Where(word => word.Text.EndsWith(')')).Select(word => Math.Round(word.Right, 2)).Distinct()
        );
        Assert.Equal(0.333 * 9, parentheses - digits, tolerance: 0.01);
        Assert.Equal(cells.Count, amounts.Count);
    }

    [ToolFact("pdftotext")]
    public void PdfToText_AnyDocument_HasNoWordOverAnotherOrOutsideOfThePage() =>
        Property.Holds(
            AnyStatement.Any,
            document =>
            {
                var words = PdfWord.Of(DocumentPdf.Render(document));
                var lines = words
                    .GroupBy(word => (word.Page, Math.Round(word.Bottom, 1)))
                    .Select(line => line.OrderBy(word => word.Left).ToList());
                return words.All(word => word.Left >= 55.9 && word.Right <= word.PageWidth - 55.9)
                    && lines.All(line =>
                        line.Zip(line.Skip(1)).All(pair => pair.First.Right <= pair.Second.Left + 0.1)
                    );
            },
            times: 40
        );

    /// <summary>
    /// The tool has its own table of the standard fonts and uses it when a file names no widths: hidden under another
    /// name of the same length, ours must not be missed.
    /// </summary>
    [ToolFact("pdftotext")]
    public void PdfToText_WithItsOwnWidths_PlacesEachWordTheSame()
    {
        var letters = Encoding.Latin1.GetString([
            .. Enumerable
                .Range(0x21, 0xff - 0x21 + 1)
                .Where(code => code is not (0x7f or 0xad))
                .Select(code => (byte)code),
        ]);
        var special =
            "\u20ac\u201a\u0192\u201e\u2026\u2020\u2021\u02c6\u2030\u0160\u2039\u0152\u017d\u2018\u2019"
            + "\u201c\u201d\u2022\u2013\u2014\u02dc\u2122\u0161\u203a\u0153\u017e\u0178";
        DocumentRow[] rows =
        [
            .. (letters + special)
                .Chunk(1)
                .SelectMany(letter =>
                    new[] { DocumentRow.Line(new(letter[0], 9), 0), DocumentRow.Total(new(letter[0], 9)) }
                ),
        ];
        var pdf = DocumentPdf.Render(new("C", "T", "P", [new("EUR", "", [], rows)], []));
        var withoutWidths = Encoding.Latin1.GetBytes(
            Encoding.Latin1.GetString(pdf).Replace("/Widths [", "/Xidths [", StringComparison.Ordinal)
        );
        Assert.NotEqual(pdf, withoutWidths);
        var (expected, actual) = (PdfWord.Of(withoutWidths), PdfWord.Of(pdf));
        Assert.True(actual.Count > 400);
        Assert.Equal(expected, actual);
    }

    [ToolFact("pdftoppm")]
    public void PdfToPpm_OfAStatement_DrawsRulesAndLetters()
    {
        // A page without letters or rules would be of few shades, and white.
        var (exitCode, output) = ExternalTool.Run(
            DocumentPdf.Render(Statements.BalanceSheet),
            "pdftoppm",
            "-gray",
            "-r",
            "40",
            "-singlefile",
            "{pdf}"
        );
        Assert.Equal(0, exitCode);
        Assert.True(output.Distinct().Count() > 20);
    }
}
