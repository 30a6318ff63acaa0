using Bookseal.Books.Ledger;
using Bookseal.Books.Values;

namespace Bookseal.Books.Schedules;

/// <summary>
/// What the journals have of each schedule, whoever posted it: entries with an id of the schedule's own, and entries
/// that take from its balance-sheet account to its expense and name it as the reference of the former line. So the
/// sale of an asset, which takes its depreciation out again and has no line on the expense, is none.
/// </summary>
public sealed class PostedSchedules(IEnumerable<Schedule> schedules)
{
    private readonly Dictionary<(ScheduleKind, ScheduleId), Posted> _posted = schedules.ToDictionary(
        schedule => (schedule.Kind, schedule.Id),
        schedule => new Posted(schedule)
    );

    /// <summary>Of each period what was posted in it, debit to the expense positive.</summary>
    public long InMinor(Schedule schedule, PeriodCode period) => Of(schedule).ByPeriod.GetValueOrDefault(period);

    /// <summary>Of all periods that were read.</summary>
    public long TotalMinor(Schedule schedule) => Of(schedule).ByPeriod.Values.Sum();

    /// <summary>How many entries of the schedule's own ids the month has.</summary>
    public int LastNumber(Schedule schedule, PeriodCode month) => Of(schedule).Numbers.GetValueOrDefault(month);

    /// <param name="period">Whose journal the entry stands in.</param>
    public void Add(Entry entry, PeriodCode period)
    {
        if (entry.Kind is EntryKind.Opening or EntryKind.Closing)
            return;
        if (ScheduleEntryId.Read(entry.Id) is { } id && _posted.TryGetValue((id.Kind, id.Schedule), out var own))
        {
            if (id.Month == period)
                own.Numbers[period] = Math.Max(id.Number, own.Numbers.GetValueOrDefault(period));
            own.AddOwn(entry, period);
            return;
        }

        foreach (var lines in entry.Lines.Where(line => line.Reference is not null).GroupBy(line => line.Reference))
            if (ScheduleId.Parse(lines.Key!).TryGet(out var reference, out _))
                foreach (var kind in ScheduleKinds.All)
                    if (_posted.TryGetValue((kind, reference), out var named) && named.HasExpense(entry))
                        named.Add(lines.Where(named.IsOnBalance), period);
    }

    private Posted Of(Schedule schedule) => _posted[(schedule.Kind, schedule.Id)];

    private sealed class Posted(Schedule schedule)
    {
        public Dictionary<PeriodCode, long> ByPeriod { get; } = [];

        public Dictionary<PeriodCode, int> Numbers { get; } = [];

        public bool HasExpense(Entry entry) =>
            entry.Lines.Any(line => line.Account == schedule.Expense && line.Currency == schedule.Currency);

        public bool IsOnBalance(EntryLine line) =>
            line.Account == schedule.BalanceAccount && line.Currency == schedule.Currency;

        /// <summary>
        /// Of the account that the schedule has now; where it had another one, the last line, which is the credit.
        /// </summary>
        public void AddOwn(Entry entry, PeriodCode period)
        {
            if (HasExpense(entry) && entry.Lines.Any(IsOnBalance))
                Add(entry.Lines.Where(IsOnBalance), period);
            else if (entry.Lines[^1].Reference == schedule.Id.ToString())
                Add([entry.Lines[^1]], period);
        }

        public void Add(IEnumerable<EntryLine> lines, PeriodCode period) =>
            ByPeriod[period] = checked(ByPeriod.GetValueOrDefault(period) - lines.Sum(line => line.NetMinor));
    }
}
