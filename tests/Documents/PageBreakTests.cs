using Bookseal.Documents;
using Bookseal.Documents.Pdf;
using FsCheck.Fluent;

namespace Bookseal.Documents.Tests;

public sealed class PageBreakTests
{
    [Fact]
    public void Render_LongTable_HasItsHeadingsOnEachPageAndEachRowOnce()
    {
        var pages = Pages(Statements.TrialBalance(130));
        Assert.Equal(3, pages.Count);
        Assert.All(
            pages,
            page =>
                Assert.All(["Account", "Debit", "Credit"], heading => Assert.Single(page, text => text.Text == heading))
        );
        Assert.Equal(
            ["EUR", "EUR (continued)", "EUR (continued)"],
            pages.Select(page => page.First(text => text.Text.StartsWith("EUR", StringComparison.Ordinal)).Text)
        );
        var labels = pages
            .SelectMany(page => page)
            .Where(text => char.IsDigit(text.Text[0]) && text.Text.Any(char.IsLetter));
        Assert.Equal(
            Enumerable.Range(0, 130).Select(i => 1000 + 25 * i),
            labels.Select(label => int.Parse(label.Text[..4]))
        );
    }

    [Fact]
    public void Render_EachPage_HasCompanyTitleAndNumberAtItsFoot()
    {
        var pages = Pages(Statements.TrialBalance(130));
        for (var i = 0; i < pages.Count; i++)
            Assert.Equal(
                ["Nordlicht Handels GmbH \u00b7 Trial balance", $"Page {i + 1} of 3"],
                pages[i].TakeLast(2).Select(text => text.Text)
            );
    }

    [Fact]
    public void Render_HeadingsAnywhere_AreNeverTheLastOfAPage() =>
        Property.Holds(
            Rows,
            styles =>
                Pages(Of(styles)).SkipLast(1).All(page => !Last(page).StartsWith("Heading", StringComparison.Ordinal)),
            times: 60
        );

    [Fact]
    public void Render_SumsAnywhere_AreNeverTheFirstOfAPage() =>
        Property.Holds(
            Rows,
            styles => Pages(Of(styles)).Skip(1).All(page => First(page).Split(' ')[0] is "Line" or "Heading"),
            times: 60
        );

    [Fact]
    public void Render_AnyDocument_StaysAboveTheFootAndWithinTheMargins() =>
        Property.Holds(
            AnyStatement.Any,
            document =>
                Pages(document)
                    .All(page =>
                        page.All(text => text.X >= 56 && text.Y is >= 64 or < 48)
                        && page.Count(text => text.Y < 48) <= 2
                        && page[^1].Text.StartsWith("Page ", StringComparison.Ordinal)
                    ),
            times: 60
        );

    [Fact]
    public void Render_MoreHeadingsThanAPageHolds_StillPrintsEach()
    {
        var pages = Pages(Of([.. Enumerable.Repeat(RowStyle.Heading, 200)]));
        Assert.True(pages.Count > 3);
        Assert.Equal(
            200,
            pages.SelectMany(page => page).Count(text => text.Text.StartsWith("Heading", StringComparison.Ordinal))
        );
    }

    [Fact]
    public void Render_ShortTableAtTheFoot_GoesToTheNextPageWhole()
    {
        var first = Of([.. Enumerable.Repeat(RowStyle.Line, 40)]).Tables[0];
        var second = Of([.. Enumerable.Repeat(RowStyle.Line, 10), RowStyle.Total]).Tables[0] with { Caption = "USD" };
        var pages = Pages(new("C", "T", "P", [first, second], []));
        Assert.Equal(2, pages.Count);
        Assert.Equal("USD", pages[1][0].Text);
        Assert.DoesNotContain(pages[0], text => text.Text.StartsWith("Total", StringComparison.Ordinal));
    }

    [Fact]
    public void Render_TableAfterAnyNumberOfRows_BeginsWithItsFirstRowAboveTheFoot()
    {
        DocumentTable[] next =
        [
            Of([]).Tables[0],
            Of([.. Enumerable.Repeat(RowStyle.Heading, 100)]).Tables[0],
            Of([.. Enumerable.Repeat(RowStyle.Line, 100)]).Tables[0],
        ];
        Assert.All(
            next,
            table =>
                Assert.All(
                    Enumerable.Range(1, 60),
                    lines =>
                    {
                        var pages = Pages(
                            new(
                                "C",
                                "T",
                                "P",
                                [
                                    Of([.. Enumerable.Repeat(RowStyle.Line, lines)]).Tables[0],
                                    table with
                                    {
                                        Caption = "USD",
                                    },
                                ],
                                []
                            )
                        );
                        var begin = pages
                            .Single(page => page.Any(text => text.Text == "USD"))
                            .SkipWhile(text => text.Text != "USD")
                            .ToList();
                        Assert.True(begin[2].Text is "None" or "Heading 0" or "Line 0", begin[2].Text);
                        Assert.All(pages, page => Assert.All(page.SkipLast(2), text => Assert.True(text.Y >= 64)));
                    }
                )
        );
    }

    [Fact]
    public void Render_FiveThousandEntries_AreAllThere() =>
        Assert.Equal(
            5000,
            Pages(Statements.Ledger(5000))
                .SelectMany(page => page)
                .Count(text => text.Text.StartsWith("JE-", StringComparison.Ordinal))
        );

    /// <summary>What statements are made of: groups of a heading or two, some lines, perhaps sums.</summary>
    private static FsCheck.Gen<RowStyle[]> Rows { get; } =
        (
            from headings in Gen.Choose(0, 2)
            from lines in Gen.Choose(1, 9)
            from sums in Gen.Choose(0, 2)
            select Enumerable
                .Repeat(RowStyle.Heading, headings)
                .Concat(Enumerable.Repeat(RowStyle.Line, lines))
                .Concat(Enumerable.Repeat(sums > 1 ? RowStyle.Total : RowStyle.Subtotal, sums))
        )
            .ArrayOf(30)
            .Select(groups => groups.SelectMany(rows => rows).ToArray());

    private static Document Of(RowStyle[] styles) =>
        new(
            "C",
            "T",
            "P",
            [
                new(
                    "EUR",
                    "",
                    [new("Amount")],
                    [
                        .. styles.Select(
                            (style, i) =>
                                style == RowStyle.Heading
                                    ? DocumentRow.Heading($"Heading {i}")
                                    : new(style, 0, $"{style} {i}", ["1.00"])
                        ),
                    ]
                ),
            ],
            []
        );

    private static string Last(IReadOnlyList<PdfReading.TextAt> page) => page.SkipLast(2).Last().Text;

    /// <summary>After caption and column heading.</summary>
    private static string First(IReadOnlyList<PdfReading.TextAt> page) => page[2].Text;

    private static IReadOnlyList<IReadOnlyList<PdfReading.TextAt>> Pages(Document document) =>
        PdfReading.Of(DocumentPdf.Render(document)).Pages;
}
