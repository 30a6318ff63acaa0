using System.Globalization;
using Bookseal.Books.Values;

namespace Bookseal.Web.Pages.Charts;

/// <summary>
/// Where amounts stand on an axis, and its marks: round numbers, counted in ones, thousands or millions of the
/// currency, so that they stay short. Geometry is drawn in double; no figure that is written comes from here.
/// </summary>
internal sealed class ChartScale
{
    private const int MostMarks = 5;
    private readonly double _start;
    private readonly double _length;

    /// <param name="start">Where the lowest amount stands, in units of the drawing.</param>
    /// <param name="length">To the highest; negative where that is further up.</param>
    public ChartScale(IEnumerable<double> values, double start, double length)
    {
        (_start, _length) = (start, length);
        List<double> all = [0, .. values];
        Step = StepOf(all.Max() - all.Min());
        (Low, High) = (Math.Floor(all.Min() / Step) * Step, Math.Ceiling(all.Max() / Step) * Step);
        if (High <= Low)
            High = Low + Step;
        Divisor = Math.Max(Math.Abs(Low), High) switch
        {
            >= 10_000_000 => 1_000_000,
            >= 10_000 => 1_000,
            _ => 1,
        };
    }

    /// <summary>The same of amounts of money.</summary>
    public static ChartScale Of(IEnumerable<Int128> amounts, Currency currency, double start, double length)
    {
        var unit = Math.Pow(10, currency.Exponent);
        return new(amounts.Select(amount => (double)amount / unit), start, length) { Unit = unit };
    }

    /// <summary>What the axis counts in.</summary>
    public string UnitText =>
        Divisor switch
        {
            1_000_000 => "millions of ",
            1_000 => "thousands of ",
            _ => "",
        };

    public IEnumerable<(double At, string Text)> Marks
    {
        get
        {
            for (var amount = Low; amount <= High + Step / 2; amount += Step)
                yield return (
                    AtOf(amount),
                    Math.Round(amount / Divisor, 3).ToString("#,0.###", CultureInfo.InvariantCulture)
                );
        }
    }

    public double Zero => AtOf(0);

    /// <summary>How many minor units are one.</summary>
    private double Unit { get; init; } = 1;

    private double Step { get; }

    private double Low { get; }

    private double High { get; }

    private int Divisor { get; }

    public double At(Int128 minor) => AtOf((double)minor / Unit);

    public double At(double value) => AtOf(value);

    /// <summary>A coordinate as SVG writes it, whatever the machine's language.</summary>
    public static string Text(double coordinate) =>
        Math.Round(coordinate, 1).ToString("0.#", CultureInfo.InvariantCulture);

    private double AtOf(double amount) => _start + (amount - Low) / (High - Low) * _length;

    /// <summary>1, 2 or 5 times a power of ten, so that there are few marks.</summary>
    private static double StepOf(double span)
    {
        if (span <= 0)
            return 1;
        var power = Math.Pow(10, Math.Floor(Math.Log10(span / MostMarks)));
        double[] steps = [1, 2, 5, 10];
        return steps.Select(step => step * power).First(step => span / step <= MostMarks);
    }
}
