using System.Globalization;

namespace Bookseal.Books.Jobs;

/// <summary>What a job earned and cost, in minor units of one currency; costs are positive.</summary>
public readonly record struct JobFigures(Int128 RevenueMinor, Int128 CostOfSalesMinor, Int128 OtherCostMinor)
{
    public Int128 MarginMinor => checked(RevenueMinor - CostOfSalesMinor - OtherCostMinor);

    /// <summary>
    /// Of the revenue, with one decimal and half a tenth away from zero; null where nothing was earned, since a loss
    /// has no share of that.
    /// </summary>
    public string? MarginPercent
    {
        get
        {
            if (RevenueMinor <= 0)
                return null;
            var sizeMinor = Int128.Abs(MarginMinor);
            var tenths = checked((sizeMinor * 2_000 + RevenueMinor) / (RevenueMinor * 2));
            var sign = MarginMinor < 0 && tenths > 0 ? "-" : "";
            return string.Create(CultureInfo.InvariantCulture, $"{sign}{tenths / 10}.{tenths % 10}");
        }
    }

    public static JobFigures operator +(JobFigures left, JobFigures right) =>
        checked(
            new JobFigures(
                left.RevenueMinor + right.RevenueMinor,
                left.CostOfSalesMinor + right.CostOfSalesMinor,
                left.OtherCostMinor + right.OtherCostMinor
            )
        );
}
