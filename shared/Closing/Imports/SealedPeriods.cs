using Bookseal.Books.Runs;
using Bookseal.Closing.Runs;

namespace Bookseal.Closing.Imports;

/// <summary>
/// The periods that a close has: closed, locked, or being closed with the settings that its run pinned. What decides
/// their figures cannot change under them any more.
/// </summary>
internal static class SealedPeriods
{
    /// <summary>
    /// By the journals, not by the calendar: which period is the first is one of the settings that may have moved.
    /// </summary>
    public static async Task<IReadOnlyList<CloseRun>> ReadAsync(
        Workspace workspace,
        RunStore runs,
        CancellationToken cancel
    )
    {
        var found = new List<CloseRun>();
        foreach (var period in await workspace.Journals.PeriodsAsync(workspace.Tenant, cancel))
            if ((await runs.LoadAsync(period, cancel)).Run is { PeriodStatus: not PeriodStatus.Open } run)
                found.Add(run);
        return found;
    }

    /// <summary>The first period that was certified and is open again; null where there is none.</summary>
    public static async Task<CloseRun?> FindWithdrawnAsync(Workspace workspace, RunStore runs, CancellationToken cancel)
    {
        foreach (var period in await workspace.Journals.PeriodsAsync(workspace.Tenant, cancel))
            if ((await runs.LoadAsync(period, cancel)).Run is { Decertified: not null } run)
                return run;
        return null;
    }
}
