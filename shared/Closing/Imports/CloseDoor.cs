using Bookseal.Books.Accounts;
using Bookseal.Books.Checklists;
using Bookseal.Books.Ledger;
using Bookseal.Books.Runs;
using Bookseal.Books.Values;

namespace Bookseal.Closing.Imports;

/// <summary>
/// Until its sources are synced, a close takes in what they have for its month: under its lease, while nothing has been
/// looked at yet. After that a month under a close takes adjustments only.
/// </summary>
/// <param name="isUsed">Whether the import is a sync; any other stays outside.</param>
internal sealed class CloseDoor(Workspace workspace, bool isUsed)
{
    private readonly Dictionary<RunId, ChartOfAccounts> _charts = [];

    public static bool IsOpen(CloseRun run) =>
        run is { HoldsLock: true, Status: RunStatus.InProgress, FenceIntended: false }
        && run.Template.Find(TaskAction.SyncSources) is { } task
        && !run.IsDone(task.Number);

    public bool Takes(CloseRun run) => run.PeriodStatus == PeriodStatus.Open || (isUsed && IsOpen(run));

    /// <summary>What an append to the run's month has to name; null where nobody has locked it.</summary>
    public Guid? LeaseFor(CloseRun run) => isUsed && IsOpen(run) ? run.Leases.Posting : null;

    /// <summary>
    /// <c>ACCOUNT_UNKNOWN</c>: the close works with the chart that it has pinned, whatever was imported since.
    /// </summary>
    public async Task<Fault?> CheckAsync(CloseRun run, IEnumerable<Entry> entries, CancellationToken cancel)
    {
        if (run.PeriodStatus == PeriodStatus.Open)
            return null;
        if (!_charts.TryGetValue(run.Id, out var chart))
            _charts[run.Id] = chart = (await workspace.ReadMasterDataAsync(run, cancel)).Chart;
        foreach (var entry in entries)
            if (entry.Lines.FirstOrDefault(line => chart.Find(line.Account) is null) is { } unknown)
                return new(
                    "ACCOUNT_UNKNOWN",
                    $"entry {entry.Id} names account {unknown.Account}, which the chart that the close of {run.Period} "
                        + "has pinned does not have; cancel the close, import the chart, and close again"
                );
        return null;
    }
}
