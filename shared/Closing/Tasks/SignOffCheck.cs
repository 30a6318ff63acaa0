using Bookseal.Books.Company;
using Bookseal.Books.Periods;
using Bookseal.Books.Runs;
using Bookseal.Books.SignOffs;
using Bookseal.Closing.Runs;

namespace Bookseal.Closing.Tasks;

/// <summary>
/// Do the books still say what people signed? Asked before guards are evaluated, behind the fence for the last time.
/// </summary>
public sealed class SignOffCheck(RunStore runs)
{
    /// <summary>The run after what no longer holds was voided; null where everything holds.</summary>
    public async Task<Result<CloseRun>?> CheckAsync(CloseRun run, PeriodBooks books, CancellationToken cancel)
    {
        var check = new CheckSignOffs(Actor.Agent, Find(run, books)).For(run);
        var decided = Decider.Decide(run, check);
        if (decided is { IsOk: true, Value.Count: 0 })
            return null;
        return await runs.ExecuteAsync(run.Period, check, cancel);
    }

    private static Dictionary<int, SignOffFound> Find(CloseRun run, PeriodBooks books) =>
        run
            .Template.Tasks.Where(task => task.Role is not null && run.Tasks.ContainsKey(task.Number))
            .Select(task => (task.Number, task.Scope, Digest: ScopeSheet.DigestOf(task.Scope, books)))
            .Where(found => found.Digest is not null)
            .ToDictionary(
                found => found.Number,
                found => new SignOffFound(found.Digest!.Value, ScopeSheet.SeenOf(found.Scope, books))
            );
}
