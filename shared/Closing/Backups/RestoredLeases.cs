using Bookseal.Books.Runs;
using Bookseal.Books.Values;
using Bookseal.Storage;
using Bookseal.Storage.Backups;
using Bookseal.Storage.Journals;

namespace Bookseal.Closing.Backups;

/// <summary>
/// Which lease each object had: as the store told it, or as it follows from the chain, for Azure does not tell. A
/// rolled segment has its roll's, a journal under a close that close's.
/// </summary>
internal static class RestoredLeases
{
    /// <summary>Every leased object in order; null where nobody knows under which id.</summary>
    public static IReadOnlyList<(BackupObject Object, Guid? Lease)> Of(
        TenantId tenant,
        IReadOnlyList<BackupObject> objects,
        IReadOnlyList<CloseRun> runs
    )
    {
        var segments = objects.Select(PeriodOf).OfType<PeriodCode>().CountBy(period => period).ToDictionary();
        return [.. objects.Where(one => one.IsLeased).Select(one => (one, one.Lease ?? Derive(one)))];

        Guid? Derive(BackupObject one)
        {
            if (PeriodOf(one) is not { } period || NumberOf(one) is not { } number)
                return null;
            if (number < segments[period])
                return JournalStore.RollLeaseOf(tenant, period, number);
            return runs.FirstOrDefault(run => run.Period == period) is { Attempt: > 0 } run ? LeaseOf(run) : null;
        }
    }

    /// <summary>Under the posting lease the fence can be raised; under the fence's nothing else is done.</summary>
    private static Guid? LeaseOf(CloseRun run) => run.Fence is null ? run.Leases.Posting : run.Leases.Fence;

    private static PeriodCode? PeriodOf(BackupObject one) =>
        one.Path.Split('/') is ["journal", _, var period, _] && PeriodCode.Parse(period) is { IsOk: true } read
            ? read.Value
            : null;

    private static int? NumberOf(BackupObject one) =>
        int.TryParse(one.Path.Split('/')[^1].Split('.')[0], out var number) ? number : null;
}
