using Bookseal.Books.Audit;
using Bookseal.Books.Proof.Trust;
using Bookseal.Books.Proof.Verification;
using Bookseal.Books.Reconciliation;
using Bookseal.Books.Values;
using Bookseal.Evidence.Notes;

namespace Bookseal.Books.Proof.Intervals;

/// <summary>The chain's entry that announced the export, and the checkpoint that covers it.</summary>
internal sealed record IntervalAudit(AuditEntry Entry, ExportIntended Intended, Checkpoint Checkpoint);

internal static class IntervalAuditStep
{
    public static async Task<IntervalAudit?> RunAsync(
        SealedBag bag,
        TenantId tenant,
        TrustPolicy? trust,
        CheckList checks,
        CancellationToken cancel
    )
    {
        var consistency = (await bag.ReadAsync(BagLayout.Consistency, cancel)).Then(bytes =>
            ConsistencyFile.FromBytes(bytes)
        );
        if (!consistency.TryGet(out var joins, out var fault))
        {
            checks.Fail("audit entry", FailureClass.AuditChainBroken, fault.Code, fault.Message);
            return null;
        }

        var slice = new AuditSlice(joins.Frontier);
        fault = await AuditStep.ReadSliceAsync(bag, slice, cancel);
        var intended = fault is null ? Read(slice) : fault;
        if (!intended.TryGet(out var announced, out fault))
        {
            checks.Fail("audit entry", FailureClass.AuditChainBroken, fault.Code, fault.Message);
            return null;
        }

        checks.Good(
            "audit entry",
            CheckOutcome.Attested,
            $"entry {slice.Size - 1} of {slice.Entries[0].Log}: {slice.Entries[0].Actor} exports {announced.Interval}"
        );
        checks.Require(
            announced.Interval.To <= DateOnly.FromDateTime(slice.Entries[0].Timestamp.UtcDateTime).AddDays(1),
            "interval's end",
            CheckOutcome.Verified,
            $"announced {Dates.Text(slice.Entries[0].Timestamp)}, not before the last of its days", // in any time zone
            FailureClass.AuditChainBroken,
            Interval.NotEnded,
            "it was announced before its days were over"
        );
        CheckJoint(joins, slice, checks);
        if (trust is not null)
            checks.Require(
                trust.Tenant == tenant,
                "company",
                CheckOutcome.Verified,
                $"trust is pinned for {tenant}",
                FailureClass.SignatureInvalid,
                "TENANT_NOT_TRUSTED",
                $"trust is pinned for {trust.Tenant}, and this is of {tenant}"
            );
        return await AuditStep.CheckCheckpointAsync(bag, slice, tenant, trust, checks, cancel) is { } checkpoint
            ? new(slice.Entries[0], announced, checkpoint)
            : null;
    }

    private static Result<ExportIntended> Read(AuditSlice slice) =>
        slice.Entries is [{ Type: ExportIntended.TypeName } entry]
            ? ExportIntended.FromData(entry.Data)
            : new Fault("AUDIT_SLICE_INCOMPLETE", "audit.ndjson is the one entry that announces the export");

    /// <summary>The file has no freedom: it follows from the frontier and the entry.</summary>
    private static void CheckJoint(ConsistencyFile joins, AuditSlice slice, CheckList checks) =>
        checks.Require(
            joins.ToBytes().AsSpan().SequenceEqual(ConsistencyFile.Between(joins.Frontier, slice.Leaves[0]).ToBytes()),
            "log consistency",
            CheckOutcome.Verified,
            $"the entry follows the {joins.Frontier.End} before it",
            FailureClass.ContinuityBroken,
            "CONSISTENCY_BROKEN",
            "consistency does not follow from the frontier and the entry"
        );
}
