using Bookseal.Books.Company;
using Bookseal.Books.Notifications;
using Bookseal.Books.Values;
using Bookseal.Closing.Runs;

namespace Bookseal.Closing.Notifications;

/// <summary>The closes that are running, as people are told of them.</summary>
internal sealed class FollowedCloses(Workspace workspace, RunStore runs)
{
    /// <summary>A run's row says whether it is worth folding; years of closed months are not.</summary>
    public async Task<IReadOnlyDictionary<PeriodCode, FollowedClose>> ReadAllAsync(
        CompanyProfile company,
        CancellationToken cancel
    )
    {
        var closes = new Dictionary<PeriodCode, FollowedClose>();
        foreach (var period in await RunProjection.PeriodsAsync(workspace, cancel))
            if (await ReadAsync(period, company, cancel) is { } close)
                closes.Add(period, close);
        return closes;
    }

    /// <summary>Null where none is running.</summary>
    public async Task<FollowedClose?> ReadAsync(PeriodCode period, CompanyProfile company, CancellationToken cancel) =>
        await IsRunningAsync(period, cancel)
            ? FollowedRun.Of((await runs.LoadAsync(period, cancel)).Run, company)
            : null;

    private async Task<bool> IsRunningAsync(PeriodCode period, CancellationToken cancel)
    {
        var key = RunProjection.RunKey(period);
        var row = await workspace.Audit.StoredProjectionAsync(workspace.Tenant, key, cancel);
        return row is not null
            && JsonText.ParseObject(row.Payload.Span).TryGet(out var members, out _)
            && members["status"] is JsonString { Value: "in_progress" or "blocked" or "completed" };
    }
}
