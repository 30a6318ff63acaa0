using System.Security.Cryptography;
using Bookseal.Books.Certificates;
using Bookseal.Books.Costs;
using Bookseal.Books.Runs;
using Bookseal.Books.Runs.Events;
using Bookseal.Evidence;

namespace Bookseal.Books.Proof.Verification;

/// <summary>
/// Are the costs in the bag those that the audit slice says were imported? A close that leaves some out, or none in,
/// has to answer for what stands in the chain beside it.
/// </summary>
internal static class CostImportsStep
{
    private const string Name = "imports of costs";
    private const string Mismatch = "COSTS_MISMATCH";

    public static async Task RunAsync(
        SealedBag bag,
        CloseInputs inputs,
        AuditEvidence audit,
        CheckList checks,
        CancellationToken cancel
    )
    {
        if (inputs.Books.Rules < RuleSet.V6)
            return;
        if (!ImportedCosts.Of(audit.Slice).TryGet(out var imported, out var fault))
        {
            checks.Fail(Name, FailureClass.AuditChainBroken, fault.Code, fault.Message);
            return;
        }

        var wrong = FindWrong(imported, inputs.FiledCosts, audit);
        if (wrong is null && inputs.FiledCosts is { } filed)
            wrong = await FindChangedAsync(bag, imported.PlacesOf(audit.Run.Period, filed.Count), cancel);
        var lines = imported.LinesOf(audit.Run.Period);
        checks.Require(
            wrong is null,
            Name,
            audit.Run.Costs is not null && imported.Changes.Count == 0 ? CheckOutcome.Attested : CheckOutcome.Verified,
            $"{imported.Changes.Count} in the slice, with {lines} line(s) of {audit.Run.Period}"
                + (imported.IsWhole ? ", all that there are" : "; what was imported before is its own slices' word"),
            FailureClass.RecomputeMismatch,
            Mismatch,
            wrong ?? ""
        );
    }

    private static string? FindWrong(ImportedCosts imported, FiledLines? filed, AuditEvidence audit)
    {
        var run = audit.Run;
        if (!imported.AreContinuous)
            return "an import of costs, or its withdrawal, does not go on from the list that the one before it made";
        var lines = imported.LinesOf(run.Period);
        if (run.Costs is not { } closed || filed is null)
            return lines == 0 ? null : $"the chain has {lines} cost line(s) of {run.Period}, and the close has none";
        if (lines > filed.Count || (imported.IsWhole && lines != filed.Count))
            return $"the chain has {lines} cost line(s) of {run.Period}, and costs.ndjson {filed.Count}";
        if (!filed.AreFirst)
            return $"what is filed under {run.Period} does not stand before what it restates";
        return imported.CouldName(closed.Ledger, run.Period, SequenceOf(run, audit.Slice))
            ? null
            : "the list of batches that the run sealed is not the one that the chain had then";
    }

    private static long SequenceOf(CloseRun run, AuditSlice slice) =>
        slice.Entries.Last(entry => entry.Run == run.Id && entry.Type == CostsClosed.TypeName).Sequence;

    /// <summary>A batch of this period alone stands in costs.ndjson as it was stored.</summary>
    private static async Task<string?> FindChangedAsync(
        SealedBag bag,
        IEnumerable<(long First, CostBatch Batch)> places,
        CancellationToken cancel
    )
    {
        var due = new Queue<(long First, CostBatch Batch)>(places);
        if (due.Count == 0)
            return null;
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        var (at, changed) = (0L, (CostBatch?)null);
        await using var stream = await bag.OpenAsync(BagLayout.Costs, cancel);
        await LineSplitter.ForEachAsync(stream, AddLine, cancel, Limits.BagLineBytes);
        if (changed is null && due.Count == 0)
            return null;
        changed ??= due.Peek().Batch;
        return $"the lines of import {changed.Import} are not those whose digest the chain has";

        void AddLine(ReadOnlySpan<byte> line)
        {
            if (!due.TryPeek(out var next) || at++ < next.First)
                return;
            hash.AppendData(line);
            hash.AppendData("\n"u8);
            if (at < next.First + next.Batch.Periods[0].Lines)
                return;
            due.Dequeue();
            if (Digest.FromBytes(hash.GetHashAndReset()) != next.Batch.Sha256)
                changed ??= next.Batch;
        }
    }
}
