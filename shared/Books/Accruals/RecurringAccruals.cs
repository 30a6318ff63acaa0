using Bookseal.Books.Accounts;
using Bookseal.Books.Categories;
using Bookseal.Books.Ledger;
using Bookseal.Books.Schedules;
using Bookseal.Books.Values;

namespace Bookseal.Books.Accruals;

/// <summary>
/// The adjusting entries of some months, by their text and accounts: what comes month by month, and is missing in the
/// last one. What a schedule posts, or a categorisation, is none.
/// </summary>
/// <param name="scheduled">References of assets and prepaids: what names one is a schedule's, by hand or not.</param>
public sealed class RecurringAccruals(ChartOfAccounts chart, IReadOnlySet<string> scheduled)
{
    /// <summary>How many months before are looked at.</summary>
    public const int Months = 3;
    private const int FewestMonths = 2;
    private readonly List<(PeriodCode Period, Entry Entry)> _entries = [];
    private readonly HashSet<(PeriodCode, EntryKey)> _takenBack = [];

    public void Add(Entry entry, PeriodCode period)
    {
        if (entry.Reverses is { } reversed)
            _takenBack.Add((period, entry.Key with { Id = reversed }));
        else if (IsAccrual(entry))
            _entries.Add((period, entry));
    }

    /// <summary>
    /// What the month before had, or two of the months before, and this one has not; an entry that was taken back in
    /// its own month was never there. In order of text and accounts.
    /// </summary>
    public IReadOnlyList<AccrualProposal> FindMissing(PeriodCode period) =>
        [
            .. _entries
                .Where(pair => !_takenBack.Contains((pair.Period, pair.Entry.Key)))
                .GroupBy(pair => Pattern.Of(pair.Entry))
                .Where(group => group.All(pair => pair.Period != period))
                .Where(group =>
                    group.Any(pair => pair.Period == period.Previous)
                    || group.Select(pair => pair.Period).Distinct().Count() >= FewestMonths
                )
                .OrderBy(group => group.Key.Text, StringComparer.Ordinal)
                .ThenBy(group => group.Key.Accounts, StringComparer.Ordinal)
                .Select(group => AccrualProposal.Of([.. group.OrderBy(pair => pair.Period)])),
        ];

    /// <summary>
    /// Revenue or expense against what is owed or deferred; never cash, a subledger, or an accumulated depreciation.
    /// </summary>
    private bool IsAccrual(Entry entry)
    {
        if (entry.Kind != EntryKind.Adjusting || entry.Edit is not null || entry.Corrects is not null)
            return false;
        if (ScheduleEntryId.Read(entry.Id) is not null || CategoryEntryId.IsOne(entry.Id))
            return false;
        if (TextLikeness.Of(entry.Description).Length == 0)
            return false;
        if (entry.Lines.Any(line => line.Reference is { } reference && scheduled.Contains(reference)))
            return false;
        var accounts = entry.Lines.Select(line => chart.Find(line.Account)).ToList();
        return accounts.Any(account => account is { IsResult: true })
            && accounts.Any(account => account?.Type is AccountType.Asset or AccountType.Liability)
            && accounts.TrueForAll(account =>
                account is not null && !account.IsCash && !account.Controls.Any() && !account.Tags.Contains("contra")
            );
    }

    /// <param name="Accounts">With currency and side.</param>
    private sealed record Pattern(string Text, string Accounts)
    {
        public static Pattern Of(Entry entry) =>
            new(
                TextLikeness.Of(entry.Description),
                string.Join(
                    '|',
                    entry
                        .Lines.Where(line => line.NetMinor != 0)
                        .Select(line => $"{line.Account} {line.Currency} {(line.NetMinor > 0 ? "debit" : "credit")}")
                        .Distinct()
                        .Order(StringComparer.Ordinal)
                )
            );
    }
}
