using Bookseal.Books.Accounts;
using Bookseal.Books.Ledger;
using Bookseal.Books.Values;

namespace Bookseal.Books.Jobs;

/// <summary>
/// Sums the lines of revenue and expense by job and currency, and the cost of sales that names no job. Every line
/// counts but those of closing entries, as in the income statement: a reversal, a correction or an edit names the job
/// of what it takes back, so nothing counts twice.
/// </summary>
public sealed class JobTotals(ChartOfAccounts chart)
{
    private readonly Dictionary<(string Job, Currency Currency), (JobFigures Month, JobFigures Year)> _jobs = [];
    private readonly SortedDictionary<Currency, UntaggedCost> _untagged = [];

    /// <summary>More jobs than anybody looks through, or than are held.</summary>
    public bool IsTooMany { get; private set; }

    /// <summary>By job, in order of its characters, and currency.</summary>
    public IReadOnlyList<JobRow> Rows =>
        [
            .. _jobs
                .OrderBy(pair => pair.Key.Job, StringComparer.Ordinal)
                .ThenBy(pair => pair.Key.Currency)
                .Select(pair => new JobRow(pair.Key.Job, pair.Key.Currency, pair.Value.Month, pair.Value.Year)),
        ];

    /// <summary>By currency; those that came to nothing, too.</summary>
    public IReadOnlyList<UntaggedCost> Untagged => [.. _untagged.Values];

    /// <param name="isOfMonth">Of the month itself, and not of one before it in the fiscal year.</param>
    public void Add(Entry entry, bool isOfMonth)
    {
        if (entry.Kind == EntryKind.Closing)
            return;
        foreach (var line in entry.Lines)
            if (chart.Find(line.Account) is { IsResult: true } account)
                Add(account, line, isOfMonth);
    }

    private void Add(Account account, EntryLine line, bool isOfMonth)
    {
        if (line.Job is { } job)
            Add((job, line.Currency), FiguresOf(account, line), isOfMonth);
        else if (account.IsCostOfGoodsSold)
        {
            var sum = _untagged.GetValueOrDefault(line.Currency) ?? new(line.Currency, 0, 0);
            _untagged[line.Currency] = sum with
            {
                MonthMinor = checked(sum.MonthMinor + (isOfMonth ? line.NetMinor : 0)),
                YearMinor = checked(sum.YearMinor + line.NetMinor),
            };
        }
    }

    private void Add((string, Currency) job, JobFigures figures, bool isOfMonth)
    {
        if (!_jobs.TryGetValue(job, out var sum) && _jobs.Count == Limits.Jobs)
            IsTooMany = true;
        else
            _jobs[job] = (isOfMonth ? sum.Month + figures : sum.Month, sum.Year + figures);
    }

    private static JobFigures FiguresOf(Account account, EntryLine line) =>
        account switch
        {
            { Type: AccountType.Revenue } => new(-line.NetMinor, 0, 0),
            { IsCostOfGoodsSold: true } => new(0, line.NetMinor, 0),
            _ => new(0, 0, line.NetMinor),
        };
}

/// <param name="Month">Of the month.</param>
/// <param name="Year">Of its fiscal year, up to and with the month, as far as the journals have it.</param>
public sealed record JobRow(string Job, Currency Currency, JobFigures Month, JobFigures Year);

/// <summary>Cost of sales that names no job, in minor units.</summary>
public sealed record UntaggedCost(Currency Currency, Int128 MonthMinor, Int128 YearMinor);
