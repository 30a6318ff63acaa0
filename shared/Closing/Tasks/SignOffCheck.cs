using Bookseal.Books.Checklists;
using Bookseal.Books.Company;
using Bookseal.Books.Periods;
using Bookseal.Books.Runs;
using Bookseal.Books.SignOffs;
using Bookseal.Closing.Runs;

namespace Bookseal.Closing.Tasks;

/// <summary>
/// Do the books still say what people signed, and have agents posted what their inputs want? Asked before guards are
/// evaluated; of what people signed behind the fence for the last time.
/// </summary>
public sealed class SignOffCheck(RunStore runs, IReadOnlyList<ITaskAgent> agents)
{
    /// <summary>The run after what no longer holds was voided; null where everything holds.</summary>
    public async Task<Result<CloseRun>?> CheckAsync(CloseRun run, PeriodBooks books, CancellationToken cancel)
    {
        var found = Find(run, books);
        // Behind the fence nobody posts: what changes there is due in the next month.
        if (!run.FenceIntended && await AddLacksAsync(run, found, cancel) is { } fault)
            return fault;
        return await VoidAsync(run, found, cancel);
    }

    /// <summary>The same of what agents have posted alone, before anything is drafted or reviewed on it.</summary>
    public async Task<Result<CloseRun>?> CheckAgentsAsync(CloseRun run, CancellationToken cancel)
    {
        var found = new Dictionary<int, SignOffFound>();
        return await AddLacksAsync(run, found, cancel) is { } fault ? fault : await VoidAsync(run, found, cancel);
    }

    private async Task<Result<CloseRun>?> VoidAsync(
        CloseRun run,
        Dictionary<int, SignOffFound> found,
        CancellationToken cancel
    )
    {
        var check = new CheckSignOffs(Actor.Agent, found).For(run);
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
                found => new SignOffFound(
                    run.Tasks[found.Number].Evidence,
                    found.Digest!.Value,
                    ScopeSheet.SeenOf(found.Scope, books)
                )
            );

    private async Task<Fault?> AddLacksAsync(
        CloseRun run,
        Dictionary<int, SignOffFound> found,
        CancellationToken cancel
    )
    {
        foreach (var task in run.Template.Tasks.Where(task => task is { HasAgent: true, Role: null }))
        {
            if (run.Tasks.GetValueOrDefault(task.Number) is not { SkipReason: null, Evidence: { } result })
                continue;
            var agent = agents.First(item => item.Action == task.Action);
            if (!(await agent.FindLackAsync(run, cancel)).TryGet(out var lack, out var fault))
                return fault;
            if (lack is not { } wanted)
                continue;
            found[task.Number] = new(result, wanted, null);
            foreach (var draft in DraftsOn(run, task))
                found[draft.Number] = new(run.Tasks[draft.Number].Evidence, wanted, null);
        }

        return null;
    }

    /// <summary>What was drawn up of the books as that task had left them.</summary>
    private static IEnumerable<TaskDefinition> DraftsOn(CloseRun run, TaskDefinition posted) =>
        run.Template.Tasks.Where(task =>
            task is { HasAgent: true, Role: null }
            && task.DependsOn.Contains(posted.Number)
            && run.Tasks.ContainsKey(task.Number)
        );
}
