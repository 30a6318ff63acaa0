using Bookseal.Books.Audit;
using Bookseal.Books.Company;
using Bookseal.Books.Ledger;
using Bookseal.Books.Proof.Trust;
using Bookseal.Books.Runs;
using Bookseal.Books.Runs.Events;
using Bookseal.Books.Values;
using Bookseal.Evidence;
using Bookseal.Evidence.Merkle;
using Bookseal.Evidence.Notes;

namespace Bookseal.Books.Proof.Verification;

/// <summary>
/// The audit slice: is it one chain, does it end with this certification, and does a signed checkpoint cover it?
/// </summary>
internal static class AuditStep
{
    /// <summary>
    /// The run as its events tell it, the slice, and the checkpoint; null after a failure that leaves nothing to
    /// compare with.
    /// </summary>
    public static async Task<AuditEvidence?> RunAsync(
        SealedBag bag,
        TenantId tenant,
        PeriodCode period,
        TrustPolicy? trust,
        CheckList checks,
        CancellationToken cancel
    )
    {
        if (
            !(await bag.ReadAsync(BagLayout.Consistency, cancel))
                .Then(bytes => ConsistencyFile.FromBytes(bytes))
                .TryGet(out var consistency, out var fault)
        )
        {
            checks.Fail("audit slice", FailureClass.AuditChainBroken, fault.Code, fault.Message);
            return null;
        }

        var slice = new AuditSlice(consistency.Frontier);
        if (await ReadSliceAsync(bag, slice, cancel) is { } broken)
        {
            var isNewer = broken.Code == EventTypes.Unsupported;
            checks.Fail(
                "audit slice",
                isNewer ? FailureClass.UnsupportedRules : FailureClass.AuditChainBroken,
                broken.Code,
                broken.Message
            );
            return null;
        }

        if (FindRun(new CloseRun(tenant, period), slice, checks) is not { } run)
            return null;
        checks.Good(
            "audit slice",
            CheckOutcome.Verified,
            $"{slice.Entries.Count} entries chained, from {consistency.Frontier.End} "
                + $"to the certification at {slice.Size - 1}"
        );
        var checkpoint = await CheckCheckpointAsync(bag, slice, tenant, trust, checks, cancel);
        CheckConsistency(consistency, slice, checks);
        return checkpoint is null ? null : new(run, slice, checkpoint, consistency);
    }

    /// <summary>The run that the slice ends with the certification of; null, and said why, where it does not.</summary>
    private static CloseRun? FindRun(CloseRun before, AuditSlice slice, CheckList checks)
    {
        if (
            !RunHistory.Replay(before, slice.Entries).TryGet(out var run, out var fault)
            || run.Certification is null
            || slice.Entries[^1].Type != Certified.TypeName
            || slice.Entries[^1].Period != before.Period
        )
        {
            if (fault?.Code == EventTypes.Unsupported)
                checks.Fail("audit slice", FailureClass.UnsupportedRules, fault.Code, fault.Message);
            else if (fault?.Code == "TEMPLATE_UNKNOWN")
                checks.Fail("audit slice", FailureClass.UnsupportedRules, "UNSUPPORTED_RULES", fault.Message);
            else
                checks.Fail(
                    "audit slice",
                    FailureClass.AuditChainBroken,
                    "AUDIT_SLICE_INCOMPLETE",
                    fault?.Message ?? "the slice does not end with the certification of this period"
                );
            return null;
        }

        if (NamesDecertified(run, slice))
            return run;
        checks.Fail(
            "audit slice",
            FailureClass.AuditChainBroken,
            "AUDIT_CHAIN_BROKEN",
            "the run does not name the certificate of its period that was withdrawn before"
        );
        return null;
    }

    /// <summary>A reopening that the slice tells of is the one that the run goes on from.</summary>
    private static bool NamesDecertified(CloseRun run, AuditSlice slice) =>
        slice.Entries.LastOrDefault(entry => entry.Period == run.Period && entry.Type == Decertified.TypeName)
            is not { } last
        || (
            RunEventCodec.Read(last.Type, last.Actor, last.Data) is { IsOk: true, Value: Decertified decertified }
            && decertified.Close == run.Decertified
        );

    internal static async Task<Fault?> ReadSliceAsync(SealedBag bag, AuditSlice slice, CancellationToken cancel)
    {
        var (broken, expected) = ((Fault?)null, 0L);
        var tooLarge = new Fault("AUDIT_SLICE_TOO_LARGE", $"the slice is over {bag.Limits.SliceBytes} bytes");
        var read = await BagLines.ForEachAsync(
            bag,
            BagLayout.Audit,
            line =>
            {
                expected += line.Length + 1;
                broken ??= expected > bag.Limits.SliceBytes ? tooLarge : slice.Add(line);
            },
            cancel
        );
        if (broken is not null)
            return broken;
        if (!read.TryGet(out _, out var fault))
            return fault.Code == BagLines.FeedMissing ? fault with { Code = "AUDIT_CHAIN_BROKEN" } : fault;
        return slice.Entries.Count == 0 ? new Fault("AUDIT_CHAIN_BROKEN", "the slice is empty") : null;
    }

    internal static async Task<Checkpoint?> CheckCheckpointAsync(
        SealedBag bag,
        AuditSlice slice,
        TenantId tenant,
        TrustPolicy? trust,
        CheckList checks,
        CancellationToken cancel
    )
    {
        const string name = "checkpoint";
        var note = (await bag.ReadAsync(BagLayout.Checkpoint, cancel)).Then(bytes => SignedNote.Parse(bytes));
        var parsed = note.Then(signed => Checkpoint.Parse(signed.Text));
        if (parsed.IsOk && (parsed.Value.ToText() != note.Value.Text || !IsAsWritten(bag, note.Value)))
            parsed = new Fault("CHECKPOINT_MALFORMED", "not a checkpoint as Bookseal writes it: further lines");
        if (!parsed.TryGet(out var checkpoint, out var fault))
        {
            checks.Fail(name, FailureClass.CheckpointInvalid, fault.Code, fault.Message);
            return null;
        }

        var covers =
            checkpoint.Size == slice.Size
            && checkpoint.Root == slice.Root
            && checkpoint.Origin == slice.Entries[^1].Log;
        if (
            !checks.Require(
                covers,
                name,
                CheckOutcome.Verified,
                $"the tree head of {checkpoint.Origin} at {checkpoint.Size} entries covers the slice",
                FailureClass.CheckpointInvalid,
                "CHECKPOINT_MISMATCH",
                "the checkpoint is not the tree head after the audit slice"
            )
        )
            return null;
        if (trust is null)
        {
            checks.NotAuthenticated("checkpoint signature", "the log's");
            return checkpoint;
        }

        var isSigned =
            trust.Tenant == tenant
            && trust.LogOrigin == checkpoint.Origin
            && trust.LogKeys.Any(key => note.Value.IsSignedBy(checkpoint.Origin, key));
        return checks.Require(
            isSigned,
            "checkpoint signature",
            CheckOutcome.Verified,
            $"signed by the key of {checkpoint.Origin}",
            FailureClass.CheckpointInvalid,
            "CHECKPOINT_SIGNATURE",
            "no trusted key of this company's log signed the checkpoint"
        )
            ? checkpoint
            : null;
    }

    private static bool IsAsWritten(SealedBag bag, SignedNote note) =>
        Digest.Of(note.ToBytes()) == bag.Digests[BagLayout.Checkpoint];

    private static void CheckConsistency(ConsistencyFile consistency, AuditSlice slice, CheckList checks)
    {
        var upToPrevious = consistency.Frontier.Copy();
        foreach (
            var leaf in slice.Leaves.Take(
                (int)Math.Min(int.MaxValue, consistency.PreviousSize - consistency.Frontier.End)
            )
        )
            upToPrevious.Append(leaf);
        var holds =
            upToPrevious.End == consistency.PreviousSize
            && upToPrevious.Root() == consistency.PreviousRoot
            && MerkleProof.VerifyConsistency(
                consistency.PreviousSize,
                consistency.PreviousRoot,
                slice.Size,
                slice.Root,
                consistency.Proof
            );
        var detail =
            consistency.PreviousSize == 0
                ? "the first close of this log"
                : $"the log only grew since the previous close's checkpoint at {consistency.PreviousSize}";
        checks.Require(
            holds,
            "log consistency",
            CheckOutcome.Verified,
            detail,
            FailureClass.ContinuityBroken,
            "CONSISTENCY_BROKEN",
            "the log does not extend the one of the previous close's checkpoint"
        );
    }
}

/// <summary>What the audit slice of a bag tells, once it has been checked.</summary>
internal sealed record AuditEvidence(CloseRun Run, AuditSlice Slice, Checkpoint Checkpoint, ConsistencyFile Consistency)
{
    /// <summary>The log's tree head at an earlier size; null where the slice does not reach back that far.</summary>
    public Digest? RootAt(long size)
    {
        if (size < Consistency.Frontier.End || size > Slice.Size)
            return null;
        var tree = Consistency.Frontier.Copy();
        foreach (var leaf in Slice.Leaves.Take((int)(size - tree.End)))
            tree.Append(leaf);
        return tree.Root();
    }
}
