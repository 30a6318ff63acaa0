using Bookseal.Books.Ledger;
using Bookseal.Books.Runs;
using Bookseal.Books.Values;
using Bookseal.Closing.Runs;
using Bookseal.Storage;
using Bookseal.Storage.Journals;

namespace Bookseal.Closing.Imports;

/// <summary>
/// Posts the entries that their source moved to another month. Both journals are held while that is done, and what was
/// planned is compared with them once more: nobody can reverse an entry, or begin a close, between the two appends.
/// </summary>
internal sealed class MovePoster(Workspace workspace, RunStore runs, int maxBatchBytes)
{
    private readonly StandingReader _reader = new(workspace);

    /// <summary><c>PERIOD_CLOSING</c>, <c>PERIOD_CLOSED</c>; <c>JOURNAL_MOVED_ON</c>: to be imported again.</summary>
    public async Task<Fault?> PostAsync(IEnumerable<PlannedEdit> moves, CancellationToken cancel)
    {
        foreach (var batch in Cut(moves))
            if (await PostAsync(batch, cancel) is { } fault)
                return fault;
        return null;
    }

    private async Task<Fault?> PostAsync(IReadOnlyList<PlannedEdit> moves, CancellationToken cancel)
    {
        var periods = moves.SelectMany(move => new[] { move.From!.Value, move.Period }).Distinct().Order();
        var parts = periods.Select(period => new MovePart(
            period,
            [.. moves.SelectMany(move => move.EntriesIn(period))]
        ));
        var staged = new StagedMove(Guid.NewGuid(), [.. parts]);
        if (await workspace.StagedMoves.BeginAsync(workspace.Tenant, staged, cancel) is { } refused)
            return await ExplainAsync(refused, staged, cancel);
        if (!await IsAsPlannedAsync(moves, staged, cancel))
        {
            await workspace.StagedMoves.DropAsync(workspace.Tenant, staged, cancel);
            return MovedOn;
        }

        // Commit point: the first append. From there on whoever comes next rolls it forward.
        return await workspace.StagedMoves.PostAsync(workspace.Tenant, staged, cancel) is { } stopped
            ? await ExplainAsync(stopped, staged, cancel)
            : null;
    }

    private static Fault MovedOn =>
        new(
            JournalPoster.MovedOn,
            "somebody posted to the journals while the books were being imported; import them again"
        );

    /// <summary>What is taken back stands as it did, nobody built on it, and the new ids are free.</summary>
    private async Task<bool> IsAsPlannedAsync(
        IReadOnlyList<PlannedEdit> moves,
        StagedMove staged,
        CancellationToken cancel
    )
    {
        foreach (var part in staged.Parts)
        {
            var poster = workspace.Journals.Poster(workspace.Tenant, part.Period);
            if (await poster.HasAnyAsync([.. part.Entries.Select(entry => entry.Key)], cancel))
                return false;
            var standing = moves.Where(move => move.From == part.Period).Select(move => AsGiven(move.Standing!));
            if ((await poster.CompareAsync([.. standing], cancel)).Any(found => found != EntryStanding.Same))
                return false;
        }

        var months = await workspace.Journals.PeriodsAsync(workspace.Tenant, cancel);
        return (await _reader.FindFixedAsync([.. moves.Select(move => move.Standing!)], months, cancel)).Count == 0;
    }

    /// <summary>As the source gave what stands.</summary>
    private static Entry AsGiven(Entry standing) =>
        standing with
        {
            Id = SourceEdit.OriginalOf(standing),
            Replaces = null,
            Batch = null,
        };

    private async Task<Fault> ExplainAsync(Fault refusal, StagedMove move, CancellationToken cancel)
    {
        foreach (var part in move.Parts)
        {
            var run = (await runs.LoadAsync(part.Period, cancel)).Run;
            if (run.PeriodStatus != PeriodStatus.Open)
                return PeriodFaults.NotOpen(run, "entries that moved between months were not posted");
        }

        return refusal.Code is StoreCode.LeaseAlreadyPresent || PeriodFaults.RefusesAppends(refusal)
            ? MovedOn
            : refusal;
    }

    /// <summary>A move is one append to each month, so it has a batch's size at most.</summary>
    private IEnumerable<IReadOnlyList<PlannedEdit>> Cut(IEnumerable<PlannedEdit> moves)
    {
        var (batch, bytes) = (new List<PlannedEdit>(), 0L);
        foreach (var move in moves)
        {
            batch.Add(move);
            bytes += move.Entries.Sum(entry => (long)EntryCodec.Encode(entry).Length);
            if (bytes < maxBatchBytes)
                continue;
            yield return batch;
            (batch, bytes) = ([], 0);
        }

        if (batch.Count > 0)
            yield return batch;
    }
}
