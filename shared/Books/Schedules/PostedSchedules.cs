using Bookseal.Books.Accounts;
using Bookseal.Books.Ledger;
using Bookseal.Books.Values;

namespace Bookseal.Books.Schedules;

/// <summary>
/// What the journals have of each schedule, whoever posted it: entries with an id of the schedule's own, and entries
/// that take from a balance-sheet account to an expense, or back, and name it as the reference of the former line.
/// </summary>
/// <remarks>
/// Of an entry by hand the accounts need not be those that the schedule has now: before a change they were others.
/// What the line moves has to stand on expenses, on the other side: so neither the sale of an asset, which takes its
/// depreciation out again, nor the invoice of a prepaid counts, whatever else the entry has on expenses.
/// </remarks>
public sealed class PostedSchedules(IEnumerable<Schedule> schedules, ChartOfAccounts chart)
{
    private readonly Dictionary<(ScheduleKind, ScheduleId), Posted> _posted = schedules.ToDictionary(
        schedule => (schedule.Kind, schedule.Id),
        schedule => new Posted(schedule, chart)
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
                    if (_posted.TryGetValue((kind, reference), out var named))
                        named.AddByHand(entry, [.. lines], period);
    }

    private Posted Of(Schedule schedule) => _posted[(schedule.Kind, schedule.Id)];

    private sealed class Posted(Schedule schedule, ChartOfAccounts chart)
    {
        public Dictionary<PeriodCode, long> ByPeriod { get; } = [];

        public Dictionary<PeriodCode, int> Numbers { get; } = [];

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

        /// <param name="named">The entry's lines that name the schedule.</param>
        public void AddByHand(Entry entry, IReadOnlyList<EntryLine> named, PeriodCode period)
        {
            var lines = named.Where(IsOfTheSchedule).Select(line => line.NetMinor).ToList();
            var (takenMinor, givenMinor) = (-lines.Where(net => net < 0).Sum(), lines.Where(net => net > 0).Sum());
            var expenses = entry.Lines.Where(line => IsExpense(line, entry.Date)).GroupBy(line => line.Account);
            var netsMinor = expenses.Select(group => group.Sum(line => line.NetMinor)).ToList();
            var (debitMinor, creditMinor) = (
                netsMinor.Where(net => net > 0).Sum(),
                -netsMinor.Where(net => net < 0).Sum()
            );
            var postedMinor = takenMinor - givenMinor;
            if (postedMinor >= 0 && IsCovered(postedMinor, debitMinor))
                Add(postedMinor, period);
            else if (postedMinor < 0 && IsCovered(-postedMinor, creditMinor) && !entry.Lines.Any(TakesTheCost))
                Add(postedMinor, period);
            else if (IsCovered(takenMinor, debitMinor)) // the last depreciation, in the entry of the sale
                Add(takenMinor, period);

            // What is depreciated on a contra account may be capitalised in part; a sale takes it the other way.
            bool IsCovered(long minor, long expenseMinor) =>
                minor <= expenseMinor || (expenseMinor > 0 && schedule.CostAccount is not null && HasExpense(entry));
        }

        private bool HasExpense(Entry entry) =>
            entry.Lines.Any(line => line.Account == schedule.Expense && line.Currency == schedule.Currency);

        private bool IsOnBalance(EntryLine line) =>
            line.Account == schedule.BalanceAccount && line.Currency == schedule.Currency;

        /// <summary>On the schedule's account, or on one that it may have had.</summary>
        private bool IsOfTheSchedule(EntryLine line) =>
            line.Currency == schedule.Currency
            && (
                line.Account == schedule.BalanceAccount
                || (line.Account != schedule.CostAccount && schedule.MayHaveHad(chart.Find(line.Account)))
            );

        /// <summary>
        /// The schedule's own expense, or one that it may have had: once the asset is disposed of, another one has what
        /// was lost with it.
        /// </summary>
        private bool IsExpense(EntryLine line, DateOnly day) =>
            line.Currency == schedule.Currency
            && (
                line.Account == schedule.Expense
                || (!(day >= schedule.Disposal) && chart.Find(line.Account) is { Type: AccountType.Expense })
            );

        private bool TakesTheCost(EntryLine line) => line.Account == schedule.CostAccount && line.NetMinor < 0;

        private void Add(IEnumerable<EntryLine> lines, PeriodCode period) =>
            Add(-lines.Sum(line => line.NetMinor), period);

        private void Add(long postedMinor, PeriodCode period) =>
            ByPeriod[period] = checked(ByPeriod.GetValueOrDefault(period) + postedMinor);
    }
}
