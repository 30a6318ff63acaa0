using Bookseal.Books.Values;

namespace Bookseal.Books.Schedules;

/// <summary>
/// What each schedule wants in a month, and what of it is posted. It is judged by accumulated amounts: what earlier
/// months should have had and have not, since a row was changed or came late, is due in the first month that is open,
/// and what they had too much is taken back there.
/// </summary>
public sealed record ScheduleStatement(PeriodCode Period, IReadOnlyList<ScheduleLine> Lines)
{
    /// <summary>Schedules on accounts that the month's chart does not have: nothing is wanted of them here.</summary>
    public IReadOnlyList<Schedule> LeftOut { get; init; } = [];

    /// <param name="posted">
    /// Has read the month's journal and, unless <paramref name="isPreviousOpen"/>, those of all months before it.
    /// </param>
    /// <param name="isPreviousOpen">
    /// The month before takes postings still: what it and the months before it lack is due there.
    /// </param>
    /// <param name="firstPeriod">With which the books start: what was before is in the opening balances.</param>
    public static ScheduleStatement Of(
        IEnumerable<Schedule> schedules,
        PostedSchedules posted,
        PeriodCode period,
        PeriodCode firstPeriod,
        bool isPreviousOpen
    ) => new(period, [.. schedules.Select(schedule => LineOf(schedule, posted, period, firstPeriod, isPreviousOpen))]);

    public IEnumerable<ScheduleLine> Of(ScheduleKind kind) => Lines.Where(line => line.Schedule.Kind == kind);

    /// <summary>By kind and currency, in order.</summary>
    public IEnumerable<ScheduleTotal> Totals =>
        Lines
            .GroupBy(line => (line.Schedule.Kind, line.Schedule.Currency))
            .OrderBy(group => group.Key)
            .Select(group => ScheduleTotal.Of(group.Key.Kind, group.Key.Currency, [.. group]));

    /// <summary>
    /// What the schedules of a kind want in the month: another digest says that their agent has work again.
    /// </summary>
    public Digest WantedOf(ScheduleKind kind) =>
        CanonicalJson.DigestOf(
            new JsonArray(
                Of(kind)
                    .Where(line => line.WantedMinor != 0)
                    .Select(line =>
                        JsonObject.Of(
                            ("balance_account", line.Schedule.BalanceAccount.ToString()),
                            ("currency", line.Schedule.Currency.ToString()),
                            ("expense", line.Schedule.Expense.ToString()),
                            ("id", line.Schedule.Id.ToString()),
                            ("wanted_minor", line.WantedMinor)
                        )
                    )
            )
        );

    private static ScheduleLine LineOf(
        Schedule schedule,
        PostedSchedules posted,
        PeriodCode period,
        PeriodCode firstPeriod,
        bool isPreviousOpen
    )
    {
        var months = schedule.Months;
        var openingMinor = schedule.OpeningMinor ?? months.AccumulatedMinor(firstPeriod.Previous);
        var postedMinor = posted.InMinor(schedule, period);
        var wantedMinor = isPreviousOpen
            ? months.AmountMinor(period)
            : months.AccumulatedMinor(period) - openingMinor - posted.TotalMinor(schedule) + postedMinor;
        var isThere = !(schedule.InService > period.LastDay) && !(schedule.Disposal <= period.LastDay);
        return new(
            schedule,
            isThere ? schedule.CostMinor : 0,
            months.AmountMinor(period),
            isThere ? months.AccumulatedMinor(period) : 0,
            wantedMinor,
            postedMinor,
            posted.LastNumber(schedule, period) + 1
        );
    }
}

/// <summary>One schedule in one month, in minor units of its currency.</summary>
/// <param name="CostMinor">What it began with; nothing before it is in service and once it is disposed of.</param>
/// <param name="MonthMinor">What the schedule gives the month.</param>
/// <param name="AccumulatedMinor">Up to the month's end, as the schedule says; nothing once it is disposed of.</param>
/// <param name="WantedMinor">
/// What the month's journal should have: the month's amount, and what was left before.
/// </param>
/// <param name="PostedMinor">What it has.</param>
/// <param name="NextNumber">Of the next entry of the schedule in the month.</param>
public sealed record ScheduleLine(
    Schedule Schedule,
    long CostMinor,
    long MonthMinor,
    long AccumulatedMinor,
    long WantedMinor,
    long PostedMinor,
    int NextNumber
)
{
    /// <summary>Of earlier months: a row that changed or came late.</summary>
    public long CatchUpMinor => WantedMinor - MonthMinor;

    /// <summary>Negative where too much was posted.</summary>
    public long DueMinor => WantedMinor - PostedMinor;

    public long BookValueMinor => CostMinor - AccumulatedMinor;
}
