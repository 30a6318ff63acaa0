using System.Globalization;
using System.Text;
using Bookseal.Documents;
using Bookseal.Documents.Pdf;

namespace Bookseal.Documents.Tests;

public sealed class DocumentPdfTests
{
    [Fact]
    public void Render_AnyDocument_IsAFileOfExactStructure() =>
        Property.Holds(
            AnyStatement.Any,
            document => PdfReading.Of(DocumentPdf.Render(document)).Pages.Count > 0,
            times: 60
        );

    [Fact]
    public void Render_TheSameDocumentTwice_IsTheSameBytes() =>
        Property.Holds(
            AnyStatement.Any,
            document =>
                DocumentPdf
                    .Render(document)
                    .AsSpan()
                    .SequenceEqual(DocumentPdf.Render(document with { Tables = [.. document.Tables] })),
            times: 20
        );

    [Fact]
    public void Render_UnderACultureOfCommas_IsTheSameBytes()
    {
        var expected = DocumentPdf.Render(Statements.BalanceSheet);
        var before = CultureInfo.CurrentCulture;
        CultureInfo.CurrentCulture = new CultureInfo("")
        {
            NumberFormat = new() { NumberDecimalSeparator = ",", NegativeSign = "~" },
        };
        try
        {
            Assert.Equal(expected, DocumentPdf.Render(Statements.BalanceSheet));
        }
        finally
        {
            CultureInfo.CurrentCulture = before;
        }
    }

    [Fact]
    public void Render_OtherAmounts_HasAnotherIdentifier()
    {
        string Identifier(string amount) =>
            PdfReading.Of(DocumentPdf.Render(Of(DocumentRow.Line("Cash", 0, amount)))).Trailer;
        Assert.NotEqual(Identifier("1.00"), Identifier("2.00"));
    }

    [Fact]
    public void Render_OddCharacters_AreEscapedMappedOrVisiblyReplaced()
    {
        var texts = Pages(
            Of(
                DocumentRow.Line(
                    "a(b)\\c \u2212 "
                        + "\u20ac\u2013\u2019\u2026\u00e9\u00a0|\u0151\u65e5\U0001f600\ud800\u0080\u007f|\t\n.",
                    0,
                    "1.00"
                )
            )
        )[0]
            .Select(text => text.Text);
        Assert.Contains("a(b)\\c - \u0080\u0096\u0092\u0085\u00e9\u00a0|??????|  .", texts);
    }

    [Fact]
    public void Render_TitleOutsideOfTheFonts_IsWholeInTheInformation() =>
        Assert.Equal(
            "日本 (株) - Cash - 2026",
            PdfReading.Of(DocumentPdf.Render(new("日本 (株)", "Cash", "2026", [], []))).Title
        );

    [Fact]
    public void Render_NothingAtAll_IsOnePageWithItsNumber() =>
        Assert.Equal(["Page 1 of 1"], Pages(new("", "", "", [], []))[0].Select(text => text.Text));

    [Fact]
    public void Render_TableWithoutRows_SaysNone() =>
        Assert.Equal(
            ["EUR", "Account", "Debit", "None", "C", "Page 1 of 1"],
            Pages(new("C", "", "", [new("EUR", "Account", [new("Debit")], [])], []))[0]
                .Select(text => text.Text)
                .Skip(1)
        );

    [Fact]
    public void Render_RowWithoutACellForEachColumn_Throws()
    {
        Assert.Throws<ArgumentException>(() => DocumentPdf.Render(Of(DocumentRow.Line("Cash", 0))));
        Assert.Throws<ArgumentException>(() => DocumentPdf.Render(Of(DocumentRow.Line("Cash", 0, "1", "2"))));
        Assert.Throws<ArgumentException>(() =>
            DocumentPdf.Render(Of(new DocumentRow(RowStyle.Heading, 0, "Assets", ["1"])))
        );
    }

    [Fact]
    public void Render_HeadingsAndTotals_AreBold()
    {
        var texts = Pages(Statements.BalanceSheet)[0].ToLookup(text => text.Text, text => text.Font);
        Assert.All(
            ["Assets", "Current assets", "Total assets", "2,363,483.45", "31 January 2026", "EUR"],
            text => Assert.All(texts[text], font => Assert.Equal("F2", font))
        );
        Assert.All(
            ["Inventories", "Total current assets", "1,695,150.12"],
            text => Assert.All(texts[text], font => Assert.Equal("F1", font))
        );
        Assert.Equal(2, texts["2,363,483.45"].Count());
    }

    [Fact]
    public void Render_FewColumns_IsPortraitAndMoreAreLandscape()
    {
        string Box(int columns) => PdfReading.Of(DocumentPdf.Render(WithColumns(columns))).MediaBoxes[0];
        Assert.Equal("0 0 595.276 841.89", Box(3));
        Assert.Equal("0 0 841.89 595.276", Box(10));
    }

    [Fact]
    public void Render_MoreColumnsThanAPageIsWide_GoesOnBelowWithTheLabelsAgain()
    {
        var texts = Pages(WithColumns(40)).SelectMany(page => page).Select(text => text.Text).ToList();
        Assert.Equal(
            Enumerable.Range(1, 40).Select(i => $"1,000,{i:D3}.00"),
            texts.Where(text => text.StartsWith("1,000,", StringComparison.Ordinal))
        );
        var parts = texts.Where(text => text.StartsWith("EUR (part ", StringComparison.Ordinal)).ToList();
        Assert.Equal(Enumerable.Range(1, parts.Count).Select(part => $"EUR (part {part} of {parts.Count})"), parts);
        Assert.InRange(parts.Count, 2, 5);
        Assert.Equal(parts.Count, texts.Count(text => text == "Cash"));
    }

    [Fact]
    public void Render_TwoCurrencies_StandInTheSameColumns()
    {
        var narrow = new DocumentTable("EUR", "", [new("Amount")], [DocumentRow.Line("Cash", 0, "(1.00)")]);
        var wide = new DocumentTable("USD", "", [new("Amount")], [DocumentRow.Line("Cash", 0, "1,000,000,000,000.00")]);
        var headings = Pages(new("C", "T", "", [narrow, wide], []))[0].Where(text => text.Text == "Amount").ToList();
        Assert.Equal(2, headings.Count);
        Assert.Equal(headings[0].X, headings[1].X);
    }

    [Fact]
    public void Render_LongLabel_IsWrappedAndWhole()
    {
        var label = string.Join(' ', Enumerable.Range(0, 40).Select(i => $"word{i}"));
        var texts = Pages(Of(DocumentRow.Line(label, 1, "1.00")))[0]
            .Where(text => text.Text.StartsWith("word", StringComparison.Ordinal))
            .ToList();
        Assert.True(texts.Count > 1);
        Assert.Equal(label, string.Join(' ', texts.Select(text => text.Text)));
    }

    [Fact]
    public void Render_LabelWithoutEnd_EndsWithAnEllipsis() =>
        Assert.EndsWith(
            "\u0085",
            Pages(Of(DocumentRow.Line(new string('W', 5000), 0, "1.00")))[0]
                .Last(text => text.Text.StartsWith('W'))
                .Text
        );

    [Fact]
    public void Render_HeadingsWithoutEnd_StillGiveAFile() =>
        Assert.NotEmpty(
            Pages(
                new(
                    "C",
                    "T",
                    "P",
                    [
                        new(
                            "EUR",
                            "",
                            [
                                .. Enumerable.Repeat(
                                    new DocumentColumn(string.Concat(Enumerable.Repeat("WWW ", 100_000))),
                                    9
                                ),
                            ],
                            [DocumentRow.Line("Cash", 0, [.. Enumerable.Repeat("1.00", 9)])]
                        ),
                    ],
                    []
                )
            )
        );

    [Fact]
    public void Render_Stream_ShowsTheAmountsToWhoeverReadsTheBytes() =>
        Assert.Contains("(2,363,483.45) Tj", Encoding.ASCII.GetString(DocumentPdf.Render(Statements.BalanceSheet)));

    private static IReadOnlyList<IReadOnlyList<PdfReading.TextAt>> Pages(Document document) =>
        PdfReading.Of(DocumentPdf.Render(document)).Pages;

    private static Document Of(params DocumentRow[] rows) =>
        new("C", "T", "P", [new("EUR", "", [new("Amount")], rows)], []);

    private static Document WithColumns(int count) =>
        new(
            "C",
            "T",
            "P",
            [
                new(
                    "EUR",
                    "Account",
                    [.. Enumerable.Range(1, count).Select(i => new DocumentColumn($"Column {i}"))],
                    [DocumentRow.Line("Cash", 0, [.. Enumerable.Range(1, count).Select(i => $"1,000,{i:D3}.00")])]
                ),
            ],
            []
        );
}
