using Bookseal.Books.Statements;
using Bookseal.Books.Values;
using Bookseal.Web.Pages.Parts;

namespace Bookseal.Web.Pages.Charts;

/// <summary>
/// Assets against liabilities and equity at a period's end: equity begins where liabilities end, so both together
/// reach as far as the assets, whatever their signs.
/// </summary>
public sealed record BalanceChart(Currency Currency, Int128 AssetsMinor, Int128 LiabilitiesMinor, Int128 EquityMinor)
{
    public const int Width = 640;
    public const int Height = 204;
    private const double Row = 68;
    private const double Thickness = 26;

    public static BalanceChart Of(BalanceSheet sheet) =>
        new(
            sheet.Currency,
            sheet.TotalAssets.ClosingMinor,
            sheet.TotalLiabilities.ClosingMinor,
            sheet.TotalEquity.ClosingMinor
        );

    internal IEnumerable<BalanceBar> Bars
    {
        get
        {
            var scale = Scale;
            yield return Bar(0, "Assets", "revenue", 0, AssetsMinor, AssetsMinor);
            yield return Bar(1, "Liabilities", "cost", 0, LiabilitiesMinor, LiabilitiesMinor);
            yield return Bar(2, "Equity", "income", LiabilitiesMinor, LiabilitiesMinor + EquityMinor, EquityMinor);

            BalanceBar Bar(int row, string name, string tone, Int128 from, Int128 to, Int128 amount)
            {
                var (start, end) = (scale.At(from), scale.At(to));
                var top = row * Row + 30;
                return new(name, tone, Math.Min(start, end), top, Math.Abs(end - start), Thickness, amount);
            }
        }
    }

    internal ChartScale Scale =>
        ChartScale.Of([AssetsMinor, LiabilitiesMinor, LiabilitiesMinor + EquityMinor], Currency, 2, Width - 4);

    public string Describe(NumberStyle numbers)
    {
        return $"Assets {Of(AssetsMinor)}, liabilities {Of(LiabilitiesMinor)}, equity {Of(EquityMinor)} {Currency}";

        string Of(Int128 minor) => numbers.Amount(minor, Currency);
    }
}

internal sealed record BalanceBar(
    string Name,
    string Tone,
    double X,
    double Y,
    double Width,
    double Height,
    Int128 AmountMinor
);
