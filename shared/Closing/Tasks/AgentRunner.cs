using Bookseal.Books.Company;
using Bookseal.Books.Runs;
using Bookseal.Closing.Runs;

namespace Bookseal.Closing.Tasks;

/// <summary>
/// Has the agent of a task do its work: the effect, then its evidence, then the event that tells of both.
/// </summary>
public sealed class AgentRunner(Workspace workspace, RunStore runs, IReadOnlyList<ITaskAgent> agents)
{
    public async Task<Result<CloseRun>> RunAsync(CloseRun run, int number, CancellationToken cancel)
    {
        var task = run.Template.Find(number)!;
        var agent = agents.First(item => item.Action == task.Action);
        if (!(await agent.RunAsync(run, task, cancel)).TryGet(out var result, out var fault))
            return fault;
        var evidence = await workspace.Evidence.WriteAsync(workspace.Tenant, run.Period, result.Evidence, cancel);
        RunCommand done = task.IsHybrid
            ? new PrepareTask(Actor.Agent, number, evidence, result.Summary)
            : new CompleteTask(Actor.Agent, number) { Evidence = evidence, Summary = result.Summary };
        return await runs.ExecuteAsync(run.Period, done.For(run), cancel);
    }
}
