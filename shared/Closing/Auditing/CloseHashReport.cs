using Bookseal.Books.Periods;
using Bookseal.Books.Runs;
using Bookseal.Books.Runs.Events;

namespace Bookseal.Closing.Auditing;

/// <summary>
/// A closed period's hashes: as the audit chain has them certified, and as its journal gives them now.
/// </summary>
/// <param name="Sealed">What the bag sums up to; a fault where it does not hold what was certified.</param>
/// <param name="Other">What else is not as it was closed: lengths, bytes behind the end, the lease, the seal.</param>
public sealed record CloseHashReport(
    CloseRun Run,
    PackagePrepared Certified,
    PeriodSnapshot Now,
    Result<PeriodSnapshot> Sealed,
    Fault? Other
)
{
    public const string CloseHashMismatch = "CLOSE_HASH_MISMATCH";

    public const string LedgerHashMismatch = "LEDGER_HASH_MISMATCH";

    public bool IsSameCloseHash => Now.CloseHash == Certified.CloseHash;

    public bool IsSameLedgerHash => Now.LedgerHash == Certified.LedgerHash;

    public bool IsGood => Findings.Count == 0;

    public IReadOnlyList<SnapshotDifference> Differences =>
        Sealed.TryGet(out var before, out _) ? before.DifferencesTo(Now) : [];

    /// <summary>The gravest first. A ledger hash that differs alone is an edit that kept counts and totals.</summary>
    public IReadOnlyList<Fault> Findings =>
        [
            .. new[]
            {
                CloseHashFinding(),
                LedgerHashFinding(),
                Other,
                Sealed.IsOk ? null : Sealed.Fault,
            }.OfType<Fault>(),
        ];

    public JsonObject ToJson() =>
        JsonObject.Of(
            ("certified", JsonObject.Of(("close_hash", Certified.CloseHash), ("ledger_hash", Certified.LedgerHash))),
            ("differences", new JsonArray(Differences.Select(difference => difference.ToJson()))),
            (
                "findings",
                new JsonArray(Findings.Select(fault => JsonObject.Of(("code", fault.Code), ("message", fault.Message))))
            ),
            ("matches", IsGood),
            ("now", Now.ToJson()),
            ("period", Run.Period.ToString()),
            ("sealed", Sealed.IsOk ? Sealed.Value.ToJson() : null),
            ("tenant_id", Run.Tenant.ToString()),
            ("version", Run.Version)
        );

    private Fault? CloseHashFinding() =>
        IsSameCloseHash
            ? null
            : new(
                CloseHashMismatch,
                $"the journal of {Run.Period} gives close hash {Now.CloseHash}, certified was {Certified.CloseHash}"
            );

    private Fault? LedgerHashFinding() =>
        IsSameLedgerHash
            ? null
            : new(
                LedgerHashMismatch,
                $"the journal of {Run.Period} gives ledger hash {Now.LedgerHash}, certified was "
                    + $"{Certified.LedgerHash}"
            );
}
