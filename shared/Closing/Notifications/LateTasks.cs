using Bookseal.Books.Company;
using Bookseal.Books.Notifications;
using Bookseal.Books.Runs;
using Bookseal.Closing.Runs;
using Bookseal.Storage.Audit;

namespace Bookseal.Closing.Notifications;

/// <summary>
/// Flags the tasks that are three business days late as blocked, through the decider. For a timer: a task is flagged
/// once, whoever looks and how often.
/// </summary>
public sealed class LateTasks(Workspace workspace, RunStore runs)
{
    private readonly FollowedCloses _closes = new(workspace, runs);

    /// <returns>
    /// What kept the tasks of a close from being looked at, which is no matter of the other closes. A task that was
    /// done meanwhile is not flagged any more, and no fault.
    /// </returns>
    public async Task<IReadOnlyList<Exception>> FlagAsync(CompanyProfile company, CancellationToken cancel)
    {
        var problems = new List<Exception>();
        foreach (var period in await RunProjection.PeriodsAsync(workspace, cancel))
            try
            {
                if (await _closes.ReadAsync(period, company, cancel) is { } close)
                    await FlagAsync(close, company, cancel);
            }
            catch (Exception e) when (e is ChainRefusedException or InvalidDataException)
            {
                problems.Add(e);
            }

        return problems;
    }

    private async Task FlagAsync(FollowedClose close, CompanyProfile company, CancellationToken cancel)
    {
        foreach (var number in EscalationLadder.FindToFlag(close, company.BusinessDays, workspace.Clock.GetUtcNow()))
            if (close.Find(number)?.LateAfter is { } late)
            {
                var flag = new FlagTask(Actor.Agent, number, late) { ExpectedRun = close.Run };
                await runs.ExecuteAsync(close.Period, flag, cancel);
            }
    }
}
