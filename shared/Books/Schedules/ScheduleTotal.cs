using Bookseal.Books.Values;

namespace Bookseal.Books.Schedules;

/// <summary>The schedules of a kind in a currency together.</summary>
public sealed record ScheduleTotal(
    ScheduleKind Kind,
    Currency Currency,
    Int128 CostMinor,
    Int128 MonthMinor,
    Int128 AccumulatedMinor,
    Int128 PostedMinor,
    Int128 DueMinor
)
{
    public Int128 BookValueMinor => CostMinor - AccumulatedMinor;

    internal static ScheduleTotal Of(ScheduleKind kind, Currency currency, IReadOnlyList<ScheduleLine> lines)
    {
        return new(
            kind,
            currency,
            Sum(line => line.CostMinor),
            Sum(line => line.MonthMinor),
            Sum(line => line.AccumulatedMinor),
            Sum(line => line.PostedMinor),
            Sum(line => line.DueMinor)
        );

        Int128 Sum(Func<ScheduleLine, long> amount) =>
            lines.Aggregate((Int128)0, (sum, line) => checked(sum + amount(line)));
    }
}
