using System.Globalization;
using Bookseal.Books.Statements;
using Bookseal.Books.Values;
using Bookseal.Web.Pages.Parts;

namespace Bookseal.Web.Pages.Charts;

/// <summary>Revenue, cost and net income of one currency, month by month of a fiscal year.</summary>
/// <param name="Months">In order; a month without a result has no bars.</param>
/// <param name="Sealed">Those whose figures are of a sealed proof.</param>
public sealed record ResultChart(
    Currency Currency,
    IReadOnlyList<(PeriodCode Period, MonthResult? Result)> Months,
    IReadOnlySet<PeriodCode> Sealed
)
{
    public const int Width = 640;
    public const int Height = 260;
    private const int Left = 64;
    private const int Bottom = 226;
    private const int Top = 12;

    /// <summary>A few months stand beside each other as those of a whole year would.</summary>
    private const int FewestSlots = 6;

    private double Slot => (double)(Width - Left) / Math.Max(Months.Count, FewestSlots);

    internal ChartScale Scale =>
        ChartScale.Of(
            Months
                .Select(month => month.Result)
                .OfType<MonthResult>()
                .SelectMany(result => (Int128[])[result.RevenueMinor, result.CostMinor, result.NetIncomeMinor]),
            Currency,
            Bottom,
            Top - Bottom
        );

    internal IEnumerable<ResultBars> Bars
    {
        get
        {
            var scale = Scale;
            for (var i = 0; i < Months.Count; i++)
                if (Months[i].Result is { } result)
                    yield return new(result, Left + i * Slot, Slot, scale);
        }
    }

    internal IEnumerable<(double At, string Text)> Names =>
        Months.Select((month, i) => (Left + (i + 0.5) * Slot, NameOf(month.Period)));

    internal static double TextEnd => Left - 8;

    internal static double NameLine => Bottom + 22;

    internal static double LineStart => Left;

    /// <summary>What the drawing shows, for whoever does not see it; the table beneath has every figure.</summary>
    public string Describe(NumberStyle numbers)
    {
        if (Months.LastOrDefault(month => month.Result is not null) is not { Result: { } last } month)
            return "No month of the year has a result yet.";
        return $"{month.Period}: revenue {Of(last.RevenueMinor)}, cost {Of(last.CostMinor)}, net income "
            + $"{Of(last.NetIncomeMinor)} {Currency}. The table below has every month.";

        string Of(Int128 minor) => numbers.Amount(minor, Currency);
    }

    private static string NameOf(PeriodCode period) =>
        period.IsAdjustment
            ? "Adj."
            : CultureInfo.InvariantCulture.DateTimeFormat.GetAbbreviatedMonthName(period.Month);
}

/// <summary>The bars of one month, from zero up or down, and the mark of what is left.</summary>
internal sealed record ResultBars(MonthResult Result, double Start, double Slot, ChartScale Scale)
{
    private double Bar => Math.Min(Slot * 0.34, 34);

    private double Middle => Start + Slot / 2;

    public string Width => ChartScale.Text(Bar);

    public string RevenueX => ChartScale.Text(Middle - Bar - 1);

    public string CostX => ChartScale.Text(Middle + 1);

    public (string Y, string Height) Revenue => Of(Result.RevenueMinor);

    public (string Y, string Height) Cost => Of(Result.CostMinor);

    public double IncomeX => Middle;

    public double IncomeY => Scale.At(Result.NetIncomeMinor);

    /// <summary>A diamond.</summary>
    public string Mark
    {
        get
        {
            const double half = 6;
            (double X, double Y)[] corners =
            [
                (IncomeX, IncomeY - half),
                (IncomeX + half, IncomeY),
                (IncomeX, IncomeY + half),
                (IncomeX - half, IncomeY),
            ];
            return string.Join(' ', corners.Select(at => $"{ChartScale.Text(at.X)},{ChartScale.Text(at.Y)}"));
        }
    }

    private (string, string) Of(Int128 minor)
    {
        var (at, zero) = (Scale.At(minor), Scale.Zero);
        return (ChartScale.Text(Math.Min(at, zero)), ChartScale.Text(Math.Abs(at - zero)));
    }
}
