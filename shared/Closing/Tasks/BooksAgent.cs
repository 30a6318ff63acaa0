using Bookseal.Books.Checklists;
using Bookseal.Books.Periods;
using Bookseal.Books.Runs;
using Bookseal.Closing.Reading;

namespace Bookseal.Closing.Tasks;

/// <summary>An agent whose result follows from the period's books: it reads them and changes nothing.</summary>
public sealed class BooksAgent(
    Workspace workspace,
    PeriodReader reader,
    TaskAction action,
    Func<PeriodBooks, AgentResult> look
) : ITaskAgent
{
    public TaskAction Action => action;

    public async Task<Result<AgentResult>> RunAsync(CloseRun run, TaskDefinition task, CancellationToken cancel)
    {
        var master = await workspace.ReadMasterDataAsync(run, cancel);
        return (await reader.ReadAsync(run, master, cancel)).Map(reading => look(reading.Books));
    }
}
