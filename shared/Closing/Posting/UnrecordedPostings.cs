using Bookseal.Books.Company;
using Bookseal.Books.Runs;
using Bookseal.Closing.Runs;

namespace Bookseal.Closing.Posting;

/// <summary>Postings of a run whose driver died between the append and the record of it.</summary>
internal sealed class UnrecordedPostings(Workspace workspace, RunStore runs)
{
    /// <summary>Records those that stand in the journal; null once it is done.</summary>
    /// <param name="keyPrefix">Of the batches that are looked for.</param>
    public async Task<Fault?> RecordAsync(CloseRun run, string keyPrefix, CancellationToken cancel)
    {
        foreach (
            var (key, announced) in run.Adjustments.Where(pair =>
                pair.Key.StartsWith(keyPrefix, StringComparison.Ordinal) && !pair.Value.IsPosted
            )
        )
        {
            if (
                await workspace.Journals.Poster(workspace.Tenant, run.Period).FindBatchAsync(key, cancel)
                is not { } entries
            )
                continue;
            var recorded = await runs.ExecuteAsync(
                run.Period,
                new RecordAdjustment(Actor.Agent, key, entries) { ExpectedRun = run.Id },
                cancel
            );
            if (!recorded.IsOk)
                return recorded.Fault;
        }

        return null;
    }
}
