using Bookseal.Documents;
using Bookseal.Documents.Text;

namespace Bookseal.Documents.Tests;

public sealed class DocumentTextTests
{
    [Fact]
    public void Render_SmallStatement_HasAlignedAmountsAndRules()
    {
        var table = new DocumentTable(
            "EUR",
            "Account",
            [new("Note", IsAmount: false), new("January 2026"), new("Budget")],
            [
                DocumentRow.Heading("Revenue"),
                DocumentRow.Line("Sales", 1, "1", "1,204.50", "1,000.00"),
                DocumentRow.Line("Returns", 1, "", "(12.00)", "–"),
                DocumentRow.Subtotal("Net revenue", 0, "", "1,192.50", ""),
                DocumentRow.Total("Net income", "", "1,192.50", "1,000.00"),
            ]
        );
        Assert.Equal(
            """
            Café GmbH
            Income statement
            January 2026

            EUR
            Account      Note  January 2026          Budget
            ───────────────────────────────────────────────
            Revenue
              Sales      1         1,204.50        1,000.00
              Returns                (12.00)              –
                               ─────────────
            Net revenue            1,192.50
                               ─────────────  ─────────────
            Net income             1,192.50        1,000.00
                               ═════════════  ═════════════

            Unaudited.

            """,
            DocumentText.Render(new("Café GmbH", "Income statement", "January 2026", [table], ["Unaudited."]), 80)
        );
    }

    [Fact]
    public void Render_AnyDocument_HasNoLineThatIsTooLong() =>
        Property.Holds(
            AnyStatement.Any,
            document =>
                new[] { 0, 40, 57, 80, 200 }.All(width =>
                    DocumentText
                        .Render(document, width)
                        .Split('\n')
                        .All(line => Cells(line) <= Math.Max(width, DocumentText.LeastWidth))
                ),
            times: 40
        );

    [Fact]
    public void Render_AnyDocument_HasNoControlButLineFeeds() =>
        Property.Holds(
            AnyStatement.Any,
            document =>
                DocumentText.Render(document, 80) is var text
                && (text.EndsWith('\n') || text.Length == 0)
                && !text.Any(character => char.IsControl(character) && character != '\n')
                && !text.Contains(" \n", StringComparison.Ordinal),
            times: 60
        );

    [Fact]
    public void Render_NameThatWouldSteerTheTerminal_IsDisarmed() =>
        Assert.Equal(
            " [2J evil? name?\n",
            DocumentText.Render(new("\u001b[2J\revil\u202e name\ue000", "", "", [], []), 80)
        );

    [Fact]
    public void Render_NamesOfWideLetters_KeepTheColumns()
    {
        var table = new DocumentTable(
            "",
            "",
            [new("A")],
            [DocumentRow.Line("日本", 0, "1.00"), DocumentRow.Line("e\u0301ab", 0, "2.00")]
        );
        var text = DocumentText.Render(new("C", "", "", [table], []), 80);
        Assert.EndsWith("日本      1.00\ne\u0301ab       2.00\n", text);
    }

    [Fact]
    public void Render_ColumnsThatDoNotFit_StandBelowEvenlyWithTheLabels()
    {
        var table = new DocumentTable(
            "EUR",
            "",
            [new("Q1"), new("Q2"), new("Q3"), new("Q4")],
            [DocumentRow.Line("Cash", 0, "1,000,001.00", "1,000,002.00", "1,000,003.00", "1,000,004.00")]
        );
        var document = new Document("C", "", "", [table], []);
        Assert.Equal(
            """
            C

            EUR (part 1 of 2)
                            Q1            Q2
            ────────────────────────────────
            Cash  1,000,001.00  1,000,002.00

            EUR (part 2 of 2)
                            Q3            Q4
            ────────────────────────────────
            Cash  1,000,003.00  1,000,004.00

            """,
            DocumentText.Render(document, 59)
        );
        Assert.DoesNotContain("(part", DocumentText.Render(document, 60));
    }

    [Fact]
    public void Render_TableWithoutRows_SaysNone() =>
        Assert.EndsWith(
            "\nNone\n",
            DocumentText.Render(new("C", "T", "", [new("EUR", "Account", [new("Debit")], [])], []), 80)
        );

    [Fact]
    public void Render_RowWithoutACellForEachColumn_Throws() =>
        Assert.Throws<ArgumentException>(() =>
            DocumentText.Render(
                new("C", "T", "", [new("EUR", "", [new("Debit")], [DocumentRow.Line("Cash", 0)])], []),
                80
            )
        );

    /// <summary>
    /// The wide letters of the generated documents are these; the marks of no width do not occur in them.
    /// </summary>
    private static int Cells(string line) =>
        line.EnumerateRunes().Sum(rune => rune.Value is '日' or '本' or 0x1f600 ? 2 : 1);
}
