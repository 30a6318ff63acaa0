using System.Globalization;
using Bookseal.Books.Checklists;
using Bookseal.Books.Runs;
using Bookseal.Closing.Reading;

namespace Bookseal.Closing.Tasks;

/// <summary>
/// What had stopped half-way was finished when the lock was taken; whatever is pending after that is named, and the
/// guards block on it.
/// </summary>
public sealed class PendingAgent(Workspace workspace, PeriodReader reader) : ITaskAgent
{
    public TaskAction Action => TaskAction.ProcessPending;

    public async Task<Result<AgentResult>> RunAsync(CloseRun run, TaskDefinition task, CancellationToken cancel)
    {
        var master = await workspace.ReadMasterDataAsync(run, cancel);
        if (!(await reader.ReadAsync(run, master, cancel)).TryGet(out var reading, out var fault))
            return fault;
        var books = reading.Books;
        var (batches, moves, unposted) = (
            books.Fold.IncompleteBatches.Count,
            books.HalfMoves.Count,
            books.Fold.Unbalanced.Count
        );
        return new AgentResult(
            JsonObject.Of(
                ("entries", books.Fold.Entries),
                ("half_moves", moves),
                ("incomplete_batches", batches),
                ("unbalanced_entries", unposted)
            ),
            batches + moves + unposted == 0
                ? string.Create(CultureInfo.InvariantCulture, $"nothing pending among {books.Fold.Entries} entries")
                : string.Create(
                    CultureInfo.InvariantCulture,
                    $"{batches} import(s) and {moves} move(s) stopped half-way, {unposted} entries do not balance"
                )
        );
    }
}
