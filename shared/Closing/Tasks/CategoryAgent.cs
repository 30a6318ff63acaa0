using System.Globalization;
using Bookseal.Books.Checklists;
using Bookseal.Books.Periods;
using Bookseal.Books.Runs;
using Bookseal.Books.SignOffs;
using Bookseal.Closing.Categories;
using Bookseal.Closing.Reading;

namespace Bookseal.Closing.Tasks;

/// <summary>
/// Books what the rules know, and leaves the rest in a queue; suspense and clearing are listed with what they hold.
/// </summary>
public sealed class CategoryAgent(Workspace workspace, PeriodReader reader, CategoryService categories) : ITaskAgent
{
    public TaskAction Action => TaskAction.Categorise;

    public async Task<Result<AgentResult>> RunAsync(CloseRun run, TaskDefinition task, CancellationToken cancel)
    {
        var master = await workspace.ReadMasterDataAsync(run, cancel);
        if (!(await categories.PostAsync(run, master, cancel, task.Number)).TryGet(out var report, out var fault))
            return fault;
        if (!(await reader.ReadAsync(run, master, cancel)).TryGet(out var reading, out fault))
            return fault;
        var held = CountHeld(reading.Books);
        return new AgentResult(
            report.ToJson().With("balances", ScopeSheet.Of(TaskScope.Uncategorised, reading.Books)),
            report.IsTooMany
                ? Invariant($"over {Limits.UncategorisedEntries} uncategorised entries, none is booked by rules")
                : Invariant($"{report.Booked.Count} entries booked by rules, {report.Queued} lines queued")
                    + Invariant($"; {held} account(s) hold a balance")
        );
    }

    private static string Invariant(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);

    private static int CountHeld(PeriodBooks books) =>
        books.TrialBalance.Rows.Count(row =>
            row.ClosingMinor != 0
            && books.Chart.Find(row.Account) is { } account
            && (account.IsUncategorised || account.IsSuspenseOrClearing)
        );
}
