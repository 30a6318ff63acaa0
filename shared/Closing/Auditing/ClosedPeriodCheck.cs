using Bookseal.Books.Ledger;
using Bookseal.Books.Runs;
using Bookseal.Evidence;

namespace Bookseal.Closing.Auditing;

/// <summary>
/// Compares a closed period's journal with what was certified: lengths, what stands behind them, Merkle root, the seal
/// of a locked one, and that the close still holds its lease. The lease is a fence and no authorization; whoever gets
/// around it (with an editor, or the store's own keys) is found here.
/// </summary>
public sealed class ClosedPeriodCheck(Workspace workspace)
{
    public const string Code = "JOURNAL_CHANGED_AFTER_CLOSE";

    /// <summary>Null when the journal is as certified, or the period is not closed.</summary>
    public async Task<Fault?> RunAsync(CloseRun run, CancellationToken cancel)
    {
        if (!run.IsClosed || run.Fence is not { } fence || run.Package is not { } package)
            return null;
        var segments = await workspace.Journals.SegmentsAsync(run.Tenant, run.Period, cancel);
        List<long> lengths = [.. segments.Select(segment => segment.Length)];
        if (!lengths.SequenceEqual(fence.SegmentLengths))
            return Changed(run, $"it has {lengths.Sum()} bytes, certified were {fence.SegmentLengths.Sum()}");
        // The store reads no further than what it took; who reads the file does.
        if (segments.Sum(segment => segment.UncommittedBytes) is > 0 and var more)
            return Changed(run, $"{more} bytes were written behind its end, past the store; cut them off");
        var fold = new PeriodFold();
        await using var journal = workspace.Journals.Read(run.Tenant, run.Period, lengths);
        try
        {
            await LineSplitter.ForEachAsync(journal, fold.Add, cancel);
        }
        catch (EndOfStreamException)
        {
            return Changed(run, "its file is shorter than what was certified");
        }

        if (fold.Leaves.Root() != package.LedgerHash)
            return Changed(run, "its ledger hash is not the one that was certified");
        if (run.IsJournalSealed && !await workspace.Journals.IsSealedAsync(run.Tenant, run.Period, cancel))
            return Changed(run, "it is no longer sealed, so it was put back or made anew");
        return segments is [.., { IsLeased: true } last] && (last.Lease ?? run.Leases.Fence) == run.Leases.Fence
            ? null
            : Changed(run, "the close no longer holds its lease, so the store would accept postings");
    }

    private static Fault Changed(CloseRun run, string how) =>
        new(Code, $"the journal of {run.Period} is not as it was closed: {how}");
}
