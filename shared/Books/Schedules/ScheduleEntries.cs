using Bookseal.Books.Ledger;
using Bookseal.Books.Values;

namespace Bookseal.Books.Schedules;

/// <summary>The entries that post what is due of a month: one for each schedule, dated the month's last day.</summary>
public static class ScheduleEntries
{
    public static IReadOnlyList<Entry> Of(ScheduleStatement statement, ScheduleKind kind, PersonId postedBy) =>
        [.. statement.Of(kind).Where(line => line.DueMinor != 0).Select(line => Of(line, statement.Period, postedBy))];

    private static Entry Of(ScheduleLine line, PeriodCode month, PersonId postedBy)
    {
        var (schedule, dueMinor) = (line.Schedule, line.DueMinor);
        var (debitMinor, creditMinor) = (Math.Max(0, dueMinor), Math.Max(0, -dueMinor));
        var id = new ScheduleEntryId(schedule.Kind, schedule.Id, month, line.NextNumber);
        return new(
            id.Id,
            month.LastDay,
            EntryKind.Adjusting,
            Describe(line, month),
            postedBy,
            [
                new(schedule.Expense, schedule.Currency, debitMinor, creditMinor) { Reference = $"{schedule.Id}" },
                new(schedule.BalanceAccount, schedule.Currency, creditMinor, debitMinor)
                {
                    Reference = $"{schedule.Id}",
                },
            ]
        );
    }

    private static string Describe(ScheduleLine line, PeriodCode month)
    {
        var schedule = line.Schedule;
        var what = schedule.Kind == ScheduleKind.Depreciation ? "Depreciation" : "Prepaid used";
        var text = VisibleText.Cut(schedule.Description, Limits.ScheduleTextCharacters);
        var of = text.Length == 0 ? $"{schedule.Id}" : text;
        var catchUp =
            line.CatchUpMinor == 0
                ? ""
                : $" (with {Money.Display(line.CatchUpMinor, schedule.Currency)} of earlier months)";
        return $"{what} {month}: {of}{catchUp}";
    }
}
