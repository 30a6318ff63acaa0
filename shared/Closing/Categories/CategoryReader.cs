using Bookseal.Books.Accounts;
using Bookseal.Books.Categories;
using Bookseal.Books.Values;
using Bookseal.Closing.Posting;
using Bookseal.Evidence;
using Bookseal.Storage.Company;

namespace Bookseal.Closing.Categories;

/// <summary>The uncategorised lines of a period.</summary>
/// <param name="Open">Those that nothing has moved, by entry.</param>
/// <param name="JournalBytes">How long the journal was; what is posted on this depends on it.</param>
internal sealed record CategoryScan(
    CategoryRules Rules,
    UncategorisedLines Lines,
    IReadOnlyList<UncategorisedEntry> Open,
    CategorySheet Sheet,
    long JournalBytes
);

/// <summary>Reads what of a period nobody has categorised; it writes nothing.</summary>
internal sealed class CategoryReader(Workspace workspace)
{
    /// <summary>What rules know and what people decide on. <c>JOURNAL_UNREADABLE</c>.</summary>
    public async Task<Result<CategoryReport>> ReadAsync(
        PeriodCode period,
        MasterData master,
        CancellationToken cancel
    ) =>
        (await ScanAsync(period, master.Chart, cancel)).TryGet(out var reading, out var fault)
            ? await ReportAsync(period, master, reading, [], cancel)
            : fault;

    public async Task<Result<CategoryScan>> ScanAsync(
        PeriodCode period,
        ChartOfAccounts chart,
        CancellationToken cancel
    )
    {
        var rules = await workspace.ReadRulesAsync(cancel);
        AccountCode[] accounts = [.. chart.Accounts.Where(item => item.IsUncategorised).Select(item => item.Code)];
        if (accounts.Length == 0)
            return new CategoryScan(rules, new(chart), [], new([], []), 0);
        var lines = new UncategorisedLines(chart);
        string[] marks = [.. accounts.Select(JournalScan.MarkOf), CategoryEntryId.Mark];
        var scan = new JournalScan(workspace, marks, (entry, _) => lines.Add(entry));
        return (await scan.ReadAsync(period, cancel)).Map(length =>
        {
            var open = lines.IsTooMany ? [] : lines.FindOpen();
            return new CategoryScan(rules, lines, open, CategorySheet.Of(open, rules), length);
        });
    }

    /// <summary>The queue's lines are compared with the entries of this month and the one before.</summary>
    public async Task<Result<CategoryReport>> ReportAsync(
        PeriodCode period,
        MasterData master,
        CategoryScan reading,
        IReadOnlyList<Categorised> booked,
        CancellationToken cancel
    )
    {
        QueuedLine[] shown = [.. reading.Sheet.Queue.Take(Limits.CategoryQueue)];
        var history = new CategoryHistory(master.Chart, shown);
        var scan = new JournalScan(workspace, [], (entry, _) => history.Add(entry));
        PeriodCode[] months =
            period.IsAdjustment || period == master.Profile.FirstPeriod ? [period] : [period.Previous, period];
        foreach (var month in history.IsNeeded ? months : [])
            if (await scan.ReadAsync(month, cancel) is { IsOk: false } unreadable)
                return unreadable.Fault;
        return new CategoryReport(
            reading.Rules,
            booked,
            reading.Sheet.Known,
            [.. shown.Select(line => (line, history.Suggest(line)))],
            reading.Sheet.Queue.Count,
            reading.Lines.IsTooMany
        );
    }
}
