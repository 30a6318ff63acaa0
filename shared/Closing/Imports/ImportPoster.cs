using System.Buffers;
using Bookseal.Books.Ledger;
using Bookseal.Books.Values;
using Bookseal.Closing.Runs;
using Bookseal.Import;
using Bookseal.Import.BooksDirectory;
using Bookseal.Storage.Journals;

namespace Bookseal.Closing.Imports;

/// <summary>
/// Posts what was planned: reads the lines again, and holds of them one unfinished batch of each month, which for a
/// source in order of its dates is one in all, and the one that is being staged. A batch is written only if it is what
/// was planned, byte for byte; of other lines nothing gets in, not even into the staging area.
/// </summary>
internal sealed class ImportPoster(
    Workspace workspace,
    RunStore runs,
    ImportPlan plan,
    ImportClaim claim,
    CloseDoor door,
    IProgress<ImportProgress>? progress
)
{
    private readonly Dictionary<PeriodCode, BatchBuffer> _batches = [];
    private readonly PostedBatches? _posted = progress is null ? null : new(progress);

    /// <summary>One batch at a time is staged, while the lines of the next are read.</summary>
    private Task _staging = Task.CompletedTask;

    /// <summary>The lines that are being staged, or were: free again once that has ended.</summary>
    private ArrayBufferWriter<byte>? _spare;

    /// <summary>
    /// A month of one batch is one append, whole or not at all. A larger one is staged, batch by batch; its manifest is
    /// committed once all of them are there.
    /// </summary>
    public async Task<Fault?> PostAsync(EntrySource entries, CancellationToken cancel)
    {
        try
        {
            return await PostLinesAsync(entries, cancel);
        }
        finally
        {
            // Where this ends early, nothing of it is written any more.
            await _staging.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    private async Task<Fault?> PostLinesAsync(EntrySource entries, CancellationToken cancel)
    {
        var place = 0;
        foreach (var gone in plan.Gone)
        {
            var month = plan.MonthOf(gone.Period);
            foreach (var entry in gone.Entries)
                BatchOf(month).Add(EntryCodec.Encode(entry));
            if (await WriteIfFullAsync(month, cancel) is { } fault)
                return fault;
        }

        foreach (var line in entries.ReadLines())
        {
            var at = place++;
            if (plan.TargetOf(at) is not { } month)
                continue;
            var batch = BatchOf(month);
            foreach (var posted in plan.LinesOf(at, line, month))
                batch.Add(posted.Span);
            if (batch.IsFull && await WriteIfFullAsync(month, cancel) is { } fault)
                return fault;
            if (place % ImportProgress.Interval == 0)
                progress?.Report(new(ImportStep.Stage, place));
        }

        await _staging;
        return null;
    }

    private BatchBuffer BatchOf(PlannedMonth month)
    {
        if (!_batches.TryGetValue(month.Period, out var batch))
            _batches[month.Period] = batch = new(month);
        return batch;
    }

    private async Task<Fault?> WriteIfFullAsync(PlannedMonth month, CancellationToken cancel) =>
        BatchOf(month) is { IsFull: true } batch && await WriteAsync(batch, cancel) is { } fault
            ? PeriodFaults.OfStore(fault, (await runs.LoadAsync(month.Period, cancel)).Run)
            : null;

    private async Task<Fault?> WriteAsync(BatchBuffer batch, CancellationToken cancel)
    {
        var month = batch.Month;
        if (!batch.IsAsPlanned)
            return new(
                "SOURCE_CHANGED",
                "the books changed while they were being imported; import them again when nobody writes to them"
            );
        await _staging;
        if (!await claim.HoldsAsync(cancel))
            return BooksImporter.Superseded(workspace.Tenant);
        var lease = door.LeaseFor((await runs.LoadAsync(month.Period, cancel)).Run);
        if (month.Batches.Count == 1)
        {
            var lines = batch.ToLines();
            var posted = await workspace
                .Journals.Poster(workspace.Tenant, month.Period)
                .PostAsync(new(lines.ContentDigest.ToString(), lines, lease), cancel);
            _batches.Remove(month.Period);
            return posted.IsOk ? null : posted.Fault;
        }

        var manifest = StagedImports.ManifestOf(month.Batches.Select(planned => planned.Sha256));
        var (number, bytes) = (batch.Number, batch.Bytes);
        _staging = Task.Run(
            () => workspace.StagedImports.StageAsync(workspace.Tenant, month.Period, manifest, number, bytes, cancel),
            cancel
        );
        if (batch.MoveNext(ref _spare))
            return null;
        await _staging; // all of them are there
        _batches.Remove(month.Period);
        return await workspace.StagedImports.PostAsync(
            workspace.Tenant,
            month.Period,
            manifest,
            [.. month.Batches.Select(planned => planned.Sha256)],
            _posted,
            cancel,
            lease
        );
    }

    private sealed class PostedBatches(IProgress<ImportProgress> progress) : IProgress<int>
    {
        private int _entries;

        public void Report(int value) => progress.Report(new(ImportStep.Post, _entries += value));
    }
}
