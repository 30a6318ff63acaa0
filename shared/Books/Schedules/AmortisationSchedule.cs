using Bookseal.Books.Values;

namespace Bookseal.Books.Schedules;

/// <summary>
/// What of a prepaid each month uses. Months count whole and alike (full-month), or by their days among all days that
/// are paid for (pro-rata). Every month is rounded by itself; the last one takes what is left.
/// </summary>
public static class AmortisationSchedule
{
    /// <param name="prepaid">One that <see cref="Prepaid.Check"/> lets pass.</param>
    public static MonthlyAmounts Of(Prepaid prepaid)
    {
        var used = new UsedDays(prepaid.Start, prepaid.End.AddDays(1));
        return new(PeriodCode.Of(prepaid.Start), Amounts(prepaid, used));
    }

    private static IEnumerable<long> Amounts(Prepaid prepaid, UsedDays used)
    {
        List<UsedMonth> months = [.. used.Months()];
        var leftMinor = prepaid.AmountMinor;
        foreach (var month in months)
        {
            var (part, whole) =
                prepaid.Convention == DayConvention.ProRata ? (month.Days, used.Count) : (1, months.Count);
            var wanted = month.IsLast ? leftMinor : Shares.Round((Int128)prepaid.AmountMinor * part, whole);
            var amount = Math.Min(leftMinor, wanted);
            leftMinor -= amount;
            yield return amount;
        }
    }
}
