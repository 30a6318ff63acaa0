namespace Bookseal.Books.Statements;

/// <summary>A row of a balance sheet, in minor units: at the period's end, and at its opening.</summary>
public sealed record BalanceSheetAmounts(Int128 ClosingMinor, Int128 OpeningMinor)
{
    public static BalanceSheetAmounts Sum(IEnumerable<BalanceSheetLine> lines) =>
        lines.Aggregate(new BalanceSheetAmounts(0, 0), (sum, line) => sum.Plus(line.Amounts));

    public BalanceSheetAmounts Plus(BalanceSheetAmounts other) =>
        new(checked(ClosingMinor + other.ClosingMinor), checked(OpeningMinor + other.OpeningMinor));

    public JsonObject ToJson() =>
        JsonObject.Of(
            ("closing_minor", StatementAmounts.Text(ClosingMinor)),
            ("opening_minor", StatementAmounts.Text(OpeningMinor))
        );
}
