using Bookseal.Documents.Layout;

namespace Bookseal.Documents.Pdf;

/// <summary>The page and the letters of a document. A4 (ISO 216): 210 by 297 mm.</summary>
internal sealed record Sheet(int Width, int Height, int BodySize)
{
    private const int Short = 595_276,
        Long = 841_890;

    /// <summary>What is tried in turn until the columns of every table fit side by side.</summary>
    private static readonly Sheet[] Choices =
    [
        new(Short, Long, 9_000),
        new(Short, Long, 8_000),
        new(Long, Short, 9_000),
        new(Long, Short, 8_000),
        new(Long, Short, 7_000),
    ];

    public static int Margin => 56_000;

    public int Right => Width - Margin;

    public int Room => Width - 2 * Margin;

    public SizedFont Body { get; } = new(PdfFont.Regular, BodySize);

    public SizedFont Bold { get; } = new(PdfFont.Bold, BodySize);

    public SizedFont ColumnHeading { get; } = new(PdfFont.Bold, BodySize - 500);

    public SizedFont Note { get; } = new(PdfFont.Regular, Math.Min(BodySize, 8_000) - 500);

    public TableFaces Table =>
        new(
            Body,
            Bold,
            IndentStep: BodySize * 12 / 10,
            Gap: BodySize * 14 / 10,
            LabelRoom: BodySize * 18,
            TextRoom: BodySize * 14,
            AmountRoom: BodySize * 5
        );

    public SizedFont Of(RowStyle style) => style is RowStyle.Heading or RowStyle.Total ? Bold : Body;

    /// <summary>
    /// One sheet for the whole document, so that its pages are of one kind. The last choice serves what fits on none.
    /// </summary>
    public static Sheet For(Document document) =>
        Array.Find(Choices, sheet => TablePlan.FitsInOneBand(document, sheet.Table, sheet.Room)) ?? Choices[^1];
}
