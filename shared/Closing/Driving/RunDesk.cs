using Bookseal.Books.Company;
using Bookseal.Books.Runs;
using Bookseal.Books.Values;
using Bookseal.Closing.Runs;
using Bookseal.Closing.Teams;

namespace Bookseal.Closing.Driving;

/// <summary>
/// What approvers decide of a whole run: given up, reopened, locked. One that died before it gave the lock back is only
/// finished, by whoever drives it next.
/// </summary>
public sealed class RunDesk(RunStore runs, TeamService teams, Reopening reopening)
{
    public async Task<Result<CloseRun>> CancelAsync(
        PeriodCode period,
        Actor actor,
        string reason,
        CancellationToken cancel
    ) =>
        await FindHalfDoneAsync(period, cancel) is { } run
            ? run
            : await runs.ExecuteAsync(
                period,
                async _ => new CancelRun(actor, reason) { Team = (await teams.ReadAsync(cancel))?.Standing },
                cancel
            );

    public async Task<Result<CloseRun>> ReopenAsync(
        PeriodCode period,
        Actor actor,
        string reason,
        CancellationToken cancel
    ) =>
        await FindHalfDoneAsync(period, cancel) is { } run
            ? run
            : await reopening.DecertifyAsync(period, actor, reason, cancel);

    public Task<Result<CloseRun>> LockAsync(PeriodCode period, Actor actor, CancellationToken cancel) =>
        runs.ExecuteAsync(
            period,
            async _ => new LockPeriod(actor) { Team = (await teams.ReadAsync(cancel))?.Standing },
            cancel
        );

    private async Task<CloseRun?> FindHalfDoneAsync(PeriodCode period, CancellationToken cancel) =>
        (await runs.LoadAsync(period, cancel)).Run is { IsHalfCancelled: true } run ? run : null;
}
