using Bookseal.Books.Company;
using Bookseal.Books.Notifications;
using Bookseal.Books.Runs;
using Bookseal.Closing.Reading;
using Bookseal.Closing.Runs;

namespace Bookseal.Closing.Notifications;

/// <summary>
/// Flags the tasks that are three business days late as blocked, through the decider. For a timer: a task is flagged
/// once, whoever looks and how often.
/// </summary>
public sealed class LateTasks(Workspace workspace, RunStore runs, PeriodReader reader)
{
    private readonly NoticeReader _notices = new(workspace, runs, reader);

    /// <returns>How many were found late; one that was done meanwhile is not flagged any more.</returns>
    public async Task<int> FlagAsync(CompanyProfile company, CancellationToken cancel)
    {
        var (now, found) = (workspace.Clock.GetUtcNow(), 0);
        foreach (var close in (await _notices.ReadClosesAsync(company, cancel)).Values)
        foreach (var number in EscalationLadder.FindToFlag(close, company.BusinessDays, now))
        {
            if (close.Find(number)?.LateAfter is not { } late)
                continue;
            found++;
            var flag = new FlagTask(Actor.Agent, number, late) { ExpectedRun = close.Run };
            await runs.ExecuteAsync(close.Period, flag, cancel);
        }

        return found;
    }
}
