using Bookseal.Books.Proof;
using Bookseal.Books.Runs;
using Bookseal.Books.Statements;
using Bookseal.Books.Values;
using Bookseal.Closing.Runs;
using Bookseal.Evidence.BagIt;
using Bookseal.Storage.Proofs;

namespace Bookseal.Closing.Reading;

/// <summary>
/// What closed periods have earned, by the statements of their sealed proofs: two small files of each, and no journal.
/// </summary>
public sealed class ResultHistory(Workspace workspace, RunStore runs)
{
    /// <summary>
    /// One for each of the periods that is closed, by currency; one whose files are lost or others than were sealed is
    /// left out, since no figure is better than a wrong one.
    /// </summary>
    public async Task<IReadOnlyDictionary<PeriodCode, IReadOnlyList<MonthResult>>> ReadAsync(
        IEnumerable<PeriodCode> periods,
        CancellationToken cancel
    )
    {
        var results = new Dictionary<PeriodCode, IReadOnlyList<MonthResult>>();
        foreach (var period in periods)
            if (await ReadAsync((await runs.LoadAsync(period, cancel)).Run, cancel) is { } found)
                results[period] = found;
        return results;
    }

    private async Task<IReadOnlyList<MonthResult>?> ReadAsync(CloseRun run, CancellationToken cancel)
    {
        if (run is not { IsClosed: true, Proof: { } proof })
            return null;
        var location = ProofLocation.Of(workspace.Tenant, run.Period, proof);
        var manifest = await workspace.Proofs.ReadAsync(location, BagWriter.Manifest, cancel);
        var statement = await workspace.Proofs.ReadAsync(location, BagLayout.IncomeStatementJson, cancel);
        if (manifest is null || statement is null)
            return null;
        var isSealed = SealedManifest.Read(manifest, proof.Manifest)?.Names(BagLayout.IncomeStatementJson, statement);
        return isSealed == true && MonthResult.ReadSealed(statement).TryGet(out var read, out _) ? read : null;
    }
}
